//! How a process came to an end that was not its own, in words.

use std::process::ExitStatus;

/// How a process came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It ended itself, with this code.
    Code(i32),
    /// A signal ended it; there are none on Windows.
    Signal(i32),
}

impl End {
    #[cfg(unix)]
    fn of(status: ExitStatus) -> Self {
        use std::os::unix::process::ExitStatusExt as _;
        let code = status.code().map(Self::Code);
        code.unwrap_or(Self::Signal(status.signal().unwrap_or_default()))
    }

    #[cfg(not(unix))]
    fn of(status: ExitStatus) -> Self {
        Self::Code(status.code().unwrap_or_default())
    }

    /// Whether it is this signal, or this exit code of Windows.
    fn is(self, signal: i32, code: u32) -> bool {
        self == Self::Signal(signal) || self == Self::Code(code.cast_signed())
    }
}

/// The words for the end of a process that should have come to another. Its
/// complaints are what it wrote to the standard error.
pub(crate) fn ending(status: ExitStatus, complaints: &str) -> String {
    words(End::of(status), complaints)
}

/// Whether the stack of a process overflowed.
pub(crate) fn is_overflow(status: ExitStatus, complaints: &str) -> bool {
    overflowed(End::of(status), complaints)
}

fn overflowed(end: End, complaints: &str) -> bool {
    complaints.contains("has overflowed its stack") && is_abort(end)
        || end == End::Code(0xC000_00FD_u32.cast_signed())
}

/// What the standard library does when it cannot go on.
fn is_abort(end: End) -> bool {
    end.is(6, 0xC000_0409)
}

/// The line among a program's complaints that has these words.
fn line<'c>(complaints: &'c str, words: &str) -> Option<&'c str> {
    complaints.lines().find(|line| line.contains(words))
}

fn words(end: End, complaints: &str) -> String {
    let text = match end {
        _ if overflowed(end, complaints) => {
            "Its stack overflowed: a function calls itself, and nothing stops \
             it soon enough."
        }
        _ if is_abort(end) => return abort(complaints),
        _ if end.is(9, 0xC000_0017) => {
            "The system has ended it, as it does when memory runs out: is \
             there something that grows and grows?"
        }
        _ if end.is(8, 0xC000_0094) => {
            "The processor has refused a division. Rust itself looks before it \
             divides: is there `unsafe` code?"
        }
        _ if end.is(4, 0xC000_001D) || end == End::Signal(5) => {
            "It came to an instruction that the processor refuses. Rust itself \
             writes none: is there `unsafe` code?"
        }
        _ if end.is(11, 0xC000_0005) || matches!(end, End::Signal(7 | 10)) => {
            "It used memory that is not its own. Is there `unsafe` code, or a \
             function that calls itself, and nothing stops it?"
        }
        _ if end.is(15, 0xC000_013A) || matches!(end, End::Signal(1 | 2)) => {
            "It was ended from outside."
        }
        End::Signal(signal) => {
            return format!("The system has ended it, with signal {signal}.");
        }
        End::Code(101) => {
            "It panicked: exit code 101 says so. What it said was not shown."
        }
        End::Code(code) => {
            return format!(
                "It ended itself, with exit code {code}, before it was done: \
                 is there a `process::exit`? A function returns, and the \
                 program goes on."
            );
        }
    };
    text.to_owned()
}

/// The words for a process that has given up, as a panic does not.
fn abort(complaints: &str) -> String {
    if let Some(line) = line(complaints, "memory allocation of ") {
        return format!(
            "It asked for more memory than there is ({line}): is a length \
             wrong, or is there something that grows and grows?"
        );
    }
    let text = if line(complaints, "non-unwinding panic").is_some()
        || line(complaints, "panicked while processing panic").is_some()
    {
        "It panicked where nothing may panic: when something was dropped after \
         another panic, or in the hook of panics."
    } else {
        "It was aborted: is there a `process::abort`?"
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{End, words};

    /// The signal of Unix or the exit code of Windows, what the program said,
    /// and words that must be in the answer.
    #[test]
    fn each_end_has_its_own_words() {
        let windows = |code: u32| End::Code(code.cast_signed());
        let deep = "\nthread 'main' (7) has overflowed its stack\n\
                    fatal runtime error: stack overflow, aborting\n";
        let large = "memory allocation of 1099511627776 bytes failed\n";
        let twice = "thread caused non-unwinding panic. aborting.\n";
        for (end, said, expected) in [
            (End::Signal(6), deep, "Its stack overflowed"),
            (windows(0xC000_00FD), "", "Its stack overflowed"),
            (End::Signal(6), large, "of 1099511627776 bytes failed)"),
            (
                windows(0xC000_0409),
                large,
                "of 1099511627776 bytes failed)",
            ),
            (End::Signal(6), twice, "where nothing may panic"),
            (End::Signal(6), "", "`process::abort`"),
            (windows(0xC000_0409), "", "`process::abort`"),
            (End::Signal(9), "", "when memory runs out"),
            (End::Signal(8), "", "refused a division"),
            (windows(0xC000_0094), "", "refused a division"),
            (End::Signal(4), "", "an instruction"),
            (End::Signal(5), "", "an instruction"),
            (windows(0xC000_001D), "", "an instruction"),
            (End::Signal(11), "", "memory that is not its own"),
            (windows(0xC000_0005), "", "memory that is not its own"),
            (End::Signal(15), "", "from outside"),
            (windows(0xC000_013A), "", "from outside"),
            (End::Signal(31), "", "with signal 31"),
            (End::Code(0), "", "with exit code 0,"),
            (End::Code(101), "", "It panicked"),
            (End::Code(1), deep, "with exit code 1,"),
        ] {
            let words = words(end, said);
            assert!(words.contains(expected), "{end:?}: {words}");
        }
    }
}
