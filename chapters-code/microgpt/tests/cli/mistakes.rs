//! What the program says to what it cannot do.

use crate::bench::Bench;

#[test]
fn flags_that_make_no_sense_are_misuse() {
    let bench = Bench::new();
    for (args, part) in [
        ("", "Usage"),
        ("trian", "train"),
        ("train --steps 0", "--steps"),
        ("train --steps 4294967296", "--steps"),
        ("train --steps -5", "-5"),
        ("train --n-embd 0", "0 is not in 1.."),
        ("train --n-embd x", "--n-embd"),
        ("train --n-head 0", "--n-head"),
        ("train --n-layer 0", "--n-layer"),
        ("train --block-size 0", "--block-size"),
        ("train --block-size 99999999999999999999", "--block-size"),
        ("train --seed 4294967296", "--seed"),
        ("train --seed -1", "-1"),
        ("train --learning-rate 0", "above 0, and finite"),
        ("train --learning-rate -1", "above 0, and finite"),
        ("train --learning-rate nan", "above 0, and finite"),
        ("train --learning-rate inf", "above 0, and finite"),
        ("train --learning-rate fast", "--learning-rate"),
        ("sample --temperature 0", "above 0, and finite"),
        ("sample --temperature -1", "above 0, and finite"),
        ("sample --temperature nan", "above 0, and finite"),
        ("sample --temperature inf", "above 0, and finite"),
        ("sample --seed 4294967296", "--seed"),
        ("sample -n -1", "-1"),
        ("eval -n 0", "--count"),
    ] {
        bench.line(args).misused(part);
    }
    assert!(bench.files().is_empty());
}

#[test]
fn models_that_cannot_be_are_refused() {
    let bench = Bench::new();
    for (args, part) in [
        ("train --n-head 3", "n_head must divide n_embd"),
        ("train --n-embd 1000000", "GB of memory"),
        (
            "train --n-embd 18446744073709551615 --n-head 1",
            "GB of memory",
        ),
        ("train --n-layer 18446744073709551615", "GB of memory"),
        ("train --block-size 18446744073709551615", "GB of memory"),
    ] {
        bench.line(args).failed(&[part]);
    }
    assert!(bench.files().is_empty());
}

#[test]
fn data_that_cannot_be_read_are_refused() {
    let bench = Bench::new();
    bench.write("empty.txt", "\n \n");
    bench.write("latin1.txt", b"ava\nzo\xeb\n");
    for (args, part) in [
        ("train missing.txt", "cannot read missing.txt"),
        ("train empty.txt", "has no documents"),
        ("train latin1.txt", "not UTF-8 text (line 2)"),
        ("train .", ". is not a file"),
    ] {
        bench.line(args).failed(&[part, "one document per line"]);
    }
}

#[test]
fn places_that_cannot_be_saved_to_are_known_before_training() {
    let bench = Bench::new();
    bench.write("notes.txt", "do not lose\n");
    bench.write("empty", "");
    for (args, part) in [
        ("train --out nowhere/model", "there is no folder nowhere"),
        ("train --out .", "it is a folder"),
        (
            "train --out notes.txt",
            "refusing to overwrite what is no model",
        ),
        ("train notes.txt --out notes.txt", "refusing to overwrite"),
        ("train --out empty", "refusing to overwrite"),
        ("train --out notes.txt/model", "cannot save to"),
    ] {
        let answer = bench.line(args);
        assert!(!answer.stdout.contains("step"), "{answer:#?}");
        answer.failed(&[part]);
    }
    bench.run(["train", "--out", ""]).misused("--out");
    assert_eq!(bench.read("notes.txt"), b"do not lose\n");
    assert_eq!(bench.files(), ["empty", "notes.txt"]);
}

#[test]
fn files_that_are_no_models_are_refused_by_every_command() {
    let bench = Bench::with_model();
    let model = bench.read("model.safetensors");
    bench.write("cut", &model[..model.len() / 2]);
    bench.write("empty", "");
    bench.write("text", "emma\nolivia\nava\n");
    for command in ["sample", "eval", "inspect", "train --resume"] {
        for (file, part) in [
            ("missing", "train a model first"),
            (".", "this is not a file"),
            ("empty", "the file is empty"),
            ("text", "this is not a safetensors file"),
            ("cut", "bytes after its header"),
        ] {
            let answer = bench.line(&format!("{command} {file}"));
            answer.failed(&[&format!("{file}: "), part]);
        }
    }
}

#[test]
fn prompts_that_no_document_begins_with_are_refused() {
    let bench = Bench::with_model();
    bench
        .line("sample --prompt Mary")
        .failed(&["'M' is not in the vocabulary", "use only \"abc"]);
    let long = "a".repeat(16);
    bench
        .run(["sample", "--prompt", &long])
        .failed(&["16 characters", "give at most 15"]);
}

#[test]
fn help_is_there() {
    let bench = Bench::new();
    for (args, parts) in [
        ("--help", ["Examples:", "Exit status"]),
        ("help train", ["Examples:", "[default: 1000]"]),
        ("help sample", ["--temperature", "[default: 0.5]"]),
        ("help eval", ["uniform guess", "nats"]),
        ("help inspect", ["--doc", "position by position"]),
        ("train -h", ["Usage", "--resume"]),
        ("--version", ["microgpt", "0.1.0"]),
    ] {
        let out = bench.line(args).done();
        for part in parts {
            assert!(out.contains(part), "{out} lacks {part}");
        }
    }
}
