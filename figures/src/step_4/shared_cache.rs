//! Models of two layers that were trained with a cache for each, read with one
//! cache for both.

use runs::{corpus, mean_over, validation_set};
use step_2_autograd::{Scalar, linear, mean_loss};
use step_3_attention::{Cache, gpt::add, rms_norm};
use step_4_transformer::{Config, Gpt};
use typeset::{Facts, Table, fixed};

use super::deeper::LONG;
use super::trials::Optimizer::{Adam, Descent};
use super::trials::{SEEDS, Trial};
use crate::exercises::trained::{Model, validation_losses};
use crate::spread::Spread;

/// What one cache for both costs over a cache for each, start by start.
struct Cost {
    all: Spread,
    short: Spread,
    long: Spread,
}

pub fn figure() -> String {
    let rows = [
        ("Step 4’s", Trial::by(Descent)),
        ("Step 5’s", Trial::by(Adam)),
        (
            "Step 5’s, 3,000 names",
            Trial {
                num_steps: LONG,
                ..Trial::by(Adam)
            },
        ),
    ];
    let costs = rows.each_ref().map(|(_, trial)| Cost::of(*trial));
    check(&costs);
    let mut table = Table::new()
        .left("trained by")
        .right("all names")
        .right("up to 7 letters")
        .right("longer");
    for ((name, _), cost) in rows.iter().zip(&costs) {
        let cells = [&cost.all, &cost.short, &cost.long];
        let cells = cells.map(|it| it.thousandths());
        table = table.row([(*name).to_owned()].into_iter().chain(cells));
    }
    table.to_string()
}

/// That the text is right.
fn check([step_4, step_5, more_names]: &[Cost; 3]) {
    for cost in [step_4, step_5] {
        assert!(cost.all.least < 0.0 && cost.all.most > 0.0, "evens out");
        assert!(cost.short.least > 0.0, "short names lose, each time");
        assert!(cost.long.most < 0.0, "long names gain, each time");
    }
    assert!(more_names.all.least > 0.005, "here it harms, each time");
    assert!(more_names.long.least < 0.0 && more_names.long.most > 0.0);
}

impl Cost {
    fn of(trial: Trial) -> Self {
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

/// A model that never had more than one cache, in training either.
struct OneCache;

impl Model for OneCache {
    fn num_params(&self) -> usize {
        two_layers(Trial::by(Adam)).config().num_params()
    }

    fn of_the_book(&self) -> Option<Config> {
        None
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        let config = two_layers(Trial::by(Adam)).config();
        shared(&Gpt::new(config, params), tokens, true)
    }
}

/// The numbers of the sentences around the table.
pub fn facts(facts: Facts) -> Facts {
    let (names, _) = corpus();
    let all = validation_set(&names.docs);
    let (short, long) = by_length(all);
    let trial = two_layers(Trial::by(Descent));
    let harm = trial.models(SEEDS).into_iter().map(|params| {
        let gpt = Gpt::new(trial.config(), &params);
        mean_over(&short, |it| shared(&gpt, it, false))
            - mean_over(&short, |it| gpt.loss(it))
    });
    let harm = Spread::of(&harm.collect::<Vec<_>>());
    let own = two_layers(Trial::by(Adam)).losses(SEEDS);
    let one = &validation_losses(&[OneCache], SEEDS)[0];
    let gain = Spread::between(&own, one);
    assert!(gain.least > 0.0, "trained with one, it is no worse");
    facts
        .with("too-long", long.len())
        .with("num-validation", all.len())
        .with("positions-harm-least", fixed(harm.least, 2))
        .with("positions-harm-most", fixed(harm.most, 2))
        .with("own-caches", fixed(Spread::of(&own).mean, 3))
        .with("one-cache", fixed(Spread::of(one).mean, 3))
}
