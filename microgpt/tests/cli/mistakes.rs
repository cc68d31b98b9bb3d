//! The program's answers to what it cannot do.

use crate::bench::Bench;

#[test]
fn flags_that_make_no_sense_are_misuse() {
    let bench = Bench::new();
    for (args, part) in [
        ("", "Usage"),
        ("trian", "train"),
        ("train --steps 0", "a whole number, 1 or more"),
        ("train --steps 4294967296", "4294967295 at most"),
        ("train --steps -5", "a whole number, 1 or more"),
        ("train --samples -1", "a whole number, 0 or more"),
        ("train --save-every -1", "a whole number, 0 or more"),
        ("train --n-embd 0", "a whole number, 1 or more"),
        ("train --n-embd -1", "a whole number, 1 or more"),
        ("train --n-embd x", "--n-embd"),
        ("train --n-head 0", "--n-head"),
        ("train --n-layer 0", "--n-layer"),
        ("train --block-size 0", "--block-size"),
        ("train --block-size 99999999999999999999", "--block-size"),
        ("train --seed 4294967296", "--seed"),
        ("train --seed -1", "a whole number, 0 or more"),
        ("train --learning-rate 0", "a number above 0"),
        ("train --learning-rate -1", "a number above 0"),
        ("train --learning-rate nan", "a number above 0"),
        ("train --learning-rate inf", "must be finite"),
        ("train --learning-rate fast", "a number above 0"),
        ("train --val 1", "a number from 0 to below 1"),
        ("train --val -0.1", "a number from 0 to below 1"),
        ("train --val nan", "a number from 0 to below 1"),
        ("sample --top-k 0", "a whole number, 1 or more"),
        ("sample --temperature -1", "a number of 0 or more"),
        ("sample --temperature nan", "a number of 0 or more"),
        ("sample --temperature inf", "must be finite"),
        ("sample --seed 4294967296", "4294967295 at most"),
        ("sample --seed -1", "a whole number, 0 or more"),
        ("sample -n -1", "a whole number, 0 or more"),
        ("eval -n 0", "a whole number, 1 or more"),
        ("eval -n -1", "a whole number, 1 or more"),
    ] {
        let answer = bench.line(args);
        assert!(!answer.stderr.contains("tip: to pass"), "{answer:#?}");
        answer.misused(part);
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
    // Nothing but a byte order mark, and white space after one.
    bench.write("mark.txt", "\u{feff}");
    bench.write("blank.txt", "\u{feff}\r\n  \n");
    bench.write("docs.txt", "ava\n");
    bench.line("train docs.txt --steps 1 --out m").done();
    for (args, part) in [
        ("train mark.txt", "mark.txt: it has no documents"),
        ("train blank.txt", "blank.txt: it has no documents"),
        ("eval m mark.txt", "mark.txt: it has no documents"),
        ("eval m blank.txt", "blank.txt: it has no documents"),
        ("train missing.txt", "missing.txt: cannot read it"),
        ("train empty.txt", "empty.txt: it has no documents"),
        ("train .", ".: it is a folder"),
    ] {
        bench.line(args).failed(&[part, "one document per line"]);
    }
}

#[test]
fn data_in_another_encoding_are_refused_with_a_command_that_converts() {
    let bench = Bench::new();
    for (bytes, parts) in [
        (
            b"ava\nzo\xeb\n".as_slice(),
            [
                "not UTF-8 text (line 2)",
                "iconv -f windows-1252 -t UTF-8 a.txt",
            ],
        ),
        (
            b"\xff\xfea\0v\0a\0",
            ["not UTF-8 text (line 1)", "iconv -f UTF-16 -t UTF-8 a.txt"],
        ),
        (
            b"a\0\n\0v\0\n\0",
            [
                "there is a NUL in line 1",
                "iconv -f UTF-16LE -t UTF-8 a.txt",
            ],
        ),
    ] {
        bench.write("a.txt", bytes);
        bench.line("train a.txt").failed(&parts);
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
        .failed(&["16 characters", "give at most 15 characters"]);

    for (size, prompt, parts) in [
        (2, "aa", ["has 2 characters", "at most 1 character"]),
        (1, "a", ["has 1 character, and this", "leave out --prompt"]),
    ] {
        let size = format!("train --steps 1 --block-size {size}");
        bench.line(&size).done();
        bench.run(["sample", "--prompt", prompt]).failed(&parts);
    }
}

#[test]
fn documents_where_the_model_should_be_are_noticed() {
    let bench = Bench::with_model();
    bench.write("towns.txt", "bonn\nulm\n");
    for args in ["eval towns.txt", "eval towns.txt model.safetensors"] {
        bench.line(args).failed(&[
            "towns.txt: this is not a safetensors file",
            "usage: microgpt eval MODEL FILE",
        ]);
    }
}

/// Numbers that are finite, as a file's must be, and come to none.
#[test]
fn models_of_numbers_that_are_too_large_are_refused() {
    let bench = Bench::with_model();
    let mut model = bench.checkpoint("model.safetensors");
    for (number, at) in model.params.iter_mut().zip(0..) {
        *number = if at % 2 == 0 { 1e308 } else { -1e308 };
    }
    bench.write("huge", model.to_bytes().expect("finite numbers"));
    bench.write("docs.txt", "ava\n");
    for args in ["eval huge", "eval huge docs.txt", "inspect huge --doc ava"] {
        let answer = bench.line(args);
        assert_eq!(answer.stdout, "");
        answer.failed(&["numbers are too large", "lower --learning-rate"]);
    }
    bench.line("sample huge").failed(&["too large"]);

    let out = bench.line("inspect huge").done();
    assert!(out.contains(" 1.0e308  -1e308 1.0e308\n"), "{out}");
    let out = out.split_once("\nparameters").expect("a table").1;
    assert!(out.lines().skip(1).all(|row| row.len() <= 80), "{out}");
    assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
}

#[test]
fn help_is_there() {
    let bench = Bench::new();
    for (args, parts) in [
        ("--help", ["Examples:", "Exit status"]),
        ("help train", ["Examples:", "[default: 1000]"]),
        ("help sample", ["--temperature", "[default: 0.5]"]),
        ("help eval", ["uniform guess", "may repeat an earlier one"]),
        ("help inspect", ["--doc", "position by position"]),
        ("help conform", ["Exit status: 0 if", "kamon\""]),
        ("help variant", ["one thing changed", "[NAME]"]),
        ("train -h", ["Usage", "--resume"]),
        ("--version", ["microgpt", "0.1.0"]),
    ] {
        let out = bench.line(args).done();
        for part in parts {
            assert!(out.contains(part), "{out} lacks {part}");
        }
    }
}
