//! Models without a part, trained.

use exercises::step_4::without::{Part, logits_without};
use step_2_autograd::{Scalar, mean_loss};
use step_4_transformer::{Cache, Config, Gpt};

use super::trained::{Model, validation_losses};

struct Without {
    config: Config,
    missing: Option<Part>,
}

impl Model for Without {
    fn num_params(&self) -> usize {
        self.config.num_params()
    }

    fn of_the_book(&self) -> Option<Config> {
        self.missing.is_none().then_some(self.config)
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        let gpt = Gpt::new(self.config, params);
        let mut cache = Cache::new(self.config.n_layer);
        mean_loss(tokens, |token| {
            logits_without(&gpt, self.missing, token, &mut cache)
        })
    }
}

/// Validation losses of models with so many layers, each without a part (the
/// rows), from the run's weights and from seeds (the columns).
pub fn losses<const N: usize>(
    n_layer: usize,
    missing: [Option<Part>; N],
    seeds: u32,
) -> Vec<Vec<f64>> {
    let guide = Config::of_the_guide(27);
    let config = Config { n_layer, ..guide };
    let models = missing.map(|missing| Without { config, missing });
    validation_losses(&models, seeds)
}
