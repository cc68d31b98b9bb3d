//! Judges what a reader wrote: whether it is right, and if not, why.
//!
//! A program of checks lists its sections and calls [`judge`]. It runs the
//! checks of one section, one after the other up to the first that fails, and
//! ends with 0 if all pass, 1 if one fails, and 3 if something is not written
//! yet.

mod apart;
mod expect;

pub use apart::{Words, apart};
pub use expect::{
    Alike, Expect, Outcome, Same, ensure, expect, refuses, survives,
};

use std::io::{self, Write as _};
use std::panic;
use std::process::ExitCode;
use std::sync::Mutex;

/// What is checked, in words that follow "✓", and how.
pub type Check = (&'static str, fn() -> Outcome);

/// The checks of a section, by its number.
pub type Section = (&'static str, &'static [Check]);

/// What a panic means that contains these words.
pub type Meaning = (&'static str, &'static str);

const FAILED: u8 = 1;
const UNKNOWN: u8 = 2;
const TO_DO: u8 = 3;

/// What a panic said, and where it was.
static PANIC: Mutex<Option<(String, String)>> = Mutex::new(None);

/// Runs the checks of the section that the first argument names, and says what
/// comes of them.
pub fn judge(steps: &[&[Section]], meanings: &[Meaning]) -> ExitCode {
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
    panic::set_hook(Box::new(|info| {
        let payload = info.payload();
        let words = payload.downcast_ref::<String>().map(String::as_str);
        let said = words.or(payload.downcast_ref::<&str>().copied());
        let said = said.unwrap_or("no words").to_owned();
        let place = info.location().map_or_else(String::new, |location| {
            format!("{}:{}", location.file(), location.line())
        });
        if let Ok(mut panic) = PANIC.lock() {
            *panic = Some((said, place));
        }
    }));
    for (what, check) in checks {
        match panic::catch_unwind(check) {
            Ok(Ok(())) => say(&format!("  ✓ {what}")),
            Ok(Err(fault)) => {
                say(&format!("  ✗ {what}\n\n{fault}"));
                return ExitCode::from(FAILED);
            }
            Err(_) => return panicked(what, meanings),
        }
    }
    ExitCode::SUCCESS
}

/// Ends a check as if it had panicked: the reader's program has.
pub fn panicked_elsewhere(said: String, place: String) -> ! {
    if let Ok(mut panic) = PANIC.lock() {
        *panic = Some((said, place));
    }
    panic::resume_unwind(Box::new(())) // It does not call the hook.
}

/// Says what a panic means: something is not written yet, or went wrong.
fn panicked(what: &str, meanings: &[Meaning]) -> ExitCode {
    let panic = PANIC.lock().ok().and_then(|mut panic| panic.take());
    let (said, place) = panic.unwrap_or_default();
    if said.starts_with("not yet implemented") {
        say(&format!("  … {what}\n\n    To write: {place}"));
        return ExitCode::from(TO_DO);
    }
    say(&format!(
        "  ✗ {what}\n\n    It panicked: {said}\n    at {place}"
    ));
    let meaning = meanings.iter().find(|(words, _)| said.contains(words));
    if let Some((_, meaning)) = meaning {
        say(&format!("\n    {meaning}"));
    }
    ExitCode::from(FAILED)
}

/// Prints; a reader who has closed the other end does not want to hear it.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
