//! The command line of microGPT.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use microgpt::args::{Command, CommandLine};
use microgpt::train::Outcome;
use microgpt::{Error, eval, inspect, interrupt, sample, train};

fn main() -> ExitCode {
    match run(&CommandLine::parse().command) {
        Ok(Outcome::Done) | Err(Error::OutputClosed) => ExitCode::SUCCESS,
        Ok(Outcome::CutShort) => ExitCode::FAILURE,
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::EXIT_STATUS),
        Err(error) => {
            // There is nobody to tell if this cannot be written either.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<Outcome, Error> {
    let mut out = io::stdout().lock();
    let outcome = match command {
        Command::Train(args) => {
            let interrupt = interrupt::watch()?;
            train::run(args, &mut out, &interrupt)?
        }
        Command::Sample(args) => {
            sample::run(args, &mut out).map(|()| Outcome::Done)?
        }
        Command::Eval(args) => {
            eval::run(args, &mut out).map(|()| Outcome::Done)?
        }
        Command::Inspect(args) => {
            inspect::run(args, &mut out).map(|()| Outcome::Done)?
        }
    };
    let flushed = out.flush();
    if outcome == Outcome::Done {
        flushed?;
    }
    Ok(outcome)
}
