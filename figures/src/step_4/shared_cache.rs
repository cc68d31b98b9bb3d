//! Models of two layers that were trained with a cache for each, read with one
//! cache for both.

use runs::{corpus, mean_over, validation_set};
use step_2_autograd::{Scalar, linear, mean_loss};
use step_3_attention::{Cache, gpt::add, rms_norm};
use step_4_transformer::Gpt;
use typeset::{Facts, fixed};

use super::trials::Optimizer::Descent;
use super::trials::{SEEDS, Trial};
use crate::spread::Spread;

/// What one cache for both costs over a cache for each, start by start.
pub struct Cost {
    /// On all validation names.
    pub all: Spread,
    short: Spread,
    long: Spread,
}

impl Cost {
    /// For two layers, trained so.
    pub fn of(trial: Trial) -> Self {
        let (names, _) = corpus();
        let all = validation_set(&names.docs);
        let (short, long) = by_length(all);
        let models = two_layers(trial).models(SEEDS);
        let of = |docs: &[Vec<usize>]| {
            let costs = models.iter().map(|params| {
                let gpt = Gpt::new(two_layers(trial).config(), params);
                mean_over(docs, |it| shared(&gpt, it, true))
                    - mean_over(docs, |it| gpt.loss(it))
            });
            Spread::of(&costs.collect::<Vec<_>>())
        };
        Cost {
            all: of(all),
            short: of(&short),
            long: of(&long),
        }
    }
}

const fn two_layers(trial: Trial) -> Trial {
    Trial {
        n_layer: 2,
        ..trial
    }
}

/// The names of at most 7 letters, and the longer ones: with two entries per
/// token, 16 positions are 8 tokens.
fn by_length(docs: &[Vec<usize>]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    docs.iter().cloned().partition(|doc| doc.len() - 1 <= 8)
}

/// The loss of a document if the layers write into one cache. The position is
/// counted apart, or is how many entries the cache has.
fn shared<S: Scalar>(gpt: &Gpt<S>, tokens: &[usize], is_counted: bool) -> S {
    let mut cache = Cache::new();
    let mut count = 0;
    mean_loss(tokens, |token| {
        let position = if is_counted { count } else { cache.len() };
        count += 1;
        let x = add(gpt.wte.row(token), gpt.wpe.row(position));
        let mut x = rms_norm(&x);
        for layer in &gpt.layers {
            let n_head = gpt.config.n_head;
            let attended = layer.attention(&rms_norm(&x), &mut cache, n_head);
            x = add(&attended, &x);
            x = add(&layer.mlp(&rms_norm(&x)), &x);
        }
        linear(&x, &gpt.lm_head)
    })
}

/// The numbers of the sentences around the table.
pub fn facts(facts: Facts) -> Facts {
    let (names, _) = corpus();
    let all = validation_set(&names.docs);
    let (short, _) = by_length(all);
    let trial = two_layers(Trial::by(Descent));
    let harm = trial.models(SEEDS).into_iter().map(|params| {
        let gpt = Gpt::new(trial.config(), &params);
        mean_over(&short, |it| shared(&gpt, it, false))
            - mean_over(&short, |it| gpt.loss(it))
    });
    let harm = Spread::of(&harm.collect::<Vec<_>>());
    assert!(harm.least > 0.25 && harm.most < 0.35, "about as much");
    let cost = Cost::of(Trial::by(Descent));
    assert!(cost.all.least < 0.0 && cost.all.most > 0.0, "evens out");
    assert!(cost.short.least > 0.0, "short names lose, each time");
    assert!(cost.long.most < 0.0, "long names gain, each time");
    facts.with("positions-harm", fixed(harm.mean, 1))
}
