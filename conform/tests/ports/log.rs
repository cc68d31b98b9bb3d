//! Losses and samples, found in whatever a port prints.

use std::fmt::Write;

use conform::log::{LINE, MOST_LOSSES, MOST_SAMPLES};
use conform::reference::Original;
use conform::verdict::Kind;
use conform::{Log, Port, compare};
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
        "| 7 | 3.3660 |",
        "[7, 3.3660]",
        "step-7 train_loss=3.3660",
        "Epoch 7/10 - loss: 3.3660",
        "Epoch 1/1: 70%|## | 7/10 [00:12<00:05, 57.1it/s, loss=3.3660]",
        "loss 3.3660:  70%|#######   | 7/10 [00:01<00:00,  8.35it/s]",
        "7/10 [====>.....] - ETA: 0s - loss: 3.3660 - accuracy: 0.1",
        "2026-01-31 12:00:01,123 INFO step 7 loss 3.3660",
        "[12:00:01] 7 | lr 1e-3 | train/loss 3.3660",
        "0.31 s | 1e-2 | 70% | 7 | loss 3.3660",
        "iter 7: loss 3.3660, time 12.5ms, mfu 1.2%",
        "batch size 8, batch 7, loss of 3.3660",
    ] {
        assert_eq!(first(line), Some((7, 3.366, 4)), "{line}");
    }
    let exact = first("step 7 loss 3.3660379052134567");
    assert_eq!(exact, Some((7, 3.366_037_905_213_456_7, 12)));
    assert_eq!(first("step 7 loss 3.366e0"), Some((7, 3.366, 3)));
    assert_eq!(first("step 7 loss 33.66e-1"), Some((7, 3.366, 3)));
}

#[test]
fn a_comma_may_be_the_point() {
    for line in [
        "step 7 loss 3,3660",
        "step 7/1000 | loss: 3,3660 | 0,31 s",
        "step 7 loss 3,3660; lr 0,01",
        "7;3,3660",
        "7\t3,3660",
        "0,31 s 7 loss 3,3660",
        "step 7 loss 3.3660,0.01",
        "{\"step\":7,\"loss\":3.3660,\"lr\":0.01}",
        "step=7,loss=3.3660,lr=0.01",
    ] {
        assert_eq!(first(line), Some((7, 3.366, 4)), "{line}");
    }
    // Commas that are none: between numbers, and between groups of digits.
    assert_eq!(first("step 7 loss 3,0.01"), Some((7, 3.0, 0)));
    assert_eq!(first("step 7 loss 3, 5"), Some((7, 3.0, 0)));
    assert_eq!(first("step 7 loss 1,2,3"), Some((7, 1.0, 0)));
    assert_eq!(first("step 7 loss 1,234.5"), Some((7, 1234.5, 1)));
    assert_eq!(first("step 1,000 / 2,000 loss 3.36"), Some((1000, 3.36, 2)));
    assert_eq!(first("1,000 3.36"), Some((1000, 3.36, 2)));
    assert_eq!(first("7,3,3660"), None);
    // A loss is no thousands, but its step may be.
    assert_eq!(first("step 1,000 loss 3,366"), Some((1000, 3.366, 3)));
}

#[test]
fn a_right_port_with_decimal_commas_conforms() {
    let mut text = String::new();
    for (step, loss) in (1..).zip(Original::LAST.losses(20)) {
        let loss = format!("{loss:.4}").replace('.', ",");
        let _ = writeln!(text, "step {step} / 1000 | loss {loss}");
    }
    let verdict = compare(&Port::new(&[log(&text)]), None);
    assert_eq!(verdict.kind, Kind::Conforms);
    assert_eq!(verdict.compared, (20, 4));
}

/// What tqdm 4.70.1 wrote for six steps, without the bars themselves.
#[test]
fn a_bar_is_read_as_it_counts_on() {
    let line = |n: u32, of: &str| {
        format!("\r {n}7%|##   | {n}/6 [00:00<00:00,  9.06it/s, loss={of}]")
    };
    let mut text = "\r  0%|     | 0/6 [00:00<?, ?it/s]".to_owned();
    let losses = ["3.30", "3.41", "3.52", "3.63", "3.74", "3.85"];
    for (n, of) in (0..).zip(losses) {
        text += &line(n, of);
        text += &line(n + 1, of);
    }
    text += &line(6, losses[5]);
    let found = log(&text).losses();
    let values: Vec<f64> = found.values().map(|loss| loss.value).collect();
    assert_eq!(values, [3.30, 3.41, 3.52, 3.63, 3.74, 3.85]);
    assert_eq!(found.into_keys().collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn the_loss_of_a_step_is_told_from_other_losses() {
    let values = |text: &str| -> Vec<f64> {
        let losses = log(text).losses();
        losses.values().map(|loss| loss.value).collect()
    };
    // A mean over many documents, beside those of the steps.
    let text = "step 0: train loss 4.1, val loss 4.2\n\
                iter 0: loss 3.36\niter 1: loss 3.42\n";
    assert_eq!(values(text), [3.36, 3.42]);
    // If there is nothing else, it is what is there.
    let text = "step 1: train loss 3.36, val loss 4.2\n\
                step 2: train loss 3.42, val loss 4.1\n";
    assert_eq!(values(text), [3.36, 3.42]);
    // The own loss of a step that has been measured, too.
    let text = "{\"step\":1,\"loss\":3.36,\"val_loss\":4.2}\n\
                {\"step\":2,\"loss\":3.42}\n";
    assert_eq!(values(text), [3.36, 3.42]);
    // Nothing but numbers, and numbers beside losses.
    assert_eq!(values("3.36\n3,42\n3.18\n"), [3.36, 3.42, 3.18]);
    assert_eq!(values("0.31\nloss 3.36\n0.29\nloss 3.42\n"), [3.36, 3.42]);
    // A second pass over the data does not take the place of the first.
    let text = "epoch 1 step 1 loss 3.36\nepoch 2 step 1 loss 2.1\n";
    assert_eq!(values(text), [3.36]);
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
        "val/loss 3.3660",
        "test loss: 3.3660",
        "running loss 3.3660",
        "loss_avg 3.3660",
        "2026-01-31",
        "12:00:01.50",
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
        "Sample: 0: kamon\nSample: 1: ann\n",
        "[sample 1] kamon\n[sample 2] ann\n",
        "sample 1/20: kamon\nsample 2/20: ann\n",
        "sample_1 = kamon\nsample_2 = ann\n",
        "Sample 1 -> kamon\nSample 2 -> ann\n",
        "**Sample 1:** `kamon`\n**Sample 2:** `ann`\n",
        "sample 1 kamon\nsample 2 ann\n",
        "Generated name 1: kamon\nGenerated name 2: ann\n",
        "{\"sample\": 1, \"name\": \"kamon\"}\n\
         {\"sample\": 2, \"name\": \"ann\"}\n",
        "{\"sample\": \"kamon\"}\n{\"sample\": \"ann\"}\n",
        "step 1 loss 3.3\n1. kamon\n2. ann\n",
        "step 1 loss 3.3\n 0: kamon\n 1: ann\n",
        "Samples:\n['kamon', 'ann']\n",
        "name: kamon, ann\n",
    ] {
        assert_eq!(log(text).samples(), ["kamon", "ann"], "{text}");
    }
    assert_eq!(log("sample 1: \nsample 2: ann").samples(), ["", "ann"]);
    assert!(log("kamon\nann\n").samples().is_empty());
    for text in [
        "num docs: 32033\nnames loaded",
        "1. kamon\n2. ann\n",
        "step 1 loss 3.3\n1. load the data\n2. train\n",
        "step 1 loss 3.3\n7. kamon\n",
        "step 1 loss 3.3\nkamon\nann\n",
        "step 1 loss 3.3\nsample rate: fast\nsampled 20 names\n",
        "step 1 loss 3.3\nwriting sample to disk\nsamples below\n",
        "generated 20 names\n",
        "--- inference ---\nstep 1 loss 3.3\nstep 2 loss 3.4\n",
        "name: kamon\nstep 1 loss 3.3\n",
    ] {
        assert!(log(text).samples().is_empty(), "{text}");
    }
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
    const PARTS: [&str; 37] = [
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
        "0:12",
        "2026-01-31",
        "val",
        "%",
        "vocab",
        "docs",
        "generated",
        "→",
        ";",
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
