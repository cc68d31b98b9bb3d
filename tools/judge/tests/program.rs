//! What a program prints is read whatever it does before, after or instead:
//! this one, which runs once more.

use std::process::{self, Command};
use std::time::Duration;
use std::{env, panic, thread};

use judge::{Printed, printed};

const PATIENCE: Duration = Duration::from_secs(60);

/// What the program does after it has printed three lines.
const WAYS: &[(&str, fn())] = &[
    ("returns", || {}),
    ("panics", || panic!("the words")),
    ("prints on", || {
        loop {
            println!("again");
        }
    }),
    ("stays", || {
        loop {
            thread::park();
        }
    }),
    ("exits", || process::exit(3)),
    ("aborts", || process::abort()),
    ("panics without a word", || {
        panic::set_hook(Box::new(|_| {}));
        panic!("the words")
    }),
];

fn program(way: &str) {
    eprintln!("{}", "a long complaint ".repeat(10_000));
    for i in 1..=3 {
        println!("line {i}");
    }
    let (_, act) = WAYS.iter().find(|(it, _)| *it == way).expect("a way");
    act();
}

fn lines(
    way: &str,
    count: usize,
    patience: Duration,
) -> Result<Printed, String> {
    let this = env::current_exe().expect("this program");
    printed(Command::new(this).arg(way), count, patience)
}

fn three() -> Vec<String> {
    (1..=3).map(|i| format!("line {i}")).collect()
}

/// How it goes on is its own affair, and never told.
fn enough_is_enough() {
    for (way, _) in WAYS {
        for _ in 0..10 {
            let Printed { lines, panic } =
                lines(way, 3, PATIENCE).expect("three lines");
            assert_eq!(lines, three(), "{way}");
            assert!(panic.is_none(), "{way}: {panic:?}");
        }
    }
}

fn the_end_is_told_if_it_comes_before() {
    let printed = lines("returns", 4, PATIENCE).expect("three lines");
    assert_eq!(printed.lines, three());
    assert!(printed.panic.is_none());

    let printed = lines("panics", 4, PATIENCE).expect("three lines");
    assert_eq!(printed.lines, three());
    let panic = printed.panic.expect("a panic");
    assert_eq!(panic.said, "the words");
    assert!(panic.place.contains("program.rs:"), "{}", panic.place);

    for (way, words) in [
        ("exits", "with exit code 3"),
        ("aborts", "It was aborted"),
        ("panics without a word", "It panicked: exit code 101"),
    ] {
        let told = lines(way, 4, PATIENCE).expect_err(way);
        assert!(told.contains(words), "{told}");
    }
    let told = lines("stays", 4, Duration::from_secs(1)).expect_err("late");
    assert!(told.contains("So far it has printed 3 lines."), "{told}");
    let told = lines("prints on", usize::MAX, Duration::from_secs(1))
        .expect_err("late");
    assert!(told.contains("It does not come to an end"), "{told}");
}

fn main() {
    if let Some(way) = env::args().nth(1) {
        return program(&way);
    }
    enough_is_enough();
    the_end_is_told_if_it_comes_before();
}
