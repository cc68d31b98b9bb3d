//! Losses and samples, found in whatever a port prints.

use conform::Log;
use conform::log::{LINE, MOST_LOSSES, MOST_SAMPLES};
use portable::PythonRandom;

fn log(text: &str) -> Log {
    let mut log = Log::default();
    log.read(text.as_bytes());
    log.end();
    log
}

/// The first loss of a log: step, number, digits.
fn first(text: &str) -> Option<(u32, f64, u32)> {
    let losses = log(text).losses();
    let (&step, loss) = losses.first_key_value()?;
    Some((step, loss.value, loss.digits))
}

#[test]
fn a_loss_is_read_in_many_styles() {
    for line in [
        "step    7 / 1000 | loss 3.3660",
        "step 7/1000: loss=3.3660",
        "Step 7 of 1,000, Loss: 3.3660 (0.31 s)",
        "[7/1000] loss 3.3660 lr 0.00993",
        "iter 7 | train loss 3.3660 | avg loss 3.1",
        "iteration: 7  avg_loss: 9.1  loss: 3.3660",
        "{\"step\": 7, \"loss\": 3.3660, \"lr\": 0.01}",
        "loss 3.3660 at step 7",
        "\u{1b}[1mstep\u{1b}[0m 7 \u{1b}[32mloss 3.3660\u{1b}[0m",
        "0.31 s  step 7  loss 3.3660",
        "7,3.3660",
        "7\t3.3660",
    ] {
        assert_eq!(first(line), Some((7, 3.366, 4)), "{line}");
    }
    let exact = first("step 7 loss 3.3660379052134567");
    assert_eq!(exact, Some((7, 3.366_037_905_213_456_7, 12)));
    assert_eq!(first("step 7 loss 3.366e0"), Some((7, 3.366, 3)));
    assert_eq!(first("step 7 loss 33.66e-1"), Some((7, 3.366, 3)));
}

#[test]
fn what_is_no_loss_is_left_alone() {
    for line in [
        "",
        "num docs: 32033",
        "final mean loss 2.3",
        "lossless 3.3660",
        "step 3 / 1000",
        "step -3 | loss 3.3660",
        "step 99999999999999 | loss 3.3660",
        "loss of interest",
        "1.5 3.3660",
        "1 2 3.3660",
        "\u{1b}[",
        "loss",
        "loss -",
        "loss info",
        "é loss é",
    ] {
        assert_eq!(first(line), None, "{line}");
    }
    assert!(first("step 1 loss nan").is_some_and(|it| it.1.is_nan()));
    assert!(first("step 1 loss -inf").is_some_and(|it| it.1.is_infinite()));
}

#[test]
fn steps_are_counted_from_1() {
    let steps = |text| log(text).losses().into_keys().collect::<Vec<_>>();
    assert_eq!(steps("step 0 loss 3.3\nstep 1 loss 3.4"), [1, 2]);
    assert_eq!(steps("step 100 loss 3.3\nstep 200 loss 3.4"), [100, 200]);
    assert_eq!(steps("loss 3.3\nloss 3.4\nloss 3.5"), [1, 2, 3]);
    assert_eq!(steps("step 1 loss 3.3\rstep 1 loss 3.3\r"), [1]);
    let log = log("step 1 / 500 | loss 3.3");
    assert_eq!(log.num_steps(), Some(500));
}

#[test]
fn samples_are_read_in_many_styles() {
    for text in [
        "sample  1: kamon\nsample  2: ann\n",
        "Sample #1: \"kamon\"\nSample #2: \"ann\"\n",
        "sample: kamon\nsample: ann\n",
        "--- inference ---\nkamon\nann\n",
        "Generated names:\n 1. kamon\n 2. ann\n",
        "samples:\n- kamon\n- ann\n\nDone in 3.1 s.\n",
        "--- inference ---\n[1] kamon\n[2] ann\ntook 5 s\n",
    ] {
        assert_eq!(log(text).samples(), ["kamon", "ann"], "{text}");
    }
    assert_eq!(log("sample 1: \nsample 2: ann").samples(), ["", "ann"]);
    assert!(log("kamon\nann\n").samples().is_empty());
    assert!(log("num docs: 32033\nnames loaded").samples().is_empty());
}

#[test]
fn no_line_is_too_long_and_no_log_too_many() {
    let mut log = Log::default();
    log.read(&vec![b'x'; 10_000_000]);
    // Whatever it keeps is in there: "120, " for each "x".
    assert!(format!("{log:?}").len() < 6 * LINE);
    log.read(b"\n");
    for step in 0..100_000 {
        log.read(format!("step {step} loss 1.5\nsample: a\n").as_bytes());
    }
    assert_eq!(log.samples().len(), 1);
    log.read(&b"sample: b\n".repeat(1000));
    assert_eq!(log.len(), MOST_LOSSES);
    assert_eq!(log.samples().len(), MOST_SAMPLES);
    log.read(&[0xff, 0, 0x1b, b'\n', 0xc3]);
    log.end();
}

#[test]
fn no_line_brings_it_down() {
    const PARTS: [&str; 28] = [
        "loss",
        "step",
        "sample",
        "name",
        "iter",
        "nan",
        "inf",
        "3.4",
        "1",
        "99999999999",
        "e",
        "-",
        "+",
        ".",
        ",",
        "/",
        "of",
        ":",
        "=",
        " ",
        "\t",
        "\u{3000}",
        "İ",
        "é",
        "\u{1b}",
        "[",
        "\u{1b}[1m",
        "e9999",
    ];
    let mut rng = PythonRandom::new(42);
    let mut log = Log::default();
    for _ in 0..100_000 {
        for _ in 0..rng.choose_weighted(&[1.0; 9]) {
            let part = rng.choose_weighted(&[1.0; PARTS.len()]);
            log.read(PARTS[part].as_bytes());
        }
        log.read(b"\n");
    }
    assert!(!log.is_empty());
}
