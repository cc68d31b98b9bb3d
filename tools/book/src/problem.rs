//! Problems: what a check refuses, where it is, and what to do about it.

use std::fmt;

/// Something that a check refuses, where it is, and what to do about it.
///
/// ```
/// let problem = book::Problem::new("src/a.md", 3, "write a title");
/// assert_eq!(problem.to_string(), "src/a.md:3: write a title");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the root.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The fault, in words that say what to do.
    pub message: String,
}

impl Problem {
    /// A problem on one line of a file.
    pub fn new(
        file: impl Into<String>,
        line: usize,
        message: impl Into<String>,
    ) -> Self {
        let (file, message) = (file.into(), message.into());
        Self {
            file,
            line,
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The problems as a list, one to a line.
pub fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}
