//! Training, from the command line to the saved model.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process;
use std::time::{Duration, Instant};

use step_4_transformer::Gpt;

use crate::args::{MODEL, TEMPERATURE, TrainArgs};
use crate::data::Relation;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::run::Diverged;
use crate::sample::document;
use crate::shell::quoted;
use crate::target::Target;
use crate::{Checkpoint, Data, Error, TrainingRun};
use conform::words::{count, grouped, printable};

/// How many samples are looked for in the data.
const LOOKED_AT: usize = 10_000;

/// How many samples that stand in the data are told by number.
const COPIES_SHOWN: usize = 5;

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
    let data = Data::read(args.file.as_deref())?;
    let mut run = start(args, &data)?;
    let path = args.out.as_deref().or(args.resume.as_deref());
    let target = Target::new(path.unwrap_or(MODEL.as_ref()))?;
    target.rehearse(&run.checkpoint())?;
    tell_of_replaced(args, &target, &data);
    tell_of_cut(&run);
    if run.is_complete() {
        say("the run is complete already: there is nothing left to train");
    }

    let first = run.steps_taken();
    let printed = learn(args, &mut run, &target, out, interrupt)?;
    let printed = printed.map_err(Error::from);
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
            say(&format!("{why}; no step was taken, nothing was saved"));
        } else {
            let resume = resume_command(&data, target.path());
            say(&format!("{why}; saved to {where_saved}"));
            say(&format!("continue with: {resume}"));
        }
        return match printed {
            Ok(()) => Ok(Outcome::Interrupted),
            Err(Error::OutputClosed) => Ok(Outcome::CutShort),
            Err(error) => Err(error),
        };
    }

    interrupt.nothing_to_lose();
    let outcome = printed.and_then(|()| {
        print_samples(&run, &data, args.samples, out, interrupt)
    });
    let stopped = match outcome {
        Ok(Outcome::Interrupted) => "stopped; ",
        _ => "",
    };
    say(&format!("{stopped}saved to {where_saved}"));
    say(&format!(
        "make up more with: {}",
        command("sample", target.path())
    ));
    outcome
}

/// A new run, or the one that is to be resumed.
fn start<'d>(
    args: &TrainArgs,
    data: &'d Data,
) -> Result<TrainingRun<'d>, Error> {
    let Some(path) = &args.resume else {
        return TrainingRun::start(data, args.chosen.or_default());
    };
    let checkpoint = Checkpoint::read(path)?;
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
    let mut printed = print_sizes(run, out);
    let mut progress = Progress::new(first, num_steps);
    let every = Duration::from_secs(args.save_every);
    let (mut saved, mut saved_at) = (None, Instant::now());
    while !run.is_complete() && printed.is_ok() && !interrupt.is_pressed() {
        let loss = run.step().map_err(|diverged| {
            progress.end();
            diverged_error(diverged, saved, args, target)
        })?;
        let step = run.steps_taken();
        printed = progress.report(step, num_steps, loss, out);
        let is_due = saved_at.elapsed() >= every && !run.is_complete();
        // Numbers that are none shall not replace a model.
        if is_due && run.is_finite() {
            match target.save(&run.checkpoint()) {
                Ok(()) => saved = Some(step),
                // There may be room again before the end.
                Err(error) => say(&format!("warning: {error}")),
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

/// Prints what the programs of the book do before they train.
fn print_sizes(run: &TrainingRun, out: &mut impl Write) -> io::Result<()> {
    let config = run.config();
    writeln!(out, "num docs: {}", run.docs.len())?;
    writeln!(out, "vocab size: {}", config.vocab_size)?;
    writeln!(out, "num params: {}", config.num_params())
}

/// Prints what they do when they have trained, from the same random numbers.
fn print_samples(
    run: &TrainingRun,
    data: &Data,
    count: u32,
    out: &mut impl Write,
    interrupt: &Interrupt,
) -> Result<Outcome, Error> {
    if count == 0 {
        return Ok(Outcome::Done);
    }
    let what = match data.file {
        None => "new, hallucinated names",
        Some(_) => "documents",
    };
    writeln!(out, "--- inference ({what}) ---")?;
    let terminal = io::stdout().is_terminal();
    let (params, mut rng) = (run.params(), run.rng.clone());
    let model = Gpt::new(run.config(), &params);
    let mut docs = Vec::new();
    for i in 1..=count {
        if interrupt.is_pressed() {
            return Ok(Outcome::Interrupted);
        }
        let doc = document(&model, &run.tokenizer, &[], TEMPERATURE, &mut rng)?;
        let shown = if terminal { &printable(&doc) } else { &doc };
        writeln!(out, "sample {i:2}: {shown}")?;
        if docs.len() < LOOKED_AT {
            docs.push(doc);
        }
    }
    out.flush()?;
    if let Some(note) = note_of_copies(&docs, run) {
        say(&note);
    }
    Ok(Outcome::Done)
}

/// A line on the samples, by number, that stand in the data: a model can learn
/// documents by heart, and a small file makes that likely.
fn note_of_copies(samples: &[String], run: &TrainingRun) -> Option<String> {
    let known = run.docs.known(samples.iter().map(String::as_str));
    let numbered = (1..).zip(samples);
    let copies: Vec<String> = numbered
        .filter(|(_, doc)| known.contains(doc.as_str()))
        .map(|(i, _): (usize, _)| i.to_string())
        .collect();
    let which = match &copies[..] {
        [] => return None,
        few if few.len() <= COPIES_SHOWN => few.join(", "),
        most => format!("{}, …", most[..COPIES_SHOWN].join(", ")),
    };
    let stand = if copies.len() == 1 { "stands" } else { "stand" };
    let first = if samples.len() < LOOKED_AT {
        ""
    } else {
        "the first "
    };
    Some(format!(
        "{} of {first}{} {stand} in the data: sample {which}",
        grouped(copies.len()),
        grouped(samples.len())
    ))
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

/// Says which model is about to be lost, unless it is the one that is
/// continued.
fn tell_of_replaced(args: &TrainArgs, target: &Target, data: &Data) {
    let path = target.path();
    let same = |other: &Path| match (other.canonicalize(), path.canonicalize())
    {
        (Ok(other), Ok(path)) => other == path,
        _ => false,
    };
    if args.resume.as_deref().is_some_and(same) {
        return;
    }
    let Ok(old) = Checkpoint::read(path) else {
        return;
    };
    let num_steps = old.hyperparameters.num_steps;
    let run = if old.step < num_steps {
        format!("an unfinished run (step {} of {num_steps})", old.step)
    } else {
        let steps = count(num_steps as usize, "step");
        format!("a finished run of {steps}")
    };
    let learned_from = if data.relation(&old.data) == Relation::Same {
        data.name()
    } else {
        let documents = count(old.data.documents, "document");
        let fingerprint = old.data.fingerprint;
        format!("other data ({documents}, fingerprint {fingerprint})")
    };
    say(&format!(
        "note: this will replace {}, {run} on {learned_from}\n  \
         to keep it, save to another file with --out",
        path.display()
    ));
}

/// Says how many documents are longer than what the model sees.
fn tell_of_cut(run: &TrainingRun) {
    // A position is BOS. Of a document that fills the others, the model does
    // not see that it ends there.
    let most = run.hyperparameters.block_size - 1;
    let cut = run.docs.longer_than(most);
    if cut > 0 {
        say(&format!(
            "note: {} of {} are longer than {}, and their ends are cut off\n  \
             to see more of each, start with a larger --block-size",
            grouped(cut),
            count(run.docs.len(), "document"),
            count(most, "character"),
        ));
    }
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

/// Tells the user, if there is one.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
