//! The loss with GELU in the place of `relu`, from several initial weights.

use exercises::step_4::gelu::gelu;
use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Table, fixed};

use super::trained::{Model, validation_losses};

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
    let losses = validation_losses(&rows, 4);
    let mut pairs = losses[0].iter().zip(&losses[1]);
    assert!(pairs.all(|(relu, gelu)| gelu > relu), "five times of five");
    let mut table = Table::new().left("activation").right("the run's weights");
    for seed in 1..=4 {
        table = table.right(format!("seed {seed}"));
    }
    for (name, losses) in ["ReLU", "GELU"].into_iter().zip(losses) {
        let losses = losses.iter().map(|&loss| fixed(loss, 4));
        table = table.row([name.to_owned()].into_iter().chain(losses));
    }
    table.to_string()
}
