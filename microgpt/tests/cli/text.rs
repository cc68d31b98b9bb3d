//! Running text: `microgpt train --text`, and what becomes of its models.

use serde_json::Value;

use crate::bench::Bench;

/// Some running text, of 27 different characters.
fn novel() -> String {
    let sentences = [
        "The ship went out with the morning tide.\n",
        "Nobody saw the whale, and nobody asked; ",
        "the old man said that he had seen it twice. ",
        "\n\nThen the wind turned.\n",
    ];
    let order = [0, 1, 2, 0, 3, 1, 0, 2, 2, 3, 0, 1, 3, 2, 1, 0, 2, 3];
    let text = order.map(|i| sentences[i]);
    text.concat()
}

/// A small model.
const SMALL: &str = "--n-embd 8 --n-head 2 --n-layer 2 --block-size 8 \
                     --batch 5 --samples 0";

/// A folder with that text.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("novel.txt", novel());
    bench
}

/// The objects of JSON, one a line.
fn objects(text: &str) -> Vec<Value> {
    let parse = |line| serde_json::from_str(line).expect("JSON");
    text.lines().map(parse).collect()
}

#[test]
fn a_text_is_learned_from_and_its_end_is_held_out() {
    let bench = bench();
    let args = format!("train --text novel.txt {SMALL} --steps 60 --val 0.2");
    let answer = bench.line(&format!("{args} --out m"));
    let len = novel().chars().count();
    let held_out = (len + 2) / 5;
    let note = format!(
        "note: the last {held_out} characters of novel.txt are held out, \
         0.2 of {len} characters\n"
    );
    assert!(answer.stderr.contains(&note), "{answer:#?}");
    let out = answer.done();
    let sizes = format!("num tokens: {}\nvocab size: 27\n", len - held_out);
    assert!(out.starts_with(&sizes), "{out}");
    let measured: Vec<f64> = out
        .lines()
        .filter_map(|line| line.split_once(" | val ")?.1.split_once(' '))
        .map(|(bits, unit)| {
            assert_eq!(unit, "bits per character");
            bits.parse().expect("a number")
        })
        .collect();
    assert_eq!(measured.len(), 10, "{out}");
    assert!(measured[9] < measured[0], "{out}");

    // The last is what `eval` measures.
    let eval = &objects(&bench.line("eval m novel.txt --json").done())[0];
    assert_eq!(eval["which"], "held out: the end of novel.txt");
    assert_eq!(eval["characters"], held_out);
    let bits = eval["bits_per_character"].as_f64().expect("a number");
    assert_eq!(format!("{bits:.4}"), format!("{:.4}", measured[9]));
    let nats = eval["per_token"].as_f64().expect("a number");
    assert!((nats / std::f64::consts::LN_2 - bits).abs() < 1e-12);
    let uniform = eval["uniform_guess"].as_f64().expect("a number");
    assert!((uniform - 27_f64.log2()).abs() < 1e-12);
    let text = bench.line("eval m novel.txt").done();
    assert!(text.contains(&format!("\nmean                {bits:5.3} ")));

    // Of what is held out, the model has seen nothing: with another end, it is
    // the same.
    let text = novel();
    let (learned, end) = text.split_at(text.len() - held_out);
    let end: String = end.chars().rev().collect();
    bench.write("other.txt", format!("{learned}{end}"));
    let args = args.replace("novel.txt", "other.txt");
    bench.line(&format!("{args} --out other")).done();
    let [model, other] = ["m", "other"].map(|name| bench.checkpoint(name));
    assert_eq!(model.params, other.params);
    assert_ne!(model.data, other.data);
    let out = bench.line("eval m other.txt").done();
    assert!(out.contains("(the whole of other.txt)"), "{out}");
}

#[test]
fn the_losses_are_those_of_the_book() {
    use portable::PythonRandom;
    use step_5_adam::Adam;
    use step_7_text::{
        Characters, Parts, Recipe, TextTrainer, Vocabulary, initial_parameters,
        train,
    };

    let bench = bench();
    let args = format!("train --text novel.txt {SMALL} --steps 12 --warmup 3");
    let out = bench.line(&format!("{args} --val 0 --json")).done();
    let told = objects(&out)[1..13].to_vec();
    let told = told.iter().map(|step| step["loss"].as_f64());
    let told: Vec<f64> = told.map(|loss| loss.expect("a loss")).collect();

    let config = bench.checkpoint("model.safetensors").config();
    let recipe = Recipe {
        steps: 12,
        batch: 5,
        learning_rate: 0.012,
        warm_up: 3,
        init_std_dev: 0.02,
        weight_decay: 0.0,
    };
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(&config, 0.02, &mut rng);
    let adam = Adam::new(params.len());
    let parts = Parts::default();
    let mut trainer = TextTrainer::<f32>::new(config, parts, &params, &adam);
    let text = novel();
    let stream = Characters::of(&text).encode(&text).expect("its characters");
    let losses = train(&mut trainer, &stream, recipe, &mut rng);
    assert_eq!(told, losses.collect::<Vec<_>>());
}

#[test]
fn threads_change_no_number() {
    let bench = bench();
    for flags in ["", "--vocab 300", "--engine simd"] {
        let run = |threads: usize| {
            let args = format!(
                "train --text novel.txt {SMALL} --steps 7 {flags} \
                 --val 0.2 --threads {threads} --out m"
            );
            let out = bench.line(&args).done();
            (out, bench.read("m"))
        };
        let one = run(1);
        assert!(one == run(2) && one == run(3), "{flags}");
    }
}

#[test]
fn a_finished_run_is_continued_with_more_steps() {
    let bench = bench();
    let args = format!("train --text novel.txt {SMALL} --vocab 280 --steps 4");
    bench.line(&format!("{args} --out m")).done();
    let resume = "train novel.txt --resume m --samples 0 --threads 2";
    let answer = bench.line(&format!("{resume} --steps 9"));
    let note = "continues a finished run of 4 steps";
    assert!(answer.stderr.contains(note), "{answer:#?}");
    let out = answer.done();
    assert!(out.contains("\nstep    5 /    9 | loss "), "{out}");
    let model = bench.checkpoint("m");
    assert_eq!((model.step, model.adam.t), (9, 9));
    assert_eq!(model.earlier_plans, [4]);
}

#[cfg(unix)]
#[test]
fn a_run_that_was_stopped_is_continued_to_the_bit() {
    use std::io::Read;
    use std::process::Command;

    let bench = bench();
    let args = format!("train --text novel.txt {SMALL} --steps 4000");
    bench.line(&format!("{args} --out whole")).done();
    let args = format!("{args} --out stopped");
    let mut child = bench
        .command(args.split_whitespace())
        .spawn()
        .expect("the program runs");
    let mut some = [0; 4000];
    let stdout = child.stdout.as_mut().expect("a pipe");
    stdout.read_exact(&mut some).expect("lines");
    let pid = child.id().to_string();
    let killed = Command::new("kill").args(["-INT", &pid]).status();
    assert!(killed.expect("a shell's kill").success());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let hint = "continue with: microgpt train novel.txt --resume stopped\n";
    assert!(said.contains(hint), "{said}");
    let step = bench.checkpoint("stopped").step;
    assert!((1..4000).contains(&step), "{step}");
    bench
        .line("train novel.txt --resume stopped --samples 0")
        .done();
    assert_eq!(bench.read("stopped"), bench.read("whole"));
}

#[test]
fn byte_pairs_are_in_the_model_file() {
    let bench = bench();
    let args = format!("train --text novel.txt {SMALL} --steps 20 --vocab 290");
    let out = bench.line(&format!("{args} --out m")).done();
    assert!(out.contains("\nvocab size: 290\n"), "{out}");
    let model = bench.checkpoint("m");
    let microgpt::Tokens::BytePairs(pairs) = &model.tokens else {
        panic!("{:?}", model.tokens);
    };
    assert_eq!(pairs.merges().len(), 34);
    let out = bench.line("inspect m").done();
    let row = "vocabulary     256 bytes and 34 pairs\n";
    assert!(out.contains(row), "{out}");
    bench.line("inspect m --doc whale").done();

    // Any text can be measured and continued: every byte has a token.
    bench.write("other.txt", "Köln, São Paulo, 東京, Æther!");
    let eval = &objects(&bench.line("eval m other.txt --json").done())[0];
    assert_eq!(eval["characters"], 27);
    let out = bench.line("sample m --prompt 東京 --chars 30").done();
    assert!(out.starts_with("東京"), "{out}");
    assert_eq!(out.trim_end_matches('\n').chars().count(), 32);
}

#[test]
fn a_text_is_continued() {
    let bench = bench();
    let args = format!("train --text novel.txt {SMALL} --steps 30");
    bench.line(&format!("{args} --out m")).done();
    let sample = |args: &str| bench.line(&format!("sample m {args}")).done();
    let text = sample("--prompt whale --chars 40");
    assert!(text.starts_with("whale"), "{text}");
    assert_eq!(text.chars().count(), 46);
    assert_eq!(sample("--chars 40 --prompt whale --seed 42"), text);
    assert_ne!(sample("--chars 40 --prompt whale --seed 43"), text);
    assert_eq!(sample("").chars().count(), 501);
    assert_eq!(sample("--chars 0"), "\n");
    assert_eq!(sample("--chars 0 --prompt whale"), "whale\n");

    // The likeliest, whatever the seed; and JSON of the same.
    let cold = sample("--temperature 0 --chars 40");
    assert_eq!(sample("--top-k 1 --chars 40 --seed 7"), cold);
    let json = &objects(&sample("--temperature 0 --chars 40 --json"))[0];
    assert_eq!(format!("{}\n", json["text"].as_str().expect("text")), cold);

    // Longer than what the model sees.
    let prompt = "the ship went out ".repeat(4);
    let out = bench.run(["sample", "m", "--prompt", &prompt]).done();
    assert!(out.starts_with(&prompt), "{out}");

    // Training writes a passage, and a quiet one nothing else.
    let args = args.replace("--samples 0", "");
    let out = bench.line(&args).done();
    let (_, passage) = out.split_once("--- passage 1 ---\n").expect("one");
    assert_eq!(passage.chars().count(), 501);
    assert_eq!(bench.line(&format!("{args} -q")).done(), passage);
}

#[test]
fn lines_end_in_one_way() {
    let bench = bench();
    let model = |file: &str| {
        let args = format!("train --text {file} {SMALL} --steps 2 --out m");
        bench.line(&args).done();
        bench.read("m")
    };
    let unix = model("novel.txt");
    let windows = novel().replace('\n', "\r\n");
    bench.write("windows.txt", format!("\u{feff}{windows}"));
    assert_eq!(model("windows.txt"), unix);
}

#[test]
fn texts_that_cannot_be_learned_from_are_refused() {
    let bench = bench();
    bench.write("empty.txt", "");
    bench.write("blank.txt", "\n \n");
    bench.write("short.txt", "whale");
    bench.write("latin.txt", b"Moby\nzo\xeb\n");
    for (file, parts) in [
        ("empty.txt", ["empty.txt: there is no text in it", "UTF-8"]),
        ("blank.txt", ["blank.txt: there is no text in it", "UTF-8"]),
        (
            "short.txt",
            [
                "short.txt: 4 tokens to learn from, and a window takes 65",
                "give a longer text, or a smaller --block-size",
            ],
        ),
        (
            "latin.txt",
            ["not UTF-8 text (line 2)", "iconv -f windows-1252"],
        ),
        ("none.txt", ["none.txt: cannot read it", "UTF-8"]),
        (".", ["it is a folder", "give a text file (UTF-8)"]),
    ] {
        bench.line(&format!("train --text {file}")).failed(&parts);
    }
    bench
        .line(&format!("train --text novel.txt {SMALL} --val 0.005"))
        .failed(&["3 tokens held out, and a window takes 9", "--val 0"]);
    bench
        .line("train --text novel.txt --batch 18446744073709551615")
        .failed(&["GB of memory", "--batch"]);
    assert!(!bench.files().contains(&"model.safetensors".to_owned()));
}

#[test]
fn flags_that_do_not_go_together_are_refused() {
    let bench = bench();
    let small = format!("{SMALL} --steps 1 --val 0");
    bench
        .line(&format!("train --text novel.txt {small} --out text"))
        .done();
    bench.line("train novel.txt --steps 1 --out docs").done();
    bench.line("train --text").misused("<FILE>");
    for (args, part) in [
        ("--vocab 255", "chars, or a whole number, 256 or more"),
        ("--vocab words", "chars, or a whole number"),
        ("--batch 0", "a whole number, 1 or more"),
        ("--threads 0", "a whole number, 1 or more"),
        ("--warmup -1", "a whole number, 0 or more"),
    ] {
        bench
            .line(&format!("train --text novel.txt {args}"))
            .misused(part);
    }
    for (args, parts) in [
        ("train novel.txt --batch 2", ["--batch", "add --text, or"]),
        ("train novel.txt --vocab 300", ["--vocab", "add --text, or"]),
        ("train novel.txt --warmup 2", ["--warmup", "add --text, or"]),
        ("train --threads 2", ["--threads", "add --text, or"]),
        (
            "train --text novel.txt --engine tape",
            ["--engine tape knows no windows", "simd-f32"],
        ),
        (
            "train --text novel.txt --resume docs",
            ["the run in docs is on documents", "leave out --text"],
        ),
        (
            "train novel.txt --resume text --batch 7",
            ["--batch 7", "has 5"],
        ),
        (
            "train novel.txt --resume text --vocab 300",
            ["--vocab 300", "has chars"],
        ),
        (
            "train --resume text",
            ["learned from other data", "the built-in names"],
        ),
        ("sample text -n 3", ["--count is of documents", "--chars"]),
        ("sample docs --chars 3", ["--chars is of", "--count"]),
        ("eval text", ["a model of a running text", "MODEL FILE"]),
        (
            "eval text novel.txt",
            ["nothing is held out", "has not seen"],
        ),
        (
            "eval text novel.txt -n 3",
            ["--count is of", "leave it out"],
        ),
        (
            "sample text --prompt Quark",
            ["'Q' is not in the vocabulary", "use only \"\\n ,.;"],
        ),
        ("inspect text --doc Quark", ["'Q' is not", "use only"]),
        ("inspect text --doc w", ["no token that follows", "longer"]),
    ] {
        bench.line(args).failed(&parts);
    }
    bench.write("other.txt", "the ship\nwent to Quebec\n");
    bench.line("eval text other.txt").failed(&[
        "other.txt, line 2",
        "'Q' is not",
        "--vocab",
    ]);
    let out = bench.line("inspect text").done();
    let len = novel().chars().count();
    let row = format!("trained on     {len} characters, fingerprint ");
    assert!(out.contains(&row), "{out}");
    assert!(out.contains("batch          5 windows\n"), "{out}");
    let out = bench.line("inspect docs").done();
    assert!(!out.contains("windows"), "{out}");
}
