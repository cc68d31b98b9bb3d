//! The command line of microGPT.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use microgpt::args::{Command, CommandLine};
use microgpt::train::Outcome;
use microgpt::{
    Error, conform, eval, export, inspect, interrupt, sample, train, variant,
};

/// The exit status of `conform` if it has nothing to compare.
const NOT_COMPARED: u8 = 2;

fn main() -> ExitCode {
    let command = CommandLine::parse().command;
    match run(&command) {
        Ok(Outcome::Done) | Err(Error::OutputClosed) => ExitCode::SUCCESS,
        Ok(Outcome::CutShort | Outcome::Differs) => ExitCode::FAILURE,
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::exit_status()),
        Err(error) => {
            // There is nobody to tell if this cannot be written either.
            let _ = writeln!(io::stderr(), "error: {error}");
            match command {
                // 1 says that the port differs.
                Command::Conform(_) => ExitCode::from(NOT_COMPARED),
                _ => ExitCode::FAILURE,
            }
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
        Command::Conform(args) => {
            let interrupt = interrupt::watch()?;
            conform::run(args, &mut out, &interrupt)?
        }
        Command::Variant(args) => {
            variant::run(args, &mut out).map(|()| Outcome::Done)?
        }
        Command::Export(args) => {
            export::run(args, &mut out).map(|()| Outcome::Done)?
        }
    };
    let flushed = out.flush();
    if matches!(outcome, Outcome::Done | Outcome::Differs) {
        flushed?;
    }
    Ok(outcome)
}
