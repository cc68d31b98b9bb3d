//! The words of the tasks, and that their models are those of the chapters.

use portable::PythonRandom;
use runs::tasks::{self, Documents, Past, RATE, Task};
use step_3_attention::{Cache, Gpt};
use step_4_transformer::Config;

#[test]
fn words_keep_the_rule_of_their_task() {
    let rng = &mut PythonRandom::new(1);
    let mut lengths = [0; 16];
    for _ in 0..200 {
        let echo = tasks::echo(rng);
        assert_eq!(echo.len(), 8);
        assert_eq!(echo[..4], echo[4..]);

        let cells = tasks::cells(rng);
        let (pairs, names) = cells.split_at(6);
        assert!(pairs.iter().all(|&it| it < 5));
        for (pair, &name) in pairs.chunks(2).zip(names) {
            assert_eq!([name / 5, name % 5], pair);
        }

        let refrain = tasks::refrain(rng);
        assert_eq!(refrain.len(), 15);
        let repeats = |&by: &usize| refrain[by..] == refrain[..15 - by];
        lengths[(1..=5).find(repeats).expect("five at most")] += 1;
    }
    assert!(lengths[2..=5].iter().all(|&it| it > 30), "{lengths:?}");
}

#[test]
fn documents_are_one_a_step_and_have_bos_around_them() {
    for task in [Task::Echo, Task::Cells, Task::Refrain] {
        let Documents { learned, others } = task.documents();
        assert_eq!((learned.len(), others.len()), (task.num_steps(), 500));
        for doc in learned.iter().chain(&others) {
            let (ends, letters) = (&[doc[0], doc[doc.len() - 1]], &doc[1..]);
            assert_eq!(ends, &[26, 26]);
            assert!(letters[..letters.len() - 1].iter().all(|&it| it < 26));
        }
    }
}

#[test]
fn who_sees_no_past_answers_the_same_after_another() {
    let params = Past::parameters(1);
    let gpt = Gpt::new(27, &params);
    let last = |past: Past, tokens: [usize; 3]| {
        let mut cache = Cache::new();
        let logits = |token| past.logits(&gpt, token, &mut cache);
        tokens.map(logits)[2].clone()
    };
    for past in [Past::Unseen, Past::Mean, Past::Attention] {
        let is_same = last(past, [26, 0, 7]) == last(past, [26, 9, 7]);
        assert_eq!(is_same, past == Past::Unseen, "{past:?}");
    }
}

#[test]
fn the_model_with_attention_is_the_crate_s() {
    let params = Past::parameters(1);
    let gpt = Gpt::new(27, &params);
    let doc = &Task::Echo.documents().others[0];
    assert_eq!(Past::Attention.loss(&gpt, doc), gpt.loss(doc));
    // Where all keys are alike, attention is the plain mean.
    let mut even = params;
    even[(27 + 16 + 16) * 16..][..256].fill(0.0); // attn_wk
    let gpt = Gpt::new(27, &even);
    let difference = Past::Mean.loss(&gpt, doc) - gpt.loss(doc);
    assert!(difference.abs() < 1e-12, "{difference}");
}

#[test]
fn the_engine_learns_what_the_tape_does() {
    let config = Config {
        n_head: 2,
        ..Config::of_the_guide(27)
    };
    let task = Task::Cells;
    let learned = tasks::learned(task, config, 1);
    let rng = &mut PythonRandom::new(1);
    let n = config.num_params();
    let mut params = step_1_gradient_descent::initial_parameters(n, rng);
    let docs = task.documents().learned;
    let losses = step_2_autograd::train(
        &mut params,
        &docs,
        task.num_steps(),
        RATE,
        |weights, tokens| {
            step_4_transformer::Gpt::new(config, weights).loss(tokens)
        },
    );
    for (by_tape, by_engine) in losses.take(100).zip(&learned.losses) {
        assert!((by_tape - by_engine).abs() < 1e-9);
    }
}
