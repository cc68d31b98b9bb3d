//! Ports that are right, and ports that are not.

use std::fmt::Write;

use conform::variation::{Trial, Variation};
use reference::Results;

use crate::bench::Bench;

/// The output of a step's original program.
fn original(step: usize) -> String {
    let Results {
        losses, samples, ..
    } = Results::of_step(step);
    let mut text = "num docs: 32033\nvocab size: 27\n".to_owned();
    for (step, loss) in (1..).zip(losses) {
        let _ = writeln!(text, "step {step:4} / 1000 | loss {loss:.4}");
    }
    text += "--- inference (new, hallucinated names) ---\n";
    for (i, name) in (1..).zip(samples) {
        let _ = writeln!(text, "sample {i:2}: {name}");
    }
    text
}

#[test]
fn the_original_programs_conform_to_their_steps() {
    let bench = Bench::new();
    for step in 0..=5 {
        bench.write("log", original(step));
        let said = bench.line("conform --file log").done();
        // Step 2 computes what Step 1 does.
        let name = [0, 1, 1, 3, 4, 5][step];
        assert!(said.starts_with(&format!("It conforms to Step {name}")));
        assert!(said.contains("all 1,000 equal, to 4 digits\n"), "{said}");
        assert!(said.contains("all 20 equal"), "{said}");
        let same = bench.line(&format!("conform --file log --step {step}"));
        assert!(same.done().starts_with("It conforms to Step"));
    }
}

#[test]
fn a_command_is_run_and_compared() {
    let bench = Bench::new();
    let program = env!("CARGO_BIN_EXE_microgpt");
    let args = ["conform", "--", program, "train", "--out", "m"];
    let said = bench.run(args).done();
    assert!(said.starts_with("It conforms to Step 5, microGPT itself.\n"));
    assert!(said.contains("all 20 equal"), "{said}");

    let answer = bench.run(["conform", "--", program, "variant", "beta2"]);
    assert_eq!(answer.code, Some(1), "{answer:#?}");
    assert!(answer.stderr.is_empty(), "{answer:#?}");
    let said = answer.stdout;
    assert!(said.starts_with("It differs from Step 5"), "{said}");
    assert!(said.contains("a run with β2 = 0.999, not 0.99: all 1,000"));
    assert!(said.contains("`microgpt variant beta2`"), "{said}");
}

#[test]
fn losses_and_samples_may_come_on_two_streams() {
    let bench = Bench::new();
    bench.write("log", original(5));
    for script in [
        "grep step log >&2; grep -v step log",
        "grep -v step log >&2; tr '\\n' '\\r' < log | tr '|' ' '",
    ] {
        let said = bench.run(["conform", "--", "sh", "-c", script]).done();
        assert!(said.starts_with("It conforms to Step 5"), "{said}");
        assert!(said.contains("all 20 equal"), "{said}");
    }
}

#[test]
fn what_cannot_be_compared_is_told_from_what_differs() {
    let bench = Bench::new();
    bench.write("empty", "");
    bench.write("binary", [0xff, 0, 0x1b, b'[', b'\n'].repeat(50_000));
    bench.write("long", vec![b'x'; 20_000_000]);
    bench.write("negative", "step -1 | loss 3.3660\n");
    bench.write("late", "step 2000 | loss 3.3660\n");
    for (args, part) in [
        ("--file empty", "no line looks like the loss"),
        ("--file binary", "no line looks like the loss"),
        ("--file long", "no line looks like the loss"),
        ("--file negative", "no line looks like the loss"),
        ("--file late", "no loss is of a step from 1 to 1000"),
        ("--file missing", "cannot read missing"),
        ("--file .", "cannot read ."),
        ("--file -", "no line looks like the loss"),
        ("-- ./missing", "cannot run ./missing"),
        ("-- true", "no line looks like the loss"),
        ("-- false", "false failed"),
        (
            "-- cat missing",
            "cat failed (exit status: 1): cat: missing",
        ),
    ] {
        let answer = bench.line(&format!("conform {args}"));
        assert_eq!(answer.code, Some(2), "{answer:#?}");
        assert_eq!(answer.stdout, "", "{answer:#?}");
        let error = format!("error: {part}");
        assert!(answer.stderr.contains(&error), "{answer:#?}");
    }
    bench.line("conform").misused("COMMAND");
    bench.line("conform ./port").misused("unexpected argument");
    bench
        .line("conform --file a -- b")
        .misused("cannot be used with");
    bench
        .line("conform --step 6 -- b")
        .misused("6 is not in 0..=5");
}

#[test]
fn odd_logs_are_compared_as_far_as_they_go() {
    let bench = Bench::new();
    let nan = original(5).replace("loss 3.3660", "loss nan");
    let mut many = original(5);
    for step in 1001..300_000 {
        let _ = writeln!(many, "step {step} | loss 1.5");
    }
    let some: String = original(5)
        .lines()
        .take(12)
        .fold(String::new(), |text, line| text + line + "\n");
    for (log, code, part) in [
        (nan, 1, "A loss that is no number"),
        (many, 0, "more, not compared"),
        (some, 0, "10 equal, to 4 digits; the reference has 1,000"),
        ("loss 1e999\n".to_owned(), 1, "step 1: inf"),
        (
            "step 1 loss 99999999999999999999\n".to_owned(),
            1,
            "near ln 27",
        ),
    ] {
        bench.write("log", log);
        let answer = bench.line("conform --file log");
        assert_eq!(answer.code, Some(code), "{answer:#?}");
        let said = answer.stdout.replace("\n            ", " ");
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_port_with_other_random_numbers_is_compared_with_its_like() {
    let bench = Bench::new();
    let mut other = Variation::default();
    other.start.seed = 77;
    other.training.num_steps = 200;
    let mut log = String::new();
    for (step, loss) in (1..).zip(Trial::new(other)) {
        let _ = writeln!(log, "step {step} | loss {loss:.4}");
    }
    bench.write("log", log);
    let answer = bench.line("conform --file log");
    assert_eq!(answer.code, Some(1), "{answer:#?}");
    let said = answer.stdout.replace("\n            ", " ");
    for part in [
        "whose random numbers are not Python's",
        "as well as it should, as far as losses tell: steps 1 to 20",
        "of 24 of ours with other seeds",
        "`microgpt export`",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn the_variants_are_listed_and_run() {
    let bench = Bench::new();
    let list = bench.line("variant").done();
    assert!(list.contains("\nbeta2                  β2 = 0.999, not 0.99\n"));
    let said = bench.line("variant no-wpe").done();
    assert!(said.contains("num params: 3936\nstep    1 / 1000 | loss 3.4872"));
    assert_eq!(said.lines().count(), 3 + 1000 + 1 + 20);
    bench
        .line("variant beta3")
        .failed(&["no variant \"beta3\""]);
}
