//! Models without a part, trained.

use exercises::step_4::without::{Part, logits_without};
use step_2_autograd::{Scalar, mean_loss};
use step_4_transformer::{Cache, Config, Gpt};

use super::trained::{Model, validation_losses};

const CONFIG: Config = Config::of_the_guide(27);

struct Without {
    missing: Option<Part>,
}

impl Model for Without {
    fn num_params(&self) -> usize {
        CONFIG.num_params()
    }

    fn of_the_book(&self) -> Option<Config> {
        self.missing.is_none().then_some(CONFIG)
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        let gpt = Gpt::new(CONFIG, params);
        let mut cache = Cache::new(CONFIG.n_layer);
        mean_loss(tokens, |token| {
            logits_without(&gpt, self.missing, token, &mut cache)
        })
    }
}

/// Validation losses of models, each without a part (the rows), from the run's
/// weights and from seeds (the columns).
pub fn losses<const N: usize>(
    missing: [Option<Part>; N],
    seeds: u32,
) -> Vec<Vec<f64>> {
    let models = missing.map(|missing| Without { missing });
    validation_losses(&models, seeds)
}
