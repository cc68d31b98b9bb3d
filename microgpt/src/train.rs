//! Training, from the command line to the saved model.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::num::NonZero;
use std::path::Path;
use std::process;
use std::thread;
use std::time::{Duration, Instant};

use step_4_transformer::Gpt;
use step_7_text::engine::trainer::SHARES;

use crate::args::{MODEL, TrainArgs};
use crate::interrupt::Interrupt;
use crate::json::{self, Copies, write_line};
use crate::notes::warn;
use crate::progress::{Progress, Sizes, Step};
use crate::run::{Corpus, Diverged, Lines};
use crate::sample::{CHARS, Sampling, document, passage, print_passage};
use crate::shell::quoted;
use crate::target::Target;
use crate::{Checkpoint, Data, Documents, Error, Tokens, TrainingRun};
use conform::words::{count, printable};

/// How many samples are looked for in the data.
const LOOKED_AT: usize = 10_000;

/// How often the loss on what is held out is measured.
const VAL_TIMES: u32 = 10;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it had to do.
    Done,
    /// It did, and found that a port is not what it should be.
    Differs,
    /// It was stopped by the user.
    Interrupted,
    /// Whoever read its output has gone, before it had done what it had to do.
    CutShort,
}

/// `microgpt train`. When it is interrupted, it finishes the step, saves the
/// model and ends.
///
/// # Errors
///
/// If the data cannot be read, the model cannot be built or saved, or training
/// diverges.
pub fn run(
    args: &TrainArgs,
    out: &mut impl Write,
    interrupt: &Interrupt,
) -> Result<Outcome, Error> {
    let resumed = match &args.resume {
        Some(path) => Some((path.as_path(), Checkpoint::read(path)?)),
        None => None,
    };
    let data = read(args, resumed.as_ref())?;
    let mut run = start(args, resumed, &data)?.on_threads(threads(args))?;
    let path = args.out.as_deref().or(args.resume.as_deref());
    let target = Target::new(path.unwrap_or(MODEL.as_ref()))?;
    target.rehearse(&run.checkpoint())?;
    let notes = args.notes();
    notes.replaced(args, &target, &data);
    notes.cut(&run);
    notes.held_out(&run, &data);
    if run.is_complete() {
        notes.say(&format!(
            "the run is complete already: there is nothing left to train\n  \
             to continue it beyond its end: --steps, above {}",
            run.hyperparameters.num_steps
        ));
    }

    let first = run.steps_taken();
    let printed = learn(args, &mut run, &target, out, interrupt)?;
    let printed = printed.map_err(Error::from);
    if args.json && printed.is_ok() && run.steps_taken() > first {
        write_line(
            &json::Saved {
                saved: target.path().display().to_string(),
                step: run.steps_taken(),
                num_steps: run.hyperparameters.num_steps,
            },
            out,
        )?;
    }
    let where_saved = format!(
        "{} (step {} of {})",
        target.path().display(),
        run.steps_taken(),
        run.hyperparameters.num_steps
    );
    if !run.is_complete() {
        let why = match &printed {
            Ok(()) => "stopped",
            Err(_) => "stopped, since nothing can be printed",
        };
        if run.steps_taken() == first {
            notes.say(&format!("{why}; no step was taken, nothing was saved"));
        } else {
            let resume = resume_command(&data, target.path());
            notes.say(&format!("{why}; saved to {where_saved}"));
            notes.say(&format!("continue with: {resume}"));
        }
        return match printed {
            Ok(()) => Ok(Outcome::Interrupted),
            Err(Error::OutputClosed) => Ok(Outcome::CutShort),
            Err(error) => Err(error),
        };
    }

    interrupt.nothing_to_lose();
    let outcome = printed.and_then(|()| match &run.corpus {
        Corpus::Documents(lines) => {
            print_samples(args, &run, lines, out, interrupt)
        }
        Corpus::Text(_) => print_passages(args, &run, out, interrupt),
    });
    let stopped = match outcome {
        Ok(Outcome::Interrupted) => "stopped; ",
        _ => "",
    };
    notes.say(&format!("{stopped}saved to {where_saved}"));
    notes.say(&format!(
        "make up more with: {}",
        command("sample", target.path())
    ));
    outcome
}

/// The data, read as what the run takes them for.
fn read(
    args: &TrainArgs,
    resumed: Option<&(&Path, Checkpoint)>,
) -> Result<Data, Error> {
    let chosen = &args.chosen;
    let is_text = match resumed {
        Some((_, checkpoint)) => checkpoint.tokens.is_text(),
        None => chosen.text,
    };
    if let (true, Some((path, _))) = (chosen.text && !is_text, resumed) {
        return Err(Error::new(
            format!("--text: the run in {} is on documents", path.display()),
            "leave out --text, or start a new run without --resume",
        ));
    }
    let threads = args.threads.map(|_| "--threads");
    if let (false, Some(flag)) = (is_text, chosen.of_text().or(threads)) {
        return Err(Error::new(
            format!("{flag} is for a run on a running text, not on documents"),
            format!("add --text, or leave out {flag}"),
        ));
    }
    match (&args.file, is_text) {
        (Some(file), true) => Data::read_text(file),
        (file, _) => Data::read(file.as_deref()),
    }
}

/// How many threads compute. What is computed is cut into so many shares that
/// more have little to do.
fn threads(args: &TrainArgs) -> usize {
    args.threads.unwrap_or_else(|| {
        let available = thread::available_parallelism();
        available.map_or(1, NonZero::get).min(SHARES)
    })
}

/// A new run, or the one that is to be resumed.
fn start<'d>(
    args: &TrainArgs,
    resumed: Option<(&Path, Checkpoint)>,
    data: &'d Data,
) -> Result<TrainingRun<'d>, Error> {
    let Some((path, mut checkpoint)) = resumed else {
        return TrainingRun::start(data, args.chosen.or_default());
    };
    let asked = args.chosen.steps;
    let is_finished = checkpoint.step == checkpoint.hyperparameters.num_steps;
    if let Some(more) = asked.filter(|&n| is_finished && n > checkpoint.step) {
        args.notes().say(&format!(
            "note: this continues a finished run of {}; its learning rate is \
             now\n  that of step {} of {more}",
            count(checkpoint.step as usize, "step"),
            checkpoint.step + 1,
        ));
        checkpoint.extend(more);
    }
    let run = checkpoint.hyperparameters;
    if let Some((flag, asked, has)) = args.chosen.contradiction(&run) {
        return Err(Error::new(
            format!(
                "{flag} {asked}: the run in {} has {has}, and a run is \
                 continued as it was started",
                path.display()
            ),
            format!("leave out {flag}, or start a new run without --resume"),
        ));
    }
    TrainingRun::resume(data, checkpoint)
        .map_err(|error| error.about(path.display()))
}

/// The steps that are left to take, as far as nobody interrupts them and their
/// losses can be printed; then the model is saved. Returns whether they could
/// be printed.
fn learn(
    args: &TrainArgs,
    run: &mut TrainingRun,
    target: &Target,
    out: &mut impl Write,
    interrupt: &Interrupt,
) -> Result<io::Result<()>, Error> {
    let num_steps = run.hyperparameters.num_steps;
    let first = run.steps_taken();
    let mut progress = match args {
        _ if args.json => Progress::Json,
        _ if args.quiet => Progress::Quiet,
        _ => Progress::new(first, num_steps),
    };
    let sizes = Sizes::new(&run.corpus, &run.config());
    let mut printed = progress.begin(&sizes, out);
    let every = Duration::from_secs(args.save_every);
    let (mut saved, mut saved_at) = (None, Instant::now());
    let mut warned = false;
    while !run.is_complete() && printed.is_ok() && !interrupt.is_pressed() {
        let loss = run.step().map_err(|diverged| {
            progress.end();
            diverged_error(diverged, saved, args, target)
        })?;
        let step = run.steps_taken();
        let val_is_due = step.is_multiple_of(num_steps.div_ceil(VAL_TIMES))
            || run.is_complete();
        let report = Step {
            step,
            num_steps,
            loss,
            val_loss: if val_is_due { run.val_loss() } else { None },
            val_bits: if val_is_due { run.val_bits() } else { None },
        };
        printed = progress.report(report, out);
        let is_due = saved_at.elapsed() >= every && !run.is_complete();
        // Numbers that are none shall not replace a model.
        if is_due && run.is_finite() {
            match target.save(&run.checkpoint()) {
                Ok(()) => (saved, warned) = (Some(step), false),
                // There may be room again before the end.
                Err(error) if !warned => {
                    warn(&format!("warning: {error}"));
                    warned = true;
                }
                Err(_) => {}
            }
            saved_at = Instant::now();
        }
    }
    progress.end();

    // A model without a step of this run in it is no reason to lose the one
    // that is there.
    if run.steps_taken() > first || run.is_complete() {
        save_at_last(&run.checkpoint(), target, saved)?;
    }
    Ok(printed)
}

/// Saves what the run has come to. If there is no room for it any more, no
/// hour of training shall be lost: it goes where temporary files go.
fn save_at_last(
    checkpoint: &Checkpoint,
    target: &Target,
    saved: Option<u32>,
) -> Result<(), Error> {
    target.save(checkpoint).map_err(|error| {
        let name = format!("microgpt-{}.safetensors", process::id());
        let refuge = env::temp_dir().join(name);
        let rescued =
            Target::new(&refuge).and_then(|refuge| refuge.save(checkpoint));
        let remedy = match (rescued, saved) {
            (Ok(()), _) => format!(
                "the model is in {} instead: move it to where it is safe",
                refuge.display()
            ),
            (Err(_), Some(step)) => format!(
                "it has the run as of step {step}: make room there, and \
                 continue with --resume"
            ),
            (Err(_), None) => "make room there, and train again".to_string(),
        };
        error.remedied_by(remedy)
    })
}

/// Prints what the programs of the book do when they have trained, from the
/// same random numbers.
fn print_samples(
    args: &TrainArgs,
    run: &TrainingRun,
    lines: &Lines,
    out: &mut impl Write,
    interrupt: &Interrupt,
) -> Result<Outcome, Error> {
    let num_samples = args.samples.unwrap_or(20);
    let Tokens::Documents(tokenizer) = &run.tokens else {
        return Ok(Outcome::Done);
    };
    if num_samples == 0 {
        return Ok(Outcome::Done);
    }
    if !args.json && !args.quiet {
        let what = match args.file {
            None => "new, hallucinated names",
            Some(_) => "documents",
        };
        writeln!(out, "--- inference ({what}) ---")?;
    }
    let terminal = io::stdout().is_terminal();
    let (params, mut rng) = (run.params(), run.rng.clone());
    let model = Gpt::new(run.config(), &params);
    let mut docs = Vec::new();
    for i in 1..=num_samples {
        if interrupt.is_pressed() {
            return Ok(Outcome::Interrupted);
        }
        let sampling = Sampling::default();
        let doc = document(&model, tokenizer, &[], sampling, &mut rng)?;
        let shown = if terminal { &printable(&doc) } else { &doc };
        if args.json {
            write_line(&json::Document { document: &doc }, out)?;
        } else if args.quiet {
            writeln!(out, "{shown}")?;
        } else {
            writeln!(out, "sample {i:2}: {shown}")?;
        }
        if docs.len() < LOOKED_AT {
            docs.push(doc);
        }
    }
    let copies = copies(&docs, &lines.docs);
    if args.json {
        write_line(&copies, out)?;
    }
    out.flush()?;
    let of_all = docs.len() == num_samples as usize;
    args.notes().copies(&copies, of_all);
    Ok(Outcome::Done)
}

/// Prints what a model of a running text writes.
fn print_passages(
    args: &TrainArgs,
    run: &TrainingRun,
    out: &mut impl Write,
    interrupt: &Interrupt,
) -> Result<Outcome, Error> {
    let (params, mut rng) = (run.params(), run.rng.clone());
    let model = Gpt::new(run.config(), &params);
    for i in 1..=args.samples.unwrap_or(1) {
        if interrupt.is_pressed() {
            return Ok(Outcome::Interrupted);
        }
        if !args.json && !args.quiet {
            writeln!(out, "--- passage {i} ---")?;
        }
        let (sampling, tokens) = (Sampling::default(), &run.tokens);
        let passage = passage(&model, tokens, "", CHARS, sampling, &mut rng)?;
        print_passage(&passage, args.json, out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The samples that stand in the data.
fn copies(samples: &[String], docs: &Documents) -> Copies {
    let known = docs.known(samples.iter().map(String::as_str));
    let numbered = (1..).zip(samples);
    Copies {
        num_samples: samples.len(),
        in_data: numbered
            .filter(|(_, doc)| known.contains(doc.as_str()))
            .map(|(i, _)| i)
            .collect(),
    }
}

/// Training has come to an end that more steps would not mend.
fn diverged_error(
    Diverged { step, loss }: Diverged,
    saved: Option<u32>,
    args: &TrainArgs,
    target: &Target,
) -> Error {
    let problem = if loss.is_finite() {
        format!("step {step} led to parameters that are not finite")
    } else {
        format!("the loss of step {step} is {loss}, not a number to learn from")
    };
    let path = target.path().display();
    let kept = match (saved, &args.resume) {
        (Some(step), _) => format!("{path} has the run as of step {step}"),
        (None, Some(resume)) => {
            format!("{} is as it was", resume.display())
        }
        (None, None) if target.path().exists() => {
            format!("nothing was saved, and {path} is as it was")
        }
        (None, None) => "nothing was saved".to_string(),
    };
    Error::new(
        format!("training diverged: {problem}; {kept}"),
        "start again with a lower --learning-rate",
    )
}

/// A command line on a model file.
fn command(name: &str, path: &Path) -> String {
    if path == Path::new(MODEL) && name == "sample" {
        return format!("microgpt {name}");
    }
    format!("microgpt {name} {}", quoted(path))
}

/// The command line that continues a run.
fn resume_command(data: &Data, path: &Path) -> String {
    match &data.file {
        None => command("train --resume", path),
        Some(file) => {
            command(&format!("train {} --resume", quoted(file)), path)
        }
    }
}
