//! The loss with GELU in the place of `relu`, from several initial weights.

use exercises::step_4::gelu::gelu;
use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Cache, Config, Gpt};
use typeset::Table;

use super::trained::{Model, validation_losses};
use crate::spread::Spread;

const CONFIG: Config = Config::of_the_guide(27);

/// Step 4's model with this activation.
enum Activation {
    Relu,
    Gelu,
}

impl Model for Activation {
    fn num_params(&self) -> usize {
        CONFIG.num_params()
    }

    fn of_the_book(&self) -> Option<Config> {
        matches!(self, Activation::Relu).then_some(CONFIG)
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        let gpt = Gpt::new(CONFIG, params);
        let mut cache = Cache::new(CONFIG.n_layer);
        mean_loss(tokens, |token| {
            let x = add(gpt.wte.row(token), gpt.wpe.row(cache.len()));
            let mut x = rms_norm(&x);
            for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
                let n_head = CONFIG.n_head;
                x = add(&layer.attention(&rms_norm(&x), cache, n_head), &x);
                let h = linear(&rms_norm(&x), &layer.mlp_fc1);
                let h = match self {
                    Activation::Relu => relu(&h),
                    Activation::Gelu => h.into_iter().map(gelu).collect(),
                };
                x = add(&linear(&h, &layer.mlp_fc2), &x);
            }
            linear(&x, &gpt.lm_head)
        })
    }
}

pub fn figure() -> String {
    let rows = [Activation::Relu, Activation::Gelu];
    let losses = validation_losses(&rows, 5);
    let cost = Spread::between(&losses[1], &losses[0]);
    assert!(cost.least > 0.0, "behind from each start");
    let mut table = Table::new().left("activation").right("mean loss");
    for (name, losses) in [("ReLU", &losses[0]), ("GELU", &losses[1])] {
        let loss = Spread::of(losses).mean(3);
        table = table.row([name.to_owned(), loss]);
    }
    table.to_string()
}
