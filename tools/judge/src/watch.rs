//! Carries out checks in a process of their own, and says how it ends: nothing
//! in it can catch an overflow of the stack, stop a function that does not
//! return, or go on where the reader's code has ended the program.

use std::env;
use std::io::{self, PipeWriter};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};
#[cfg(unix)]
use std::{process, thread};

use crate::ending::{ending, is_overflow};
use crate::output::Said;
use crate::report::{self, Report, Reports};
use crate::spent::Spent;
use crate::system::memory;
use crate::{FAILED, failed, say};

/// As much memory as a check may take, in KiB.
const MEMORY: u64 = 1 << 20;

/// How often the process is looked at.
const PAUSE: Duration = Duration::from_millis(20);

/// How often the process looks whether this one is still there.
#[cfg(unix)]
const LONGER_PAUSE: Duration = Duration::from_secs(1);

/// How the process came to its end.
enum End {
    /// By itself.
    Ended(ExitStatus),
    /// It was ended, since it went on for too long.
    Endless,
    /// It was ended, since it took too much memory.
    Growing,
}

/// Starts this program again, to carry out the checks that it was asked for,
/// and passes on what it says. Returns its verdict.
///
/// # Errors
///
/// If it cannot be started, or not be watched.
pub(crate) fn watch() -> io::Result<ExitCode> {
    let program = env::current_exe()?;
    let reports = Reports::new(&program)?;
    let (output, input) = io::pipe()?;
    let mut child = start(&program, &reports, input)?;
    let mut said = Said::on(output);
    let end = until_end(&mut child, &mut said, &reports);
    if !matches!(end, Ok(End::Ended(_))) {
        child.kill()?;
        child.wait()?;
    }
    let end = end?;
    said.finish();
    let report = reports.read()?;
    if let Some((code, words)) = &report.verdict {
        if !words.is_empty() {
            say(words);
        }
        return Ok(ExitCode::from(*code));
    }
    let words = words(&end, &report, &said.text());
    say(&failed(&report.check, &format!("    {words}")));
    Ok(ExitCode::from(FAILED))
}

/// Ends this process, which is watched, when the one that watches it is there
/// no more: then nobody would end it.
#[cfg(unix)]
pub(crate) fn end_with_watcher() {
    use std::os::unix::process::parent_id;

    let watcher = parent_id();
    thread::spawn(move || {
        while parent_id() == watcher {
            thread::sleep(LONGER_PAUSE);
        }
        process::exit(i32::from(FAILED));
    });
}

/// Here nobody says which process has started this one.
#[cfg(not(unix))]
pub(crate) fn end_with_watcher() {}

fn start(
    program: &Path,
    reports: &Reports,
    pipe: PipeWriter,
) -> io::Result<Child> {
    Command::new(program)
        .args(env::args_os().skip(1))
        .env(report::VARIABLE, reports.path())
        .stdin(Stdio::null())
        .stdout(pipe.try_clone()?)
        .stderr(pipe)
        .spawn()
}

/// Waits until the process ends, or has to be ended.
fn until_end(
    child: &mut Child,
    said: &mut Said,
    reports: &Reports,
) -> io::Result<End> {
    let mut lines = 0;
    let mut spent = Spent::default();
    loop {
        let before = Instant::now();
        said.pass_on(PAUSE);
        if let Some(status) = child.try_wait()? {
            return Ok(End::Ended(status));
        }
        let report = reports.read()?;
        spent.look(before.elapsed(), child.id());
        if report.lines > lines {
            lines = report.lines;
            spent.begin();
        }
        if spent.is_more_than(report.patience) {
            return Ok(End::Endless);
        }
        if memory(child.id()).is_some_and(|taken| taken > MEMORY) {
            return Ok(End::Growing);
        }
    }
}

/// The words for a process that has not come to a verdict.
fn words(end: &End, report: &Report, complaints: &str) -> String {
    let text = match end {
        End::Ended(status) => {
            let own = report.overflow.as_ref();
            return own
                .filter(|_| is_overflow(*status, complaints))
                .cloned()
                .unwrap_or_else(|| ending(*status, complaints));
        }
        End::Endless => {
            let words = "It does not come to an end: is there a loop that \
                         never stops?";
            report.endless.as_deref().unwrap_or(words)
        }
        End::Growing => {
            "It does not come to an end, and takes more and more memory: is \
             there a loop that never stops?"
        }
    };
    text.to_owned()
}
