//! Errors, in words that say what to do.

use std::error;
use std::fmt;
use std::io;

use conform::words::printable;

/// Why a command stopped.
///
/// ```
/// use microgpt::Error;
///
/// let error = Error::new("the file is empty", "train a model first");
/// let error = error.about("model.safetensors");
/// assert_eq!(
///     error.to_string(),
///     "model.safetensors: the file is empty\n  train a model first"
/// );
/// ```
#[derive(Debug)]
pub enum Error {
    /// Something failed that the user should know of.
    Failed {
        /// The problem.
        problem: String,
        /// A way to mend it.
        remedy: String,
    },
    /// Whoever read the output has gone, as `head` does when it has enough:
    /// nothing is left to do or to say.
    OutputClosed,
}

impl Error {
    /// A problem, and what to do about it.
    pub fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Error::Failed {
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// The same error, with what it is about in front.
    #[must_use]
    pub fn about(self, what: impl fmt::Display) -> Self {
        match self {
            Error::Failed { problem, remedy } => {
                Error::new(format!("{what}: {problem}"), remedy)
            }
            Error::OutputClosed => self,
        }
    }

    /// The same error, where there is something better to do about it.
    #[must_use]
    pub fn remedied_by(self, remedy: impl Into<String>) -> Self {
        match self {
            Error::Failed { problem, .. } => Error::new(problem, remedy),
            Error::OutputClosed => self,
        }
    }
}

/// As a terminal should get it, whatever file names and parsers put in.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Failed { problem, remedy } => {
                let message = format!("{problem}\n  {remedy}");
                let lines: Vec<String> =
                    message.lines().map(printable).collect();
                write!(f, "{}", lines.join("\n"))
            }
            Error::OutputClosed => write!(f, "the output was closed"),
        }
    }
}

impl error::Error for Error {}

/// The output (stdout) is all that is written to without a word of its own
/// about what it is.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Error::OutputClosed;
        }
        Error::new(
            format!("cannot write the output: {error}"),
            "send it to a place that has room for it",
        )
    }
}
