//! What a process of checks reports to the one that watches it.
//!
//! It is in a file and not on the output, which is the reader's code's too: it
//! may be long, or closed, and whoever ends the program says nothing there.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use std::{env, process};

/// Names the file to the process of checks.
pub(crate) const VARIABLE: &str = "JUDGE_REPORT";

/// As long as a check may take, unless it asks for more. Right code takes a
/// fraction of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// The same for a check that goes wrong by taking long. It should take
/// milliseconds.
const LITTLE_PATIENCE: Duration = Duration::from_secs(3);

/// The words for the reader, if a check comes to no good end.
pub struct Words {
    /// Its stack overflowed.
    pub overflow: &'static str,
    /// It goes on and on.
    pub endless: &'static str,
}

/// The file, in a process that is watched.
static FILE: Mutex<Option<File>> = Mutex::new(None);

/// Whether this process is watched; from now on, it reports.
pub(crate) fn is_watched() -> io::Result<bool> {
    let Some(path) = env::var_os(VARIABLE) else {
        return Ok(false);
    };
    let file = File::options().append(true).open(&path)?;
    // Both processes have it open. Without a name it goes when they do,
    // however they end.
    let _ = fs::remove_file(path);
    *FILE.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
    Ok(true)
}

/// Reports something. Nobody is told in a process that nobody watches.
fn report(what: &str, words: impl Display) {
    let mut file = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = &mut *file {
        let _ = file.write_all(format!("{what} {words}\n").as_bytes());
    }
}

/// A check begins.
pub(crate) fn begin(what: &str) {
    report("check", what);
}

/// The verdict, and the last words for the reader.
pub(crate) fn end(code: u8, words: &str) {
    report("end", format_args!("{code}\n{words}"));
}

/// Lets the check that is running take so long from now on.
pub fn allow(time: Duration) {
    report("allow", time.as_millis());
}

/// The words for the case that the check that is running comes to no good end:
/// nothing in it can catch an overflow of the stack, or stop a function that
/// does not return. From now on it may take three seconds.
pub fn in_case(words: &Words) {
    report("overflow", words.overflow);
    report("endless", words.endless);
    allow(LITTLE_PATIENCE);
}

/// What was reported so far.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// The check that is running, or was the last to.
    pub check: String,
    /// How long it may take from the last line on.
    pub patience: Duration,
    /// How many lines there are.
    pub lines: usize,
    /// Its words for an overflow of the stack, if it has any.
    pub overflow: Option<String>,
    /// Its words if it goes on and on.
    pub endless: Option<String>,
    /// The verdict, and the last words.
    pub verdict: Option<(u8, String)>,
}

impl Report {
    /// A check begins.
    fn begun(check: &str) -> Self {
        Self {
            check: check.to_owned(),
            patience: PATIENCE,
            lines: 0,
            overflow: None,
            endless: None,
            verdict: None,
        }
    }

    /// Reads the lines that are whole.
    fn of(text: &str) -> Self {
        let mut report = Self::begun("");
        let mut left = text;
        while let Some((line, after)) = left.split_once('\n') {
            left = after;
            report.lines += 1;
            let (what, words) = line.split_once(' ').unwrap_or_default();
            match what {
                "check" => {
                    let lines = report.lines;
                    report = Self {
                        lines,
                        ..Self::begun(words)
                    };
                }
                "allow" => {
                    let time = words.parse().unwrap_or_default();
                    report.patience = Duration::from_millis(time);
                }
                "overflow" => report.overflow = Some(words.to_owned()),
                "endless" => report.endless = Some(words.to_owned()),
                _ => {
                    let code = words.parse().ok();
                    let words = after.strip_suffix('\n').unwrap_or(after);
                    report.verdict = code.map(|it| (it, words.to_owned()));
                    return report;
                }
            }
        }
        report
    }
}

/// The file of a process that this one watches.
pub(crate) struct Reports {
    path: PathBuf,
    file: File,
}

impl Reports {
    /// Makes it beside this program, where nobody else writes.
    pub(crate) fn new(program: &Path) -> io::Result<Self> {
        let path = program.with_extension(format!("{}.report", process::id()));
        let mut options = File::options();
        let options = options.read(true).write(true);
        let file = options.create(true).truncate(true).open(&path)?;
        Ok(Self { path, file })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What is in it so far.
    pub(crate) fn read(&self) -> io::Result<Report> {
        let mut bytes = Vec::new();
        let mut file = &self.file;
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(Report::of(&String::from_utf8_lossy(&bytes)))
    }
}

impl Drop for Reports {
    /// It has a name still if the other process has not begun.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Report;

    #[test]
    fn a_report_says_which_check_is_running() {
        let report =
            Report::of("check a\noverflow deep\nallow 3\ncheck b c\nal");
        let lines = 4;
        assert_eq!(
            report,
            Report {
                lines,
                ..Report::begun("b c")
            }
        );
    }

    #[test]
    fn words_stand_until_the_next_check() {
        let text =
            "check a\noverflow too deep\nendless on and on\nallow 3000\n";
        let report = Report::of(text);
        assert_eq!(report.overflow.as_deref(), Some("too deep"));
        assert_eq!(report.endless.as_deref(), Some("on and on"));
        assert_eq!(report.patience, Duration::from_secs(3));
        assert_eq!(report.verdict, None);
    }

    #[test]
    fn the_last_words_are_as_they_were_said() {
        let report = Report::of("check a\nend 1\n  ✗ a\n\ncheck a\nend 0\n");
        let words = "  ✗ a\n\ncheck a\nend 0".to_owned();
        assert_eq!(report.verdict, Some((1, words)));
        assert_eq!(report.check, "a");
    }
}
