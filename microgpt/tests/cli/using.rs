//! `microgpt sample`, `eval` and `inspect`

use crate::bench::Bench;

#[test]
fn samples_come_one_per_line() {
    let bench = Bench::with_model();
    let out = bench.line("sample").done();
    assert_eq!(out.lines().count(), 20);
    assert!(out.lines().all(|name| name.len() <= 16), "{out}");
    assert_eq!(bench.line("sample --seed 42 -n 20").done(), out);
    assert_ne!(bench.line("sample --seed 43").done(), out);
    assert_ne!(bench.line("sample --temperature 1.5").done(), out);
    assert_eq!(bench.line("sample -n 0").done(), "");
}

#[test]
fn a_prompt_is_continued() {
    let bench = Bench::with_model();
    let out = bench.line("sample --prompt mar").done();
    assert!(out.lines().all(|name| name.starts_with("mar")), "{out}");
    assert_eq!(
        bench.run(["sample", "--prompt", ""]).done(),
        bench.line("sample").done()
    );
    // One token fits behind the longest prompt.
    let long = "a".repeat(15);
    let out = bench.run(["sample", "--prompt", &long]).done();
    assert!(out.lines().all(|name| name.len() <= 16), "{out}");
}

#[test]
fn the_boldest_and_the_safest_samples_are_samples() {
    let bench = Bench::with_model();
    bench.line("sample --temperature 1e308").done();
    // Every sample is the likeliest.
    let out = bench.line("sample --temperature 1e-9").done();
    assert!(out.lines().all(|name| Some(name) == out.lines().next()));
    bench
        .line("sample --temperature 1e-308")
        .failed(&["too large", "higher --temperature"]);
}

#[test]
fn the_default_model_has_its_known_loss() {
    let bench = Bench::with_model();
    assert_eq!(
        bench.line("eval").done(),
        "model      model.safetensors\n\
         documents  500 (held out: lines 1,001 to 1,500 in the order of \
         training)\n\
         repeats    3 equal to a line trained on\n\
         tokens     3,592\n\
         \n\
         loss in nats       model  uniform guess\n\
         mean per token     2.389          3.296\n\
         mean per document  2.381          3.296\n"
    );
    let ten = bench.line("eval -n 10").done();
    assert!(ten.contains("lines 1,001 to 1,010"), "{ten}");
}

#[test]
fn another_files_lines_are_all_measured() {
    let bench = Bench::with_model();
    bench.write("names.txt", "emma\n\n ava\n");
    let out = bench.line("eval model.safetensors names.txt").done();
    assert!(out.starts_with(
        "model      model.safetensors\n\
         documents  2 (the lines of names.txt)\n"
    ));
    assert!(!out.contains("repeats"), "{out}");
    assert!(out.contains("tokens     9\n"), "{out}");
    assert!(!out.contains("cut off"), "{out}");
    let out = bench.line("eval model.safetensors names.txt -n 1").done();
    assert!(out.contains("tokens     5\n"), "{out}");
    // It is what `inspect` says of this document.
    let inspected = bench.line("inspect --doc emma").done();
    assert!(inspected.contains("mean loss: 2.7263 nats"), "{inspected}");
    assert!(out.contains("mean per document  2.726"), "{out}");

    bench.write("long.txt", "abcdefghijklmnopqrst\n");
    let out = bench.line("eval model.safetensors long.txt").done();
    assert!(out.contains("cut off    1 after 16 tokens"), "{out}");

    bench.write("zoe.txt", "emma\n\nzoë\n");
    bench
        .line("eval model.safetensors zoe.txt")
        .failed(&["zoe.txt, line 3: the character 'ë'"]);
}

#[test]
fn a_run_that_takes_all_documents_holds_none_out() {
    let bench = Bench::new();
    bench.write("docs.txt", "ava\neve\nanna\n");
    bench.line("train docs.txt --steps 3 --out m").done();
    bench
        .line("eval m docs.txt")
        .failed(&["nothing is held out", "docs.txt (3 documents)"]);
    bench
        .line("eval m")
        .failed(&["m was not trained on the built-in names", "eval MODEL"]);
    bench.line("train docs.txt --steps 2 --out m").done();
    let out = bench.line("eval m docs.txt").done();
    assert!(out.contains("documents  1 (held out: line 3 in "), "{out}");
    assert!(!out.contains("repeats"), "{out}");

    bench.write("docs.txt", "ava\n");
    bench.line("train docs.txt --steps 1 --out m").done();
    bench
        .line("eval m docs.txt")
        .failed(&["a run of 1 step takes every line", "(1 document)"]);
}

#[test]
fn held_out_lines_that_repeat_what_was_trained_on_are_counted() {
    let bench = Bench::new();
    bench.write("docs.txt", "ava\nava\nava\nava\n");
    bench.line("train docs.txt --steps 1 --out m").done();
    let out = bench.line("eval m docs.txt").done();
    assert!(out.contains("3 (held out: lines 2 to 4 in "), "{out}");
    assert!(out.contains("\nrepeats    3 equal to a line"), "{out}");
}

#[test]
fn the_same_documents_in_another_form_are_the_same_data() {
    let bench = Bench::new();
    bench.write("docs.txt", "ab\nba\nbb\naa\n");
    bench.line("train docs.txt --steps 2 --out m").done();
    let out = bench.line("eval m docs.txt").done();
    assert!(out.contains("2 (held out: lines 3 to 4 in "), "{out}");
    for text in [
        "ab\nba\nbb\naa",
        "ab\r\nba\r\nbb\r\naa\r\n",
        "\u{feff}ab \n\n ba\nbb\naa\n\n",
    ] {
        bench.write("docs.txt", text);
        assert_eq!(bench.line("eval m docs.txt").done(), out, "{text:?}");
        bench.line("train docs.txt --resume m --samples 0").done();
    }
}

#[test]
fn lines_that_were_added_since_training_are_those_measured() {
    let bench = Bench::new();
    bench.write("docs.txt", "ab\nba\nbb\naa\n");
    bench.line("train docs.txt --steps 2 --out m").done();
    bench.write("docs.txt", "ab\nba\nbb\naa\nabba\nab\nba\nbb\naa\n");
    let out = bench.line("eval m docs.txt").done();
    let added = "5 (added to docs.txt since the run began, after 4 documents)";
    assert!(out.contains(added), "{out}");
    // The run takes two of the four.
    assert!(out.contains("repeats    2 equal to a line"), "{out}");
    let one = bench.line("eval m docs.txt -n 1").done();
    assert!(one.contains("documents  1 (added"), "{one}");
    assert!(one.contains("tokens     5\n"), "{one}");
    bench
        .line("train docs.txt --resume m")
        .failed(&["docs.txt has grown", "the first 4 documents"]);

    bench.write("docs.txt", "ab\nba\nbb\naa\nabc\n");
    bench
        .line("eval m docs.txt")
        .failed(&["docs.txt, line 5: the character 'c'"]);
}

#[test]
fn control_characters_of_the_data_are_safe_to_look_at() {
    let bench = Bench::new();
    bench.write("docs.txt", "a\u{1b}[2Jb\tc\u{1b}\u{7}\nb\u{1b}\n");
    bench.line("train docs.txt --steps 30 --out m").done();
    // A program gets what it is, and people see what it is.
    let samples = bench.line("sample m --temperature 3").done();
    assert!(samples.contains('\u{1b}'), "{samples:?}");
    let inspected = bench.line("inspect m").done()
        + &bench.run(["inspect", "m", "--doc", "a\u{1b}b\tc"]).done();
    assert!(inspected.contains(r"'\u{1b}'"), "{inspected:?}");
    assert!(inspected.contains(r"'\t'"), "{inspected:?}");
    let shown = |c: char| c == '\n' || !c.is_control();
    assert!(inspected.chars().all(shown), "{inspected:?}");
}

#[test]
fn a_model_shows_what_is_in_it() {
    let bench = Bench::with_model();
    let out = bench.line("inspect").done();
    for line in [
        "n_embd         16",
        "learning rate  0.01",
        "vocabulary     \"abcdefghijklmnopqrstuvwxyz\" and BOS",
        "trained on     32,033 documents, fingerprint 28355ad75543d943",
        "trained for    1,000 of 1,000 steps",
        "layer0.mlp_fc2       16 × 64     1,024  -0.0050  0.1252  \
         -0.436   0.450",
    ] {
        assert!(out.lines().any(|l| l == line), "{out} lacks {line}");
    }
    assert!(
        out.contains("\ntotal                            4,192 "),
        "{out}"
    );
}

#[test]
fn a_document_shows_what_the_model_makes_of_it() {
    let bench = Bench::with_model();
    let out = bench.line("inspect --doc ava").done();
    assert_eq!(out.matches("\nlayer 0, head ").count(), 4);
    let row = "       1  a      v      ";
    assert!(out.lines().any(|line| line.starts_with(row)), "{out}");
    // The first position has nothing to attend to but itself.
    assert_eq!(out.matches("\nBOS   1.000\n").count(), 4);

    bench.run(["inspect", "--doc", ""]).done();
    let long = bench.line("inspect --doc abcdefghijklmnopqrst").done();
    assert!(
        long.contains("sees 16 positions (not shown: 5 more)"),
        "{long}"
    );
    bench
        .line("inspect --doc Ava")
        .failed(&["the character 'A' is not in the vocabulary", "abc"]);
}
