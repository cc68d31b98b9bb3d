//! `microgpt conform`: whether a port of microGPT is right, and where not.
//!
//! The crate `conform` decides. Here a port is run, or what it has
//! printed is read.

pub mod command;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use ::conform::reference::{NUM_STEPS, Original};
use ::conform::words::grouped;
use ::conform::{Log, Port, compare};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Error;
use crate::args::ConformArgs;
use crate::interrupt::Interrupt;
use crate::train::Outcome;
use command::Ended;

/// `microgpt conform`
///
/// # Errors
///
/// If there is nothing to compare.
pub fn run(
    args: &ConformArgs,
    out: &mut impl Write,
    interrupt: &Interrupt,
) -> Result<Outcome, Error> {
    // To stop loses nothing that was to be saved.
    interrupt.nothing_to_lose();
    let mut logs = [Log::default(), Log::default()];
    let bar = bar();
    let show = |logs: &[Log]| {
        let losses = logs.iter().map(Log::len).max().unwrap_or(0);
        bar.set_position(losses as u64);
    };
    let ended = match &args.file {
        Some(file) => read_file(file, &mut logs, interrupt, show),
        None => command::run(&args.command, &mut logs, interrupt, show),
    };
    bar.finish_and_clear();
    let port = Port::new(&logs);
    let interrupted = matches!(ended?, Ended::Interrupted);
    if port.comparable().next().is_none() {
        if interrupted {
            say("stopped before there was a loss to compare");
            return Ok(Outcome::Interrupted);
        }
        return Err(no_losses(&port));
    }
    if interrupted {
        let losses = grouped(port.losses.len());
        say(&format!("stopped at loss {losses}; so far:"));
    }
    let original = args.step.and_then(|step| Original::new(step.into()));
    let verdict = compare(&port, original);
    write!(out, "{verdict}")?;
    Ok(if interrupted {
        out.flush()?;
        Outcome::Interrupted
    } else if verdict.conforms() {
        Outcome::Done
    } else {
        Outcome::Differs
    })
}

/// Tells the user, if there is one.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// A bar for people, which counts losses. It is not shown to programs.
fn bar() -> ProgressBar {
    let style = "{pos:>5} / {len} losses {wide_bar} {elapsed}";
    let style = ProgressStyle::with_template(style)
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(NUM_STEPS as u64).with_style(style)
}

fn read_file(
    path: &Path,
    logs: &mut [Log],
    interrupt: &Interrupt,
    show: impl FnMut(&[Log]),
) -> Result<Ended, Error> {
    let unread = |error| {
        Error::new(
            format!("cannot read {}: {error}", path.display()),
            "name a file that has what the port prints, or - for stdin",
        )
    };
    let stream: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(unread)?)
    };
    command::read(vec![stream], logs, interrupt, show, |_, _| {})
        .map_err(unread)
}

fn no_losses(port: &Port) -> Error {
    let problem = if port.losses.is_empty() {
        "no line looks like the loss of a step".to_owned()
    } else {
        format!("no loss is of a step from 1 to {NUM_STEPS}")
    };
    Error::new(
        problem,
        "print a line such as \"step    1 / 1000 | loss 3.3660\" for every \
         step",
    )
}
