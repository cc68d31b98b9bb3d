//! Judges what a reader wrote: whether it is right, and if not, why.
//!
//! A program of checks lists its sections and calls [`judge`]. It runs the
//! checks of one section, one after the other up to the first that fails, and
//! ends with 0 if all pass, 1 if one fails, and 3 if something is not written
//! yet. A check that does not come to an end is ended, and has failed.

mod apart;
mod expect;
mod panics;
mod watchdog;

pub use apart::{Words, apart};
pub use expect::{Alike, Expect, Outcome, Same, ensure, expect};
pub use panics::{Panic, caught, panicked_elsewhere, refuses, survives};
pub use watchdog::allow;

use std::fmt::Display;
use std::io::{self, Write as _};
use std::panic;
use std::process::ExitCode;

/// The subject of a check, in words that follow "✓", and the check itself.
pub type Check = (&'static str, fn() -> Outcome);

/// The checks of a section, by its number.
pub type Checks = (&'static str, &'static [Check]);

/// Words that a panic contains, and their meaning.
pub type Meaning = (&'static str, &'static str);

const FAILED: u8 = 1;
const UNKNOWN: u8 = 2;
const TO_DO: u8 = 3;

/// Runs the checks of the section that the first argument names, and says what
/// comes of them.
pub fn judge(steps: &[&[Checks]], meanings: &[Meaning]) -> ExitCode {
    let number = std::env::args().nth(1).unwrap_or_default();
    let mut sections = steps.iter().copied().flatten();
    let Some((_, checks)) = sections.find(|(other, _)| *other == number) else {
        eprintln!("there is nothing to check in section {number:?}");
        return ExitCode::from(UNKNOWN);
    };
    run(&apart::chosen(checks), meanings)
}

/// Runs some checks up to the first that fails, and says what comes of them.
pub fn run(checks: &[Check], meanings: &[Meaning]) -> ExitCode {
    panics::remember_panics();
    watchdog::start();
    for (what, check) in checks {
        watchdog::begin(what);
        let outcome = panic::catch_unwind(check);
        watchdog::end();
        match outcome {
            Ok(Ok(())) => say(&passed(what)),
            Ok(Err(fault)) => {
                say(&failed(what, &fault));
                return ExitCode::from(FAILED);
            }
            Err(_) => return panicked(what, meanings),
        }
    }
    ExitCode::SUCCESS
}

/// Says what a panic means: something is not written yet, or went wrong.
fn panicked(what: &str, meanings: &[Meaning]) -> ExitCode {
    let panic = Panic::take().unwrap_or_default();
    if panic.is_to_do() {
        say(&format!("  … {what}\n\n    To write: {}", panic.place));
        return ExitCode::from(TO_DO);
    }
    say(&failed(what, &panic));
    let mut meanings = meanings.iter();
    let meaning = meanings.find(|(words, _)| panic.said.contains(words));
    if let Some((_, meaning)) = meaning {
        say(&format!("\n    {meaning}"));
    }
    ExitCode::from(FAILED)
}

/// That a check has passed.
pub fn passed(what: &str) -> String {
    format!("  ✓ {what}")
}

/// That a check has failed, and why.
pub fn failed(what: &str, fault: &impl Display) -> String {
    format!("  ✗ {what}\n\n{fault}")
}

/// Prints; a reader who has closed the other end does not want to hear it.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
