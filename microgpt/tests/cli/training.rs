//! `microgpt train`

use std::fmt::Write;

use reference::Results;

use crate::bench::Bench;

/// The output of the original program.
fn originals_output() -> String {
    let run = Results::of_step(5);
    let mut text =
        String::from("num docs: 32033\nvocab size: 27\nnum params: 4192\n");
    for (loss, step) in run.losses.iter().zip(1..) {
        writeln!(text, "step {step:4} / 1000 | loss {loss:.4}").expect("text");
    }
    text + &originals_samples()
}

fn originals_samples() -> String {
    let samples = Results::of_step(5).samples;
    let mut text =
        String::from("--- inference (new, hallucinated names) ---\n");
    for (name, i) in samples.iter().zip(1..) {
        writeln!(text, "sample {i:2}: {name}").expect("text");
    }
    text
}

#[test]
fn the_default_run_prints_what_the_original_prints() {
    let bench = Bench::new();
    let answer = bench.run(["train"]);
    assert_eq!(
        answer.stderr,
        "11 of 20 stand in the data: sample 1, 2, 3, 4, 8, …\n\
         saved to model.safetensors (step 1000 of 1000)\n\
         make up more with: microgpt sample\n"
    );
    let samples = Results::of_step(5).samples;
    let known: Vec<usize> = (1..)
        .zip(&samples)
        .filter(|(_, name)| names::NAMES.lines().any(|it| it == *name))
        .map(|(i, _)| i)
        .collect();
    assert_eq!(known[..5], [1, 2, 3, 4, 8]);
    assert_eq!(known.len(), 11);
    assert_eq!(answer.done(), originals_output());
    assert_eq!(bench.files(), ["model.safetensors"]);
}

#[test]
fn every_engine_prints_the_same_digits() {
    let bench = Bench::new();
    for engine in ["tape", "matrix", "simd"] {
        let args = format!("train --engine {engine} --out {engine}");
        assert_eq!(bench.line(&args).done(), originals_output(), "{engine}");
    }
    let fast = bench.line("train --engine simd-f32 --steps 20").done();
    assert!(fast.contains("step    1 /   20 | loss 3.3660\n"), "{fast}");
    let other = bench.line("train --resume model.safetensors --engine tape");
    let said = &other.stderr;
    assert!(
        said.contains(
            "--engine tape: the run in model.safetensors has simd-f32"
        ),
        "{said}"
    );
    bench.line("train --engine warp").misused("simd-f32");
}

#[test]
fn a_complete_run_can_be_asked_for_its_samples_again() {
    let bench = Bench::with_model();
    let before = bench.read("model.safetensors");
    let again = bench.line("train --resume model.safetensors");
    let said = &again.stderr;
    assert!(said.contains("there is nothing left to train\n"), "{said}");
    assert!(!said.contains("note"), "{said}");
    let again = again.done();
    assert!(again.ends_with(&originals_samples()));
    assert!(!again.contains("step"), "{again}");
    assert_eq!(bench.read("model.safetensors"), before);
}

#[test]
fn samples_are_as_many_as_asked_for() {
    let bench = Bench::new();
    let none = bench.line("train --steps 1 --samples 0").done();
    assert!(none.ends_with("step    1 /    1 | loss 3.3660\n"), "{none}");
    let some = bench.line("train --steps 1 --samples 3").done();
    assert_eq!(some.lines().filter(|l| l.starts_with("sample")).count(), 3);
}

#[test]
fn the_same_run_is_the_same_file() {
    let bench = Bench::new();
    let args =
        "train --steps 5 --n-layer 2 --seed 7 --learning-rate 0.02 --out";
    bench.line(&format!("{args} a")).done();
    bench.line(&format!("{args} b")).done();
    assert_eq!(bench.read("a"), bench.read("b"));
    bench
        .line("train --steps 5 --n-layer 2 --seed 8 --out b")
        .done();
    assert_ne!(bench.read("a"), bench.read("b"));
}

#[test]
fn every_file_of_lines_can_be_learned_from() {
    let bench = Bench::new();
    // A byte order mark, Windows line ends, blank lines, no last line end.
    bench.write("towns.txt", "\u{feff}Köln\r\n\r\n  São Paulo \r\nÅ\r\n東京");
    let out = bench
        .line("train towns.txt --steps 9 --block-size 4 --out towns.model")
        .done();
    assert!(out.starts_with("num docs: 4\nvocab size: 15\n"), "{out}");
    let model = bench.checkpoint("towns.model");
    assert!(!model.tokens.chars().contains('\u{feff}'));
    assert!(out.contains("\n--- inference (documents) ---\n"), "{out}");
    bench.line("sample towns.model --prompt São").done();
    bench.line("inspect towns.model").done();
    bench.line("inspect towns.model --doc Köln").done();
}

#[test]
fn samples_that_stand_in_the_data_are_counted() {
    let bench = Bench::new();
    // It learns its only document by heart.
    bench.write("docs.txt", "ava\n");
    let answer = bench.line("train docs.txt --steps 300 --samples 20");
    let note = "20 of 20 stand in the data: sample 1, 2, 3, 4, 5, …\n";
    assert!(answer.stderr.contains(note), "{answer:#?}");
    answer.done();
    let answer = bench.line("train docs.txt --steps 1 --samples 1");
    assert!(!answer.stderr.contains("in the data"), "{answer:#?}");
}

#[test]
fn documents_that_are_cut_are_counted() {
    let bench = Bench::new();
    bench.write("docs.txt", "abcd\nabcde\nab\n");
    let answer = bench.line("train docs.txt --steps 1 --block-size 5");
    let note = "note: 1 of 3 documents are longer than 4 characters";
    assert!(answer.stderr.contains(note), "{answer:#?}");
    let answer = bench.line("train docs.txt --steps 1 --block-size 6");
    assert!(!answer.stderr.contains("longer"), "{answer:#?}");
    let answer = bench.line("train --steps 1");
    assert!(!answer.stderr.contains("longer"), "{answer:#?}");
}

#[test]
fn a_run_is_resumed_as_it_was_started() {
    let bench = Bench::new();
    bench.write("docs.txt", "ava\neve\nanna\n");
    bench.write("other.txt", "ava\neve\nanne\n");
    bench
        .line("train docs.txt --steps 4 --seed 7 --out m")
        .done();
    // As it was started, said again.
    bench
        .line("train docs.txt --resume m --steps 4 --seed 7")
        .done();

    let model = bench.read("m");
    let data = "the run learned from other data (3 documents)";
    for (args, parts) in [
        (
            "train --resume m",
            [data, "the built-in names (32,033 documents)"],
        ),
        (
            "train other.txt --resume m",
            [data, "other.txt (3 documents)"],
        ),
        (
            "train docs.txt --resume m --steps 3",
            ["--steps 3", "has 4"],
        ),
        ("train docs.txt --resume m --seed 1", ["--seed 1", "has 7"]),
        (
            "train docs.txt --resume m --learning-rate 0.02",
            ["--learning-rate 0.02", "has 0.01"],
        ),
        (
            "train docs.txt --resume m --n-embd 8",
            ["--n-embd 8", "has 16"],
        ),
        (
            "train docs.txt --resume m --n-head 2",
            ["--n-head 2", "has 4"],
        ),
        (
            "train docs.txt --resume m --n-layer 2",
            ["--n-layer", "has 1"],
        ),
        (
            "train docs.txt --resume m --block-size 2",
            ["--block", "has 16"],
        ),
        ("train docs.txt --resume no", ["no: No such file", "train"]),
    ] {
        bench.line(args).failed(&parts);
    }
    assert_eq!(bench.read("m"), model);
    // To another place, if that is what is wanted.
    bench.line("train docs.txt --resume m --out copy").done();
    assert_eq!(bench.read("copy"), model);
}

#[test]
fn a_run_that_diverges_leaves_the_last_good_model() {
    let bench = Bench::with_model();
    let before = bench.read("model.safetensors");
    bench.line("train --learning-rate 1e308").failed(&[
        "training diverged",
        "nothing was saved, and model.safetensors is as it was",
        "lower --learning-rate",
    ]);
    assert_eq!(bench.read("model.safetensors"), before);

    bench
        .line("train --learning-rate 1e308 --out new")
        .failed(&["training diverged", "nothing was saved"]);
    assert_eq!(bench.files(), ["model.safetensors"]);

    // With a model that was saved on the way.
    bench
        .line("train --learning-rate 1e150 --save-every 0 --out new")
        .failed(&["training diverged", "new has the run as of step"]);
    bench.checkpoint("new");
}

#[test]
fn a_model_that_is_replaced_is_mentioned() {
    let bench = Bench::new();
    bench.write("docs.txt", "ava\n");
    bench.write("other.txt", "eve\n");
    let train = |args: &str, note: Option<&str>| {
        let answer = bench.line(&format!("train {args} --samples 0"));
        let said = answer.stderr.clone();
        answer.done();
        assert_eq!(said.contains("note:"), note.is_some(), "{said}");
        if let Some(note) = note {
            let note = format!("note: this will replace {note}\n");
            assert!(said.starts_with(&note), "{said}");
            assert!(said.contains("to keep it,"), "{said}");
        }
    };
    train("docs.txt --steps 1 --out m", None);
    let one = Some("m, a finished run of 1 step on docs.txt");
    train("docs.txt --steps 2 --out m", one);
    train("docs.txt --resume m", None);
    train("docs.txt --resume m --out ./m", None);
    let two = "m, a finished run of 2 steps on";
    let data = "other data (1 document, fingerprint ";
    let fingerprint = bench.checkpoint("m").data.fingerprint;
    let other = format!("{two} {data}{fingerprint})");
    train("other.txt --steps 1 --out m", Some(&other));

    // Stopped by diverging, after a save.
    let args = "train --learning-rate 1e150 --save-every 0";
    assert_eq!(bench.line(args).code, Some(1));
    let step = bench.checkpoint("model.safetensors").step;
    let unfinished = format!(
        "model.safetensors, an unfinished run (step {step} of 1000) on the \
         built-in names"
    );
    train("--steps 1", Some(&unfinished));
    // It is said of the copy's place, too.
    let one = "model.safetensors, a finished run of 1 step on other data";
    let answer =
        bench.line("train other.txt --resume m --out model.safetensors");
    assert!(answer.stderr.contains(one), "{answer:#?}");
    answer.done();
}

#[test]
fn what_is_replaced_is_said_before_it_is() {
    let bench = Bench::with_model();
    let before = bench.read("model.safetensors");
    let answer = bench.line("train --learning-rate 1e308");
    assert!(answer.stderr.starts_with("note: this will"), "{answer:#?}");
    answer.failed(&["training diverged"]);
    assert_eq!(bench.read("model.safetensors"), before);
}
