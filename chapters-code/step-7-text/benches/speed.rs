//! How long a step takes: `cargo bench -p step-7-text`.
//!
//! With `-- --python PYTHON`, which is a Python with `torch` (see
//! `python/train.py`), the same run beside it in turn, round after round. With
//! `--record`, what was measured replaces the record that the book's table is
//! made of. Nothing else should run on the machine.

use std::f64::consts::LN_2;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_7_text::{
    Characters, MOBY_DICK, Part, Parts, Recipe, TextTrainer, Vocabulary,
    Windows, evaluate, initial_parameters,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/measured.txt");
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python/train.py");

/// How many rounds are measured, after one that warms up.
const ROUNDS: usize = 11;

/// What is measured: width, layers, and the steps of a round. All have four
/// heads and batches of twelve windows of 64 characters.
const SIZES: [(usize, usize, usize); 2] = [(128, 4, 10), (256, 8, 2)];
const POSITIONS: usize = 64;
const BATCH: usize = 12;
const STEPS: usize = 2000;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let after = |flag| args.iter().skip_while(|it| *it != flag).nth(1);
    let python = after("--python");
    let mut record =
        "# Made by `cargo bench -p step-7-text -- --python PYTHON \
                      --record`.\n\
                      # width, layers, threads, which: milliseconds of a step, \
                      median and least of rounds; last loss\n"
            .to_owned();
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("unknown", |name| name.trim_matches(['\t', ':']));
    let _ = writeln!(record, "processor\t{}", model.trim());
    for size in SIZES {
        for threads in [1, 2] {
            measure(size, threads, python, &mut record)?;
        }
    }
    whole(python, &mut record)?;
    print!("{record}");
    if args.iter().any(|arg| arg == "--record") {
        fs::write(FILE, record)?;
    }
    Ok(())
}

/// One size on some threads, ours and theirs in turn.
fn measure(
    (n_embd, n_layer, steps): (usize, usize, usize),
    threads: usize,
    python: Option<&String>,
    record: &mut String,
) -> io::Result<()> {
    let config = config(n_embd, n_layer);
    let mut racers: Vec<Box<dyn Racer>> =
        vec![Box::new(Ours::new(config, threads))];
    let mut names = vec!["ours".to_owned()];
    for how in ["eager", "compiled"] {
        let Some(python) = python else { continue };
        let theirs = PyTorch::new(python, &config, threads, how)?;
        names.push(format!("{}, {how}", theirs.version));
        racers.push(Box::new(theirs));
    }
    let mut times = vec![Vec::new(); racers.len()];
    let mut losses = vec![0.0; racers.len()];
    for round in 0..=ROUNDS {
        for (i, racer) in racers.iter_mut().enumerate() {
            let (seconds, loss) = racer.race(steps)?;
            losses[i] = loss;
            if round > 0 {
                times[i].push(seconds / steps as f64 * 1e3);
            }
        }
    }
    for ((name, times), loss) in names.iter().zip(&mut times).zip(losses) {
        times.sort_by(f64::total_cmp);
        let _ = writeln!(
            record,
            "step\t{n_embd}\t{n_layer}\t{threads}\t{name}\t{:.2}\t{:.2}\t\
             {loss:.6}",
            times[ROUNDS / 2],
            times[0],
        );
    }
    Ok(())
}

/// A whole run of the smaller size on one thread, and what it ends at.
fn whole(python: Option<&String>, record: &mut String) -> io::Result<()> {
    let _ = writeln!(
        record,
        "# which: seconds of a whole run, bits per character of the \
         validation chapters"
    );
    let config = config(SIZES[0].0, SIZES[0].1);
    let mut ours = Ours::new(config, 1);
    let (seconds, _) = ours.race(STEPS)?;
    let bits = ours.evaluate();
    let _ = writeln!(record, "whole\tours\t{seconds:.1}\t{bits:.4}");
    if let Some(python) = python {
        let mut theirs = PyTorch::new(python, &config, 1, "eager")?;
        let (seconds, _) = theirs.race(STEPS)?;
        let bits = theirs.evaluate()?;
        let name = &theirs.version;
        let _ = writeln!(record, "whole\t{name}\t{seconds:.1}\t{bits:.4}");
    }
    Ok(())
}

/// The model of a size.
fn config(n_embd: usize, n_layer: usize) -> Config {
    Config {
        vocab_size: Characters::of(MOBY_DICK).size(),
        block_size: POSITIONS,
        n_embd,
        n_head: 4,
        n_layer,
    }
}

/// Something that is trained.
trait Racer {
    /// Takes some steps. Returns the seconds and the last loss.
    fn race(&mut self, steps: usize) -> io::Result<(f64, f64)>;
}

/// The engine of this crate.
struct Ours {
    trainer: TextTrainer<f32>,
    stream: Vec<usize>,
    rng: PythonRandom,
    recipe: Recipe,
    done: usize,
}

impl Ours {
    fn new(config: Config, threads: usize) -> Self {
        let mut rng = PythonRandom::new(1);
        let params = initial_parameters(&config, 0.02, &mut rng);
        let adam = Adam::new(params.len());
        let parts = Parts::default();
        let trainer = TextTrainer::new(config, parts, &params, &adam);
        let text = Part::Training.of(MOBY_DICK);
        let stream = Characters::of(MOBY_DICK).encode(&text);
        Ours {
            trainer: trainer.on_threads(threads).expect("threads"),
            stream: stream.expect("characters of the novel"),
            rng,
            recipe: Recipe {
                steps: STEPS,
                batch: BATCH,
                learning_rate: 0.384 / config.n_embd as f64,
                warm_up: 100,
                init_std_dev: 0.02,
                weight_decay: 0.0,
            },
            done: 0,
        }
    }

    /// The bits per character of the validation chapters.
    fn evaluate(&mut self) -> f64 {
        let text = Part::Validation.of(MOBY_DICK);
        let stream = Characters::of(MOBY_DICK).encode(&text);
        let stream = stream.expect("characters of the novel");
        let losses = evaluate(&mut self.trainer, &stream);
        losses.iter().sum::<f64>() / losses.len() as f64 / LN_2
    }
}

impl Racer for Ours {
    fn race(&mut self, steps: usize) -> io::Result<(f64, f64)> {
        let Ours {
            trainer,
            stream,
            rng,
            recipe,
            done,
        } = self;
        let clock = Instant::now();
        let mut loss = 0.0;
        for _ in 0..steps {
            let windows = Windows::draw(stream, POSITIONS, BATCH, rng);
            loss = trainer.step(&windows, recipe.rate(*done));
            *done += 1;
        }
        Ok((clock.elapsed().as_secs_f64(), loss))
    }
}

/// A process that trains the same in `torch`. Its threads sleep while it waits.
struct PyTorch {
    process: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    version: String,
}

impl PyTorch {
    fn new(
        python: &str,
        config: &Config,
        threads: usize,
        how: &str,
    ) -> io::Result<Self> {
        let sizes = [config.n_embd, config.n_layer, POSITIONS, BATCH, threads];
        let mut process = Command::new(python)
            .arg(SCRIPT)
            .args(sizes.map(|size| size.to_string()))
            .args([how, &STEPS.to_string()])
            .env("OMP_WAIT_POLICY", "PASSIVE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let ask = process.stdin.take().expect("asked for");
        let answers = process.stdout.take().expect("asked for");
        let mut theirs = PyTorch {
            process,
            ask,
            answers: BufReader::new(answers),
            version: String::new(),
        };
        theirs.version = theirs.answer()?;
        Ok(theirs)
    }

    fn evaluate(&mut self) -> io::Result<f64> {
        writeln!(self.ask, "evaluate")?;
        let answer = self.answer()?;
        answer.parse().map_err(io::Error::other)
    }

    fn answer(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(io::Error::other("PyTorch stopped; see above"));
        }
        Ok(line.trim().to_owned())
    }
}

impl Racer for PyTorch {
    fn race(&mut self, steps: usize) -> io::Result<(f64, f64)> {
        writeln!(self.ask, "{steps}")?;
        let answer = self.answer()?;
        let mut numbers = answer.split(' ').map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(seconds)), Some(Ok(loss))) => Ok((seconds, loss)),
            _ => Err(io::Error::other(format!("PyTorch says {answer:?}"))),
        }
    }
}

impl Drop for PyTorch {
    fn drop(&mut self) {
        // It is idle, and has nothing to lose.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
