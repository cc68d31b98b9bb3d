//! Judges what a reader wrote: whether it is right, and if not, why.
//!
//! A program of checks lists its sections and calls [`judge`]. It runs the
//! checks of one section, one after the other up to the first that fails, and
//! ends with 0 if all pass, 1 if one fails, and 3 if something is not written
//! yet. They run in a process of their own, this program once more. A check
//! that does not come to an end is ended, and has failed; so has one that ends
//! the program, in whatever way.

mod ending;
mod expect;
mod output;
mod panics;
mod program;
mod report;
mod spent;
mod system;
mod watch;

pub use expect::{Alike, Expect, Outcome, Same, ensure, expect};
pub use panics::{Panic, caught, panicked_elsewhere, refuses, survives};
pub use program::{Printed, printed};
pub use report::{Words, allow, in_case};

use std::any::Any;
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

const PASSED: u8 = 0;
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
    let code = report::is_watched().and_then(|is_watched| {
        if is_watched {
            watch::end_with_watcher();
            Ok(run(checks, meanings))
        } else {
            watch::watch()
        }
    });
    code.unwrap_or_else(|error| {
        eprintln!("the check cannot be run: {error}");
        ExitCode::from(UNKNOWN)
    })
}

/// Runs some checks up to the first that fails, and reports what comes of them.
fn run(checks: &[Check], meanings: &[Meaning]) -> ExitCode {
    for (what, check) in checks {
        panics::remember_panics();
        report::begin(what);
        match panic::catch_unwind(check) {
            Ok(Ok(())) => say(&passed(what)),
            Ok(Err(fault)) => return end(FAILED, &failed(what, &fault)),
            Err(payload) => {
                let (code, words) = panicked(what, &*payload, meanings);
                return end(code, &words);
            }
        }
    }
    end(PASSED, "")
}

/// The verdict, which whoever watches this process says.
fn end(code: u8, words: &str) -> ExitCode {
    report::end(code, words);
    ExitCode::from(code)
}

/// What a panic means: something is not written yet, or went wrong.
fn panicked(
    what: &str,
    payload: &dyn Any,
    meanings: &[Meaning],
) -> (u8, String) {
    let panic = Panic::of(payload);
    if panic.is_to_do() {
        let place = match &panic.place[..] {
            "" => "where a `todo!()` is",
            place => place,
        };
        return (TO_DO, format!("  … {what}\n\n    To write: {place}"));
    }
    let mut words = failed(what, &panic);
    let mut meanings = meanings.iter();
    let meaning = meanings.find(|(words, _)| panic.said.contains(words));
    if let Some((_, meaning)) = meaning {
        words += "\n\n    ";
        words += meaning;
    }
    (FAILED, words)
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
