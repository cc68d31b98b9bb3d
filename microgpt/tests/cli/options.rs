//! What can be asked for beyond the reference run.

use serde_json::Value;

use crate::bench::Bench;

/// The objects of JSON, one a line.
fn objects(text: &str) -> Vec<Value> {
    let parse = |line| serde_json::from_str(line).expect("JSON");
    text.lines().map(parse).collect()
}

#[test]
fn the_likeliest_token_is_taken_at_temperature_0() {
    let bench = Bench::with_model();
    let once = bench.line("sample --temperature 0").done();
    assert_eq!(once.lines().count(), 1);
    // Whatever the seed, and as at a temperature near 0.
    let thrice = bench.line("sample --temperature 0 --seed 7 -n 3").done();
    assert_eq!(thrice, once.repeat(3));
    let cold = bench.line("sample --temperature 1e-9 -n 1").done();
    assert_eq!(cold, once);
    assert_eq!(bench.line("sample --top-k 1 -n 1").done(), once);
}

#[test]
fn tokens_are_drawn_from_the_likeliest_only() {
    let bench = Bench::with_model();
    let all = bench.line("sample -n 200 --temperature 5").done();
    let few = bench.line("sample -n 200 --temperature 5 --top-k 3").done();
    let distinct = |text: &str| {
        let firsts = text.lines().filter_map(|doc| doc.chars().next());
        firsts.collect::<std::collections::HashSet<_>>().len()
    };
    assert!(distinct(&all) > 15, "{all}");
    assert!(distinct(&few) <= 3, "{few}");
    // Nobody is left out of all 27.
    let usual = bench.line("sample").done();
    assert_eq!(bench.line("sample --top-k 27").done(), usual);
}

#[test]
fn what_is_held_out_is_measured_and_never_learned_from() {
    let bench = Bench::new();
    bench.write("docs.txt", "ab\nba\nbb\naa\nabba\nbaab\naaa\nbbb\n");
    let out = bench
        .line("train docs.txt --steps 20 --val 0.25 --out m")
        .done();
    let measured: Vec<&str> = out
        .lines()
        .filter(|it| it.contains("| val loss "))
        .collect();
    assert_eq!(measured.len(), 10, "{out}");
    let last = measured[9];
    assert!(last.starts_with("step   20 /   20 | loss "), "{last}");

    // The last line's loss is what `eval` measures.
    let eval = bench.line("eval m docs.txt --json").done();
    let eval = &objects(&eval)[0];
    assert_eq!(eval["documents"], 2);
    let which = eval["which"].as_str().expect("a text");
    assert_eq!(which, "held out: lines 7 to 8 in the order of training");
    let loss = eval["per_document"].as_f64().expect("a number");
    assert!(
        last.ends_with(&format!("val loss {loss:.4}")),
        "{last} {loss}"
    );

    // The documents held out may change, and nothing that is learned does.
    let bytes = bench.read("m");
    let stopped = bench.checkpoint("m");
    assert_eq!(stopped.hyperparameters.val, 0.25);
    bench
        .line("train docs.txt --resume m --val 0.5")
        .failed(&["--val 0.5", "has 0.25"]);
    assert_eq!(bench.read("m"), bytes);
    bench
        .line("train docs.txt --val 0.99")
        .failed(&["nothing is left to learn from: 8 of 8", "--val"]);
}

#[test]
fn a_quiet_run_prints_its_samples_alone() {
    let bench = Bench::new();
    let answer = bench.line("train -q --steps 2 --samples 3");
    assert_eq!(answer.stderr, "");
    let loud = bench.line("train --steps 2 --samples 3 --out loud").done();
    let samples = loud.lines().filter(|it| it.starts_with("sample "));
    let samples: Vec<&str> = samples
        .map(|it| it.split_once(": ").expect("a sample").1)
        .collect();
    assert_eq!(answer.done().lines().collect::<Vec<_>>(), samples);
    assert_eq!(bench.read("model.safetensors"), bench.read("loud"));
    let silent = bench.line("train -q --steps 2 --samples 0").done();
    assert_eq!(silent, "");
}

#[test]
fn programs_get_json_with_all_digits() {
    let bench = Bench::new();
    let text = bench.line("train --steps 3 --samples 2 --out m").done();
    let json = bench
        .line("train --steps 3 --samples 2 --val 0.1 --json --out m")
        .done();
    let objects = objects(&json);
    assert_eq!(objects[0]["num_docs"], 32_033);
    assert_eq!(objects[0]["vocab_size"], 27);
    assert_eq!(objects[0]["num_params"], 4192);
    for (object, step) in objects[1..4].iter().zip(1..) {
        assert_eq!(
            (&object["step"], &object["num_steps"]),
            (&Value::from(step), &Value::from(3),)
        );
        let loss = object["loss"].as_f64().expect("a number");
        let line = format!("step    {step} /    3 | loss {loss:.4}\n");
        assert!(text.contains(&line), "{text} {line}");
        assert!(object["val_loss"].as_f64().is_some_and(|it| it > 2.0));
    }
    assert_eq!(objects[4]["saved"], "m");
    for (object, i) in objects[5..7].iter().zip(1..) {
        let doc = object["document"].as_str().expect("a text");
        assert!(text.contains(&format!("sample  {i}: {doc}\n")), "{text}");
    }
    assert_eq!(objects[7]["num_samples"], 2);
    assert_eq!(objects.len(), 8);

    let sampled = bench.line("sample m -n 2 --json").done();
    let plain = bench.line("sample m -n 2").done();
    for (object, doc) in self::objects(&sampled).iter().zip(plain.lines()) {
        assert_eq!(object["document"], doc);
    }
}

#[test]
fn a_finished_run_is_continued_with_more_steps() {
    let bench = Bench::new();
    bench.write("docs.txt", "ab\nba\nbb\naa\nabba\nbaab\naaa\nbbb\n");
    bench.line("train docs.txt --steps 3 --out m").done();
    let answer = bench.line("train docs.txt --resume m --steps 6");
    let note = "continues a finished run of 3 steps";
    assert!(answer.stderr.contains(note), "{answer:#?}");
    let out = answer.done();
    assert!(out.contains("\nstep    4 /    6 | loss "), "{out}");
    assert!(!out.contains("step    3 "), "{out}");
    let model = bench.checkpoint("m");
    assert_eq!((model.step, model.adam.t), (6, 6));
    assert_eq!(model.earlier_plans, [3]);
    let inspected = bench.line("inspect m").done();
    let plan = "trained for    6 of 6 steps (planned for 3 before)\n";
    assert!(inspected.contains(plan), "{inspected}");
    let eval = bench.line("eval m docs.txt").done();
    assert!(eval.contains("held out: lines 7 to 8 in"), "{eval}");

    // A run of six steps from the start has taken other ones.
    bench.line("train docs.txt --steps 6 --out other").done();
    assert_ne!(bench.checkpoint("other").params, model.params);
    // One that is finished says how it can be continued.
    let args = "train docs.txt --resume m --samples 0";
    let answer = bench.line(args);
    let hint = "to continue it beyond its end: --steps, above 6";
    assert!(answer.stderr.contains(hint), "{answer:#?}");
    bench
        .line(&format!("{args} --steps 5"))
        .failed(&["--steps 5", "has 6"]);
}
