//! Three layers without residuals: which of the things that a vector goes
//! through is the one that loses what it says.

use step_2_autograd::{Scalar, linear, mean_loss};
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Cache, Config, Gpt};
use typeset::Table;

use super::trained::{Model, validation_losses};
use crate::spread::Spread;

const CONFIG: Config = Config {
    n_layer: 3,
    ..Config::of_the_guide(27)
};

/// What takes the place of a layer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chain {
    /// The layer as it is, with residuals.
    Layer,
    /// Attention, then the MLP.
    Both,
    /// The same, but each position takes its own value instead of a mean.
    OwnValue,
    /// Attention alone: means, and two matrices a layer instead of four.
    Means,
    /// The MLP alone: no mean, and two matrices.
    Mlps,
}

impl Model for Chain {
    fn num_params(&self) -> usize {
        CONFIG.num_params()
    }

    fn of_the_book(&self) -> Option<Config> {
        (*self == Chain::Layer).then_some(CONFIG)
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        let gpt = Gpt::new(CONFIG, params);
        let mut cache = Cache::new(CONFIG.n_layer);
        mean_loss(tokens, |token| match self {
            Chain::Layer => gpt.logits(token, &mut cache),
            _ => self.logits(&gpt, token, &mut cache),
        })
    }
}

impl Chain {
    /// As [`Gpt::logits`], but a block's result takes the place of its input.
    fn logits<S: Scalar>(
        self,
        gpt: &Gpt<S>,
        token: usize,
        cache: &mut Cache<S>,
    ) -> Vec<S> {
        let x = add(gpt.wte.row(token), gpt.wpe.row(cache.len()));
        let mut x = rms_norm(&x);
        for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
            let read = rms_norm(&x);
            // In any case, since the cache counts positions.
            let gathered = layer.attention(&read, cache, CONFIG.n_head);
            x = match self {
                Chain::OwnValue => {
                    linear(&linear(&read, &layer.attn_wv), &layer.attn_wo)
                }
                Chain::Mlps => x,
                _ => gathered,
            };
            if self != Chain::Means {
                x = layer.mlp(&rms_norm(&x));
            }
        }
        linear(&x, &gpt.lm_head)
    }
}

pub fn figure() -> String {
    let rows = [
        (Chain::Layer, "the residuals stay"),
        (Chain::Both, "no residuals"),
        (
            Chain::OwnValue,
            "no residuals, own value instead of the mean",
        ),
        (Chain::Means, "no residuals, no MLPs"),
        (Chain::Mlps, "no residuals, no attention"),
    ];
    let losses = validation_losses(&rows.map(|(chain, _)| chain), 3);
    check(&losses);
    let mut table = Table::new().left("three layers").right("mean loss");
    for ((_, name), losses) in rows.into_iter().zip(losses) {
        table = table.row([name.to_owned(), Spread::of(&losses).mean(2)]);
    }
    table.to_string()
}

/// That the text is right.
fn check(losses: &[Vec<f64>]) {
    let [_, both, own_value, means, mlps] = losses else {
        panic!("five rows");
    };
    assert!(Spread::of(both).most > 2.82, "no more than the frequencies");
    assert!(Spread::of(own_value).least > 2.65, "it is not the mean");
    assert!(Spread::between(both, mlps).least > 0.0, "from each start");
    let without_mlps = Spread::between(both, means);
    assert!(without_mlps.mean > 0.05, "on average");
    assert!(without_mlps.least < 0.0, "not from each start");
}
