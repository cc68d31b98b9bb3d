//! Checks in a process of their own.

use std::env;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt as _;

use crate::{Check, FAILED, Outcome};

/// After this long, such a check does not come to an end. It should take
/// milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// The words for the reader, if a process comes to no good end.
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
    // A pipe that nobody reads holds 64 KiB, and then the check would wait.
    let stdout = child.stdout.take();
    let said = thread::spawn(move || stdout.map_or(Ok(vec![]), read));
    let Some(status) = child.wait_timeout(PATIENCE)? else {
        child.kill()?;
        child.wait()?;
        return Ok(Err(format!("    {}", words.endless)));
    };
    let said = said.join().map_err(|_| io::Error::other("no words"))??;
    Ok(match status.code() {
        Some(0) => Ok(()),
        Some(code) if code == i32::from(FAILED) => {
            let said = String::from_utf8_lossy(&said);
            Err(fault(&said, what).trim_end().to_owned())
        }
        _ => Err(format!("    {}", words.overflow)),
    })
}

/// All that comes, to its end.
fn read(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The fault, which comes after the name of the check and an empty line. The
/// reader's code may have printed before.
fn fault<'s>(said: &'s str, what: &str) -> &'s str {
    let name = format!("✗ {what}\n\n");
    said.rsplit_once(&name).map_or("", |(_, fault)| fault)
}
