//! Numbers that pages may state by hand, each on its own page and for a reason.

use std::path::Path;

use book::Problem;
use book::directive::Target;
use fs_err as fs;

/// The list of them, relative to the root. A line that ends with a colon names
/// the file that the numbers below it stand in.
pub const PLAIN: &str = "src/plain-numbers.txt";

/// A number that a file may state.
#[derive(Debug)]
struct Exception {
    /// The line of the list, counted from one.
    line: usize,
    /// The file that states it, relative to the root.
    file: String,
    number: String,
    is_used: bool,
}

/// The list, and which of it has been needed.
#[derive(Debug, Default)]
pub struct Plain {
    exceptions: Vec<Exception>,
    problems: Vec<Problem>,
}

impl Plain {
    /// Reads the list, if there is one. A number is followed by `#` and a
    /// reason, or by `=` and the fact that it repeats.
    pub fn read(root: &Path) -> Self {
        let list = fs::read_to_string(root.join(PLAIN)).unwrap_or_default();
        let mut plain = Self::default();
        let mut file = None;
        for (line, text) in (1..).zip(list.lines()) {
            let text = text.trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            if let Some(name) = text.strip_suffix(':') {
                file = Some(name.to_owned());
                continue;
            }
            let (number, fault) = entry(root, text);
            match &file {
                Some(file) => plain.exceptions.push(Exception {
                    line,
                    file: file.clone(),
                    number: number.to_owned(),
                    is_used: false,
                }),
                None => plain.refuse(
                    line,
                    "name the file above it that this number stands in, as in \
                     `src/appendix/history.md:`",
                ),
            }
            if let Some(fault) = fault {
                plain.refuse(line, fault);
            }
        }
        plain
    }

    fn refuse(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(Problem::new(PLAIN, line, message));
    }

    /// Whether a file may state this number, which it does.
    pub fn allows(&mut self, file: &str, number: &str) -> bool {
        let mut is_allowed = false;
        for it in &mut self.exceptions {
            if it.file == file && it.number == number {
                it.is_used = true;
                is_allowed = true;
            }
        }
        is_allowed
    }

    /// What is wrong with the list, now that every file has been asked about.
    pub fn problems(mut self) -> Vec<Problem> {
        for it in self.exceptions.iter().filter(|it| !it.is_used) {
            let message = format!(
                "{} does not have `{}`: remove this line",
                it.file, it.number
            );
            self.problems.push(Problem::new(PLAIN, it.line, message));
        }
        self.problems
    }
}

/// The number of a line, and what is wrong with its reason or with the fact that
/// it repeats.
fn entry<'t>(root: &Path, text: &'t str) -> (&'t str, Option<String>) {
    if let Some((number, reason)) = text.split_once('#')
        && !reason.trim().is_empty()
    {
        return (number.trim(), None);
    }
    let Some((number, fact)) = text.split_once(" = ") else {
        let fault = "write a number and why it needs no program, `2018  # a \
                     year`, or the fact that it repeats, `200 = \
                     src/one-file/facts.txt:lines`";
        return (text, Some(fault.into()));
    };
    let (number, fact) = (number.trim(), fact.trim());
    let fault = match Target::parse(fact).read(root) {
        Ok(value) if value.trim() == number => None,
        Ok(value) => Some(format!(
            "the fact {fact} is `{}` now, and not `{number}`: change {number} \
             where it stands, and here",
            value.trim()
        )),
        Err(fault) => Some(fault),
    };
    (number, fault)
}
