//! A trial without a change.

use conform::variation::{Trial, Variation};
use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer, train};

#[test]
fn without_a_change_it_is_step_5_to_the_last_bit() {
    let mut rng = PythonRandom::new(42);
    let corpus = Corpus::new(NAMES, &mut rng);
    let config = Config::of_the_guide(27);
    let mut trainer = Trainer::new(config, &mut rng);
    let docs = &corpus.docs;
    let losses: Vec<f64> = train(&mut trainer, docs, 1000, LEARNING_RATE)
        .take(60)
        .collect();

    let mut trial = Trial::new(Variation::default());
    assert!(losses.into_iter().eq(trial.by_ref().take(60)));
    assert_eq!(trial.params, trainer.params);
    assert_eq!(trial.stream().random(), rng.random());
}
