//! The test of heads finds what it should, and the record has what it gives
//! for a model before training, which can be made again.

use std::collections::BTreeSet;

use approx::assert_relative_eq;
use portable::PythonRandom;
use runs::text::groups::groups;
use runs::text::induction::heads::{induction_scores, without_head};
use runs::text::induction::names::{INVENTED, costs, passage, places};
use runs::text::induction::record::{RECORD, numbers};
use runs::text::refrains::{self, WithRefrains, with_refrain};
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::vector::Level;
use step_7_text::{
    Characters, MOBY_DICK, Parts, TextTrainer, Vocabulary, initial_parameters,
};

#[test]
fn an_invented_name_stands_nowhere_in_the_novel() {
    let novel = MOBY_DICK.to_lowercase();
    for name in INVENTED {
        assert!(!novel.contains(&name.to_lowercase()), "{name}");
    }
}

#[test]
fn before_training_a_head_is_even() {
    let groups = groups();
    let novel = groups.iter().find(|it| it.name == "novel").unwrap();
    let (mut trainer, _) = novel.plans[0].begin();
    let pieces: Vec<usize> = (0..1024).collect();
    let mut rng = PythonRandom::new(1);
    let scores = induction_scores(&mut trainer, &pieces, 2, &mut rng);
    for score in scores.twice.concat() {
        assert!((score / scores.even - 1.0).abs() < 0.05, "{score}");
    }
    let [recorded] = &numbers(RECORD, &["scores", "untrained"])[..] else {
        panic!("one line")
    };
    let [even] = &numbers(RECORD, &["even"])[..] else {
        panic!("one line")
    };
    assert!(recorded.iter().all(|it| (it / even[0] - 1.0).abs() < 0.05));
}

/// A small model, and its parameters.
fn small(vocabulary: &Characters) -> (Config, Vec<f64>) {
    let config = Config {
        vocab_size: vocabulary.size(),
        block_size: 32,
        n_embd: 16,
        n_head: 4,
        n_layer: 2,
    };
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(&config, 0.2, &mut rng);
    (config, params)
}

#[test]
fn a_head_that_is_off_changes_nothing_before_its_layer() {
    let vocabulary = Characters::of("abcdefgh ");
    let (config, params) = small(&vocabulary);
    let tokens = vocabulary.encode(&"abc defgh".repeat(4)).unwrap();
    let windows = step_7_text::Windows::at(&tokens, &[0], 32);
    let weights = |params: &[f64], layer| {
        let adam = Adam::new(params.len());
        let mut trainer =
            TextTrainer::<f64>::new(config, Parts::default(), params, &adam);
        trainer.losses(&windows);
        trainer.attention(layer, 0)
    };
    let off = without_head(&config, &params, 0, 2);
    assert_eq!(weights(&off, 0), weights(&params, 0));
    assert_ne!(weights(&off, 1), weights(&params, 1));
}

#[test]
fn a_passage_ends_with_the_name() {
    let text = "And then Ahab saw the sea, and so Ahab slept, while old \
                Starbuck woke.";
    let vocabulary = Characters::of(&format!("{text}Zandrey"));
    let places = places(text);
    let told = |names: &[&str], len| {
        passage(&vocabulary, text, &places, names, len).map(|passage| {
            assert_eq!(passage.pieces, 8);
            vocabulary.decode(&passage.tokens)
        })
    };
    assert_eq!(
        told(&["Zandrey", "Zandrey"], 36).unwrap(),
        "d so Zandrey slept, while old Zandrey"[..].to_owned()
    );
    assert!(told(&["Zandrey", "Zandrey"], 20).is_none(), "too short");
    let (config, params) = small(&vocabulary);
    let adam = Adam::new(params.len());
    let mut trainer =
        TextTrainer::new(config, Parts::default(), &params, &adam);
    let passage =
        passage(&vocabulary, text, &places, &["Zandrey"], 32).unwrap();
    let costs = costs(&mut trainer, &[passage]);
    assert_eq!([costs.len(), costs[0].len()], [1, 8]);
}

#[test]
fn a_refrain_is_the_row_before_it() {
    let window: Vec<usize> = (0..129).collect();
    let mut rng = PythonRandom::new(1);
    let mut rows = BTreeSet::new();
    for _ in 0..1000 {
        let heard = with_refrain(&window, &mut rng);
        // The last token tells how long the row is.
        let row = 128 - heard[128];
        assert_eq!(heard[..129 - row], window[..129 - row]);
        assert_eq!(heard[129 - row..], window[129 - 2 * row..129 - row]);
        rows.insert(row);
    }
    assert_eq!((rows.first(), rows.last()), (Some(&16), Some(&64)));
}

#[test]
fn runs_with_refrains_begin_so_again() {
    let plans = refrains::plans();
    assert_eq!(plans.len(), 2);
    let streams = plans[0].tokens.streams();
    for plan in &plans {
        let recorded = numbers(refrains::RECORD, &["first", &plan.name]);
        let mut run = WithRefrains::new(plan, &streams, 1);
        for (step, theirs) in recorded[0].iter().enumerate() {
            // Without fused instructions, the last digits are others.
            let digits = if Level::detect().fuses() { 1e-8 } else { 1e-4 };
            assert_relative_eq!(
                run.step(step),
                theirs,
                epsilon = 0.0,
                max_relative = digits
            );
        }
    }
}
