//! A thousand steps on each engine, and in Python.

use std::hint::black_box;
use std::iter::zip;
use std::process::Command;
use std::time::Instant;

use step_1_gradient_descent::linear_decay;
use step_2_autograd::Tape;
use step_4_transformer::Gpt;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::cost::nodes_on_tape;
use step_6_efficiency::graph::{Arena, GraphTrainer, Pointers};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::{Float, Level, VectorTrainer};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};

use crate::by_rows;
use crate::record::Record;
use crate::shapes::{self, AsMade, QuickHash, Sorted, TapeWithoutDot};
use crate::{GUIDE, ROUNDS, Start, interleaved, levels};

const NUM_STEPS: usize = 1000;

pub fn measure(start: &Start, record: &mut Record) {
    engines(start, record);
    python(start, record);
    parts_of_a_step(start, record);
    single_precision(start, record);
}

/// Makes an engine that has learned nothing yet.
type New<'a> = Box<dyn Fn() -> Box<dyn Engine> + 'a>;

fn new<E: Engine + 'static>(start: &Start) -> New<'_> {
    Box::new(|| {
        let adam = Adam::new(start.params.len());
        Box::new(E::resume(GUIDE, start.params.clone(), adam))
    })
}

/// The same with pointers whose way back is ordered by `O`.
fn new_shape<O: shapes::Order + 'static>(start: &Start) -> New<'_> {
    new::<shapes::GraphTrainer<shapes::Pointers<O>>>(start)
}

/// The same with vectors of some level.
fn at_level<F: Float>(level: Level, start: &Start) -> New<'_>
where
    VectorTrainer<F>: Engine,
{
    Box::new(move || {
        let adam = Adam::new(start.params.len());
        let at = VectorTrainer::<F>::at_level;
        Box::new(at(level, GUIDE, &start.params, &adam))
    })
}

/// How many times the work of the first steps the whole run is.
fn scale(start: &Start, steps: usize) -> f64 {
    let nodes = |doc: &Vec<usize>| nodes_on_tape(&GUIDE, doc.len() - 1);
    let work = |steps| start.docs[..steps].iter().map(nodes).sum::<usize>();
    work(NUM_STEPS) as f64 / work(steps) as f64
}

fn engines(start: &Start, record: &mut Record) {
    record.title("1,000 steps, ms: median, least (steps measured)");
    let mut runs: Vec<(String, usize, New)> = vec![
        ("pointers".into(), 20, new::<GraphTrainer<Pointers>>(start)),
        (
            "pointers, quick hash".into(),
            20,
            new_shape::<Sorted<QuickHash>>(start),
        ),
        ("pointers, as made".into(), 20, new_shape::<AsMade>(start)),
        ("arena".into(), 50, new::<GraphTrainer<Arena>>(start)),
        ("tape without dot".into(), 50, new::<TapeWithoutDot>(start)),
        ("tape".into(), 200, new::<Trainer>(start)),
        ("matrix".into(), 200, new::<MatrixTrainer>(start)),
        (
            "matrix by rows".into(),
            200,
            new::<by_rows::MatrixTrainer>(start),
        ),
        ("workspace".into(), NUM_STEPS, new::<Workspace>(start)),
    ];
    for level in levels() {
        let (double, single) =
            (at_level::<f64>(level, start), at_level::<f32>(level, start));
        runs.push((format!("{level:?} f64"), NUM_STEPS, double));
        runs.push((format!("{level:?} f32"), NUM_STEPS, single));
    }
    let mut work: Vec<_> = runs
        .iter()
        .map(|(_, steps, new)| {
            move || {
                let mut engine = new();
                let all = train(&mut *engine, &start.docs, NUM_STEPS, 0.01);
                let sum: f64 = all.take(*steps).sum();
                assert!(black_box(sum).is_finite());
            }
        })
        .collect();
    let times = interleaved(&mut work);
    for ((name, steps, _), times) in zip(&runs, times) {
        let ms = 1e3 * scale(start, *steps);
        let numbers = [times[ROUNDS / 2] * ms, times[0] * ms, *steps as f64];
        record.line(&["engine", name], &numbers);
    }
}

/// The same in Python, where there is one, with its garbage collector and
/// without.
fn python(start: &Start, record: &mut Record) {
    const STEPS: usize = 20;
    const TIMES: usize = 5;
    let Some(version) = said(&["--version"]) else {
        println!("  there is no python3 to race against");
        return;
    };
    let root = env!("CARGO_MANIFEST_DIR");
    let program = format!("{root}/python/microgpt.py");
    let names = format!("{root}/../../data/names.txt");
    let steps = STEPS.to_string();
    let args = |code| ["-c", code, &program[..], &names, &steps];
    let ways = [args(AS_IT_COMES), args(WITHOUT_COLLECTOR)];
    let mut seconds = [vec![], vec![]];
    for _ in 0..TIMES {
        for (args, seconds) in zip(&ways, &mut seconds) {
            let said = said(args).expect("what it prints at the end");
            let mut words = said.split_whitespace().rev();
            let number = words.find_map(|word| word.parse::<f64>().ok());
            seconds.push(number.expect("the seconds of the training"));
        }
    }
    for (name, mut seconds) in zip(["python", "python, kept"], seconds) {
        seconds.sort_by(f64::total_cmp);
        let ms = 1e3 * scale(start, STEPS);
        let numbers = [seconds[TIMES / 2] * ms, seconds[0] * ms, STEPS as f64];
        record.line(&["engine", name], &numbers);
    }
    record.title("the Python of the race");
    record.line(&["python", version.trim()], &[]);
}

/// Runs the program that its first argument names, in processor time.
const AS_IT_COMES: &str = "import runpy, sys, time; \
    time.perf_counter = time.process_time; \
    del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')";

/// The same without the collector of garbage.
const WITHOUT_COLLECTOR: &str = "import gc, runpy, sys, time; gc.disable(); \
    time.perf_counter = time.process_time; \
    del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')";

/// What a program of Python prints, on either stream.
fn said(args: &[&str]) -> Option<String> {
    let output = Command::new("python3").args(args).output().ok()?;
    let both = [output.stdout, output.stderr].concat();
    Some(String::from_utf8_lossy(&both).into_owned())
}

/// Where the time of a step on the tape goes, µs a step: of each step, the
/// least of each part.
fn parts_of_a_step(start: &Start, record: &mut Record) {
    const STEPS: usize = 200;
    record.title("parts of a step on the tape, µs");
    let mut least = vec![[f64::INFINITY; 3]; STEPS];
    for _ in 0..ROUNDS {
        let mut params = start.params.clone();
        let mut adam = Adam::new(params.len());
        let mut tape = Tape::new();
        for (step, least) in least.iter_mut().enumerate() {
            let begin = Instant::now();
            tape.clear();
            let weights = tape.leaves(&params);
            let loss = Gpt::new(GUIDE, &weights).loss(&start.docs[step]);
            let forward = begin.elapsed().as_secs_f64();
            let grads = loss.backward();
            let backward = begin.elapsed().as_secs_f64();
            let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
            let grad = grads.first(params.len());
            adam.step(&mut params, grad, rate);
            let adam = begin.elapsed().as_secs_f64();
            let parts = [forward, backward - forward, adam - backward];
            for (least, part) in zip(least, parts) {
                *least = least.min(part);
            }
        }
    }
    for (i, name) in ["forward", "backward", "Adam"].iter().enumerate() {
        let all: f64 = least.iter().map(|parts| parts[i]).sum();
        record.line(&["part", name], &[all * 1e6 / STEPS as f64]);
    }
}

/// How far vectors lead away from the tape, with one rounding for a product
/// and a sum and with two. No other difference of processors shows in a bit.
fn single_precision(start: &Start, record: &mut Record) {
    record.title("losses, from the tape's: digits of the largest, last 100");
    let tape = losses(start, &new::<Trainer>(start));
    for level in levels().filter(|&level| level != Level::Avx512) {
        let single = at_level::<f32>(level, start);
        let double = at_level::<f64>(level, start);
        for (float, new) in [("f32", single), ("f64", double)] {
            let numbers = apart(&losses(start, &new), &tape);
            let name = format!("{level:?} {float}");
            record.line(&["apart", &name], &numbers.map(|x| -digits(x)));
        }
    }
    parted(record);
}

/// How many runs with other seeds lead away from the tape, and how far.
fn parted(record: &mut Record) {
    const SEEDS: u32 = 20;
    record.title("runs in f32, of them parted, largest difference, last 100");
    let starts = (1..=SEEDS).map(Start::of_seed);
    let all: Vec<[f64; 2]> = starts
        .flat_map(|start| {
            let tape = losses(&start, &new::<Trainer>(&start));
            let levels = levels().filter(|&level| level != Level::Avx512);
            let runs: Vec<_> = levels
                .map(|level| losses(&start, &at_level::<f32>(level, &start)))
                .map(|run| apart(&run, &tape))
                .collect();
            runs
        })
        .collect();
    let parted = all.iter().filter(|[largest, _]| *largest > 1e-5).count();
    let worst = |i: usize| all.iter().map(|it| it[i]).fold(0.0, f64::max);
    let counts = [all.len() as f64, parted as f64];
    record.line(
        &["parted", "f32"],
        &[counts[0], counts[1], worst(0), worst(1)],
    );
}

/// The losses of a run.
fn losses(start: &Start, new: &New) -> Vec<f64> {
    train(&mut *new(), &start.docs, NUM_STEPS, LEARNING_RATE).collect()
}

/// The largest difference of a loss, and that of the means of the last 100.
fn apart(run: &[f64], tape: &[f64]) -> [f64; 2] {
    let apart = zip(run, tape).map(|(a, b)| (a - b).abs());
    let last = |run: &[f64]| run[900..].iter().sum::<f64>() / 100.0;
    [apart.fold(0.0, f64::max), (last(run) - last(tape)).abs()]
}

/// The decimal logarithm. Of a small difference, the record keeps this.
fn digits(x: f64) -> f64 {
    portable::math::ln(x) / std::f64::consts::LN_10
}
