//! The numbers in the sentences of Step 4's exercises.

use exercises::step_4::tied::{num_params_tied, tied};
use exercises::step_4::without::Part;
use runs::{NUM_STEPS, corpus, mean_over, validation_set};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Facts, fixed, percent};

use super::super::without::losses;
use crate::spread::ends;
use crate::step_3::starts::range;

pub fn facts(facts: Facts) -> Facts {
    itself(doubled(frequencies(facts)))
}

/// Of 4.A: what a model costs that knows how frequent each token is.
fn frequencies(facts: Facts) -> Facts {
    let (corpus, _) = corpus();
    let mut counts = [0.0; 27];
    let learned = corpus.docs[..NUM_STEPS].iter();
    for &token in learned.flat_map(|doc| &doc[1..]) {
        counts[token] += 1.0;
    }
    let total: f64 = counts.iter().sum();
    let loss = mean_over(validation_set(&corpus.docs), |doc| {
        let losses = doc[1..].iter().map(|&token| counts[token] / total);
        let losses = losses.map(|p| -portable::math::ln(p));
        losses.sum::<f64>() / (doc.len() - 1) as f64
    });
    let replaced = &losses([Some(Part::Residuals)], 5)[0];
    assert!(ends(replaced)[0] < 2.55, "below the MLP of Step 1");
    facts
        .with("frequencies-loss", fixed(loss, 3))
        .with("replacing-losses", range(replaced, 2))
}

/// Of 4.B: how often a letter of the validation names is followed by itself.
fn doubled(facts: Facts) -> Facts {
    let (corpus, _) = corpus();
    let pairs = validation_set(&corpus.docs)
        .iter()
        .flat_map(|doc| doc[1..].windows(2));
    let doubled = pairs.clone().filter(|pair| pair[0] == pair[1]).count();
    let share = doubled as f64 / pairs.count() as f64;
    facts.with("doubled-letters", percent(share, 1))
}

/// Of 4.B: how many letters, each the first of a name, are the likeliest after
/// themselves to the untrained model with one matrix.
fn itself(facts: Facts) -> Facts {
    let config = Config::of_the_guide(27);
    let (_, mut rng) = corpus();
    let params = initial_parameters(num_params_tied(config), &mut rng);
    let params = tied(config, &params);
    let gpt = Gpt::new(config, &params);
    let is_likeliest = |&letter: &usize| {
        let mut cache = Cache::new(config.n_layer);
        gpt.logits(26, &mut cache);
        let logits = gpt.logits(letter, &mut cache);
        logits.iter().all(|&logit| logit <= logits[letter])
    };
    assert!(is_likeliest(&4), "an e after an e");
    facts.with("likeliest-itself", (0..26).filter(is_likeliest).count())
}
