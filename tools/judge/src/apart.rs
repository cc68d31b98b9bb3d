//! Checks in a process of their own.

use std::env;
use std::io::{self, Read as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Check, FAILED, Outcome};

/// After this long, such a check does not come to an end. It should take
/// milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a process may come to, in words for the reader.
pub struct Words {
    /// It was ended by the system: its stack overflowed.
    pub overflow: &'static str,
    /// It goes on and on.
    pub endless: &'static str,
}

/// The check that this process was started for, if it was for a single one.
fn only() -> Option<String> {
    env::args().nth(2)
}

/// The checks that this process carries out: all, or the one it is for.
pub(crate) fn chosen(checks: &[Check]) -> Vec<Check> {
    let only = only();
    let is_chosen = |what: &str| only.as_deref().is_none_or(|it| it == what);
    let checks = checks.iter().copied();
    checks.filter(|(what, _)| is_chosen(what)).collect()
}

/// Carries out a check in a process of its own, so that there are words for
/// how it ends: nothing can catch an overflow of the stack, or stop a function
/// that does not return. `what` is the check's name in its section.
///
/// # Errors
///
/// The fault that the check finds, or the words for how its process ended.
pub fn apart(what: &str, words: &Words, check: fn() -> Outcome) -> Outcome {
    if only().is_some() {
        return check(); // This is the process.
    }
    run(what, words).unwrap_or_else(|error| {
        Err(format!("    The check cannot be started: {error}"))
    })
}

/// Starts this program again, for one check, and says what comes of it.
fn run(what: &str, words: &Words) -> io::Result<Outcome> {
    let section = env::args().nth(1).unwrap_or_default();
    let mut child = Command::new(env::current_exe()?)
        .args([&section, what])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(Err(format!("    {}", words.endless)));
        }
        thread::sleep(Duration::from_millis(5));
    };
    let mut said = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut said)?;
    }
    Ok(match status.code() {
        Some(0) => Ok(()),
        // Its first line is the name of the check.
        Some(code) if code == i32::from(FAILED) => {
            let fault = said.split_once("\n\n").map_or("", |(_, fault)| fault);
            Err(fault.trim_end().to_owned())
        }
        _ => Err(format!("    {}", words.overflow)),
    })
}
