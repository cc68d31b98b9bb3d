//! Checks in a process of their own, which is this program again: so it has a
//! `main` of its own.

use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use judge::{Checks, Outcome, Words, apart, ensure};

const WORDS: Words = Words {
    overflow: "Its stack overflowed.",
    endless: "It goes on and on.",
};

const SECTIONS: &[Checks] = &[
    ("loud", &[("loud", || apart("loud", &WORDS, loud))]),
    ("wrong", &[("wrong", || apart("wrong", &WORDS, wrong))]),
    ("deep", &[("deep", || apart("deep", &WORDS, deep))]),
    (
        "endless",
        &[("endless", || apart("endless", &WORDS, endless))],
    ),
];

/// Right, and prints more than a pipe holds.
fn loud() -> Outcome {
    let words = "loud ".repeat(100_000);
    print!("{words}\n\n");
    ensure(words.len() > 64 * 1024, "A pipe could hold it.")
}

/// Wrong, and prints as much.
fn wrong() -> Outcome {
    loud()?;
    ensure(false, "It is wrong.")
}

fn deep() -> Outcome {
    fn deeper(n: u64) -> u64 {
        let here = n;
        black_box(&here); // Each call has a place of its own on the stack.
        if n == u64::MAX {
            return n;
        }
        here.max(deeper(n + 1))
    }
    ensure(deeper(0) == 0, "It came to an end.")
}

fn endless() -> Outcome {
    loop {
        std::thread::park();
    }
}

fn main() -> ExitCode {
    let section = env::args().nth(1).unwrap_or_default();
    if SECTIONS.iter().any(|(name, _)| *name == section) {
        return judge::judge(&[SECTIONS], &[]);
    }
    for (section, code, says) in [
        ("loud", 0, "  ✓ loud\n"),
        ("wrong", 1, "  ✗ wrong\n\n    It is wrong.\n"),
        ("deep", 1, "  ✗ deep\n\n    Its stack overflowed.\n"),
        ("endless", 1, "  ✗ endless\n\n    It goes on and on.\n"),
    ] {
        let program = env::current_exe().expect("this program");
        let output = Command::new(program).arg(section).output();
        let output = output.expect("it can be run again");
        assert_eq!(String::from_utf8_lossy(&output.stdout), says);
        assert_eq!(output.status.code(), Some(code), "{section}");
    }
    ExitCode::SUCCESS
}
