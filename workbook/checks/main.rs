//! Whether what the reader wrote is right, and if not, why.
//!
//! `check 0.4` runs the checks of a section, one after the other up to the
//! first that fails. It ends with 0 if all pass, 1 if one fails, and 3 if
//! something is not written yet.

mod expect;
mod step_0;
mod step_1;
mod step_2;
mod step_3;
mod step_4;
mod step_5;

use std::io::{self, Write as _};
use std::panic;
use std::process::ExitCode;
use std::sync::Mutex;

use expect::Outcome;

/// What is checked, in words that follow "✓", and how.
type Check = (&'static str, fn() -> Outcome);

/// The checks of each section, by its number.
type Section = (&'static str, &'static [Check]);

const SECTIONS: [&[Section]; 6] = [
    step_0::SECTIONS,
    step_1::SECTIONS,
    step_2::SECTIONS,
    step_3::SECTIONS,
    step_4::SECTIONS,
    step_5::SECTIONS,
];

const FAILED: u8 = 1;
const UNKNOWN: u8 = 2;
const TO_DO: u8 = 3;

/// What some panics mean.
const PANICS: [(&str, &str); 2] = [
    (
        "already mutably borrowed",
        "The tape is borrowed to be written on, and here it is borrowed again \
         to be read. While `nodes` holds it, read from `nodes`.",
    ),
    (
        "already borrowed",
        "The tape is borrowed to be read, and here it is borrowed again to be \
         written on. Let go of the first borrow before.",
    ),
];

/// What a panic said, and where it was.
static PANIC: Mutex<Option<(String, String)>> = Mutex::new(None);

fn main() -> ExitCode {
    let number = std::env::args().nth(1).unwrap_or_default();
    let mut sections = SECTIONS.into_iter().flatten();
    let Some((_, checks)) = sections.find(|(other, _)| *other == number) else {
        eprintln!("there is nothing to check in section {number:?}");
        return ExitCode::from(UNKNOWN);
    };
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
    for (what, check) in *checks {
        match panic::catch_unwind(check) {
            Ok(Ok(())) => say(&format!("  ✓ {what}")),
            Ok(Err(fault)) => {
                say(&format!("  ✗ {what}\n\n{fault}"));
                return ExitCode::from(FAILED);
            }
            Err(_) => return panicked(what),
        }
    }
    ExitCode::SUCCESS
}

/// Ends a check as if it had panicked: the reader's program has.
fn panicked_elsewhere(said: String, place: String) -> ! {
    if let Ok(mut panic) = PANIC.lock() {
        *panic = Some((said, place));
    }
    panic::resume_unwind(Box::new(())) // It does not call the hook.
}

/// Says what a panic means: something is not written yet, or went wrong.
fn panicked(what: &str) -> ExitCode {
    let panic = PANIC.lock().ok().and_then(|mut panic| panic.take());
    let (said, place) = panic.unwrap_or_default();
    if said.starts_with("not yet implemented") {
        say(&format!("  … {what}\n\n    To write: {place}"));
        return ExitCode::from(TO_DO);
    }
    say(&format!(
        "  ✗ {what}\n\n    It panicked: {said}\n    at {place}"
    ));
    let meaning = PANICS.iter().find(|(words, _)| said.contains(words));
    if let Some((_, meaning)) = meaning {
        say(&format!("\n    {meaning}"));
    }
    ExitCode::from(FAILED)
}

/// Prints; a reader who has closed the other end does not want to hear it.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
