//! The one file does what the crates of six steps do, within its limits.

use std::env;
use std::fmt::Write as _;
use std::process::Command;

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::Results;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer, train};

const SOURCE: &str = include_str!("../src/main.rs");

#[test]
fn it_prints_the_losses_and_the_names() {
    let output = Command::new(env!("CARGO_BIN_EXE_one-file"))
        .output()
        .expect("the program runs");
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).expect("text");

    let mut rng = PythonRandom::new(42);
    let Corpus { docs, .. } = Corpus::new(NAMES, &mut rng);
    let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
    let losses: Vec<f64> =
        train(&mut trainer, &docs, 1000, LEARNING_RATE).collect();
    assert_eq!(printed, as_printed(&losses, &Results::of_step(5).samples));

    let reference = Results::of_step(5);
    assert_eq!(printed, as_printed(&reference.losses, &reference.samples));
}

fn as_printed(losses: &[f64], samples: &[String]) -> String {
    let mut text = String::new();
    for (i, loss) in (1..).zip(losses) {
        writeln!(text, "step {i:4} / 1000 | loss {loss:.4}").expect("a line");
    }
    for (i, sample) in (1..).zip(samples) {
        writeln!(text, "sample {i:2}: {sample}").expect("a line");
    }
    text
}

#[test]
fn it_has_at_most_200_lines() {
    let (program, python) = SOURCE
        .split_once("\nmod python {")
        .expect("Python's random stream is a module at the end");
    let is_end = |line: &&str| *line == "}";
    assert_eq!(
        python.lines().filter(is_end).count(),
        1,
        "and the last item"
    );
    let is_code = |line: &&str| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with("//")
    };
    let lines = program.lines().filter(is_code).count();
    assert!(lines <= 200, "{lines} lines");
}

#[test]
fn it_needs_nothing_but_the_standard_library() {
    let out = env::temp_dir().join(format!("one-file-{}", std::process::id()));
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs");
    let status = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition", "2024", "--emit", "metadata", source, "-o"])
        .arg(&out)
        .status()
        .expect("a compiler");
    assert!(status.success());
    std::fs::remove_file(out).expect("what was compiled");
}
