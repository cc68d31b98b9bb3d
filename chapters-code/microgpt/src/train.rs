//! Training, from the command line to the saved model.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::args::{MODEL, TEMPERATURE, TrainArgs};
use crate::progress::Progress;
use crate::run::Diverged;
use crate::sample::document;
use crate::target::Target;
use crate::{Checkpoint, Data, Error, Run};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it had to do.
    Done,
    /// It was stopped by the user.
    Interrupted,
}

/// `microgpt train`. When `interrupted` is set, it finishes the step, saves
/// the model and ends.
///
/// # Errors
///
/// If the data cannot be read, the model cannot be built or saved, or training
/// diverges.
pub fn run(
    args: &TrainArgs,
    out: &mut impl Write,
    interrupted: &AtomicBool,
) -> Result<Outcome, Error> {
    let data = Data::read(args.file.as_deref())?;
    let mut run = start(args, &data)?;
    let path = args.out.as_deref().or(args.resume.as_deref());
    let target = Target::new(path.unwrap_or(MODEL.as_ref()))?;
    target.rehearse(&run.checkpoint())?;
    warn_of_unfinished(args, &target);

    let first = run.steps_taken();
    let stopped = learn(args, &mut run, &target, out, interrupted)?;
    let where_saved = format!(
        "{} (step {} of {})",
        target.path().display(),
        run.steps_taken(),
        run.hyperparameters.num_steps
    );
    if let Some(stopped) = stopped {
        let why = match &stopped {
            Stopped::Interrupted => "stopped",
            Stopped::Output(_) => "stopped, since nothing can be printed",
        };
        if run.steps_taken() == first {
            say(&format!("{why}; no step was taken, nothing was saved"));
        } else {
            let resume = resume_command(&data, target.path());
            say(&format!("{why}; saved to {where_saved}"));
            say(&format!("continue with: {resume}"));
        }
        return match stopped {
            Stopped::Interrupted => Ok(Outcome::Interrupted),
            Stopped::Output(error) => Err(error),
        };
    }

    let printed = print_samples(&run, args.samples, out);
    say(&format!("saved to {where_saved}"));
    say(&format!(
        "make up more with: {}",
        command("sample", target.path())
    ));
    printed.map(|()| Outcome::Done)
}

/// A new run, or the one that is to be resumed.
fn start(args: &TrainArgs, data: &Data) -> Result<Run, Error> {
    let Some(path) = &args.resume else {
        return Run::start(data, args.chosen.or_default());
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
    Run::resume(data, checkpoint).map_err(|error| error.about(path.display()))
}

/// Why the loop ended before all steps were taken.
enum Stopped {
    Interrupted,
    Output(Error),
}

/// The steps that are left to take; then the model is saved.
fn learn(
    args: &TrainArgs,
    run: &mut Run,
    target: &Target,
    out: &mut impl Write,
    interrupted: &AtomicBool,
) -> Result<Option<Stopped>, Error> {
    let num_steps = run.hyperparameters.num_steps;
    let first = run.steps_taken();
    let mut stopped = print_sizes(run, out).err();
    let mut progress = Progress::new(first, num_steps);
    let every = Duration::from_secs(args.save_every);
    let (mut saved, mut saved_at) = (None, Instant::now());
    while !run.is_complete() && stopped.is_none() {
        if interrupted.load(Ordering::Relaxed) {
            break;
        }
        let loss = run.step().map_err(|diverged| {
            progress.end();
            diverged_error(diverged, saved, args, target)
        })?;
        let step = run.steps_taken();
        stopped = progress.report(step, num_steps, loss, out).err();
        if saved_at.elapsed() >= every && !run.is_complete() {
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
    Ok(match stopped {
        Some(error) => Some(Stopped::Output(error.into())),
        None if !run.is_complete() => Some(Stopped::Interrupted),
        None => None,
    })
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

/// What the programs of the book print before they train.
fn print_sizes(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let config = run.model().config;
    writeln!(out, "num docs: {}", run.docs.len())?;
    writeln!(out, "vocab size: {}", config.vocab_size)?;
    writeln!(out, "num params: {}", config.num_params())
}

/// What they print when they have trained, from the same random numbers.
fn print_samples(
    run: &Run,
    count: u32,
    out: &mut impl Write,
) -> Result<(), Error> {
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "--- inference (new, hallucinated names) ---")?;
    let (model, mut rng) = (run.model(), run.rng.clone());
    for i in 1..=count {
        let doc = document(&model, &run.tokenizer, &[], TEMPERATURE, &mut rng)?;
        writeln!(out, "sample {i:2}: {doc}")?;
    }
    out.flush()?;
    Ok(())
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

/// An unfinished run is about to be lost.
fn warn_of_unfinished(args: &TrainArgs, target: &Target) {
    let path = target.path();
    if args.resume.as_deref() == Some(path) {
        return;
    }
    let Ok(old) = Checkpoint::read(path) else {
        return;
    };
    let num_steps = old.hyperparameters.num_steps;
    if old.step < num_steps {
        say(&format!(
            "note: this replaces an unfinished run (step {} of {num_steps}) \
             in {}",
            old.step,
            path.display()
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

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:=@%\\".contains(c);
    if path.chars().all(plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// Tells the user, if there is one.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_paths_are_quoted() {
        let quoted = |path: &str| quoted(Path::new(path));
        assert_eq!(quoted("a/b_c.txt"), "a/b_c.txt");
        assert_eq!(quoted("my towns.txt"), "'my towns.txt'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
