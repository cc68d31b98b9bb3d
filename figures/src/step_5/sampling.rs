//! Names from a model.

use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};

/// `count` names, as tokens without BOS.
pub fn sample_names(
    params: &[f64],
    rng: &mut PythonRandom,
    temperature: f64,
    count: usize,
) -> Vec<Vec<usize>> {
    let config = Config::of_the_guide(27);
    let model = Gpt::new(config, params);
    let one = |_| {
        let mut cache = Cache::new(config.n_layer);
        sample(26, config.block_size, rng, |token| {
            let logits = model.logits(token, &mut cache);
            softmax(&at_temperature(&logits, temperature))
        })
    };
    (0..count).map(one).collect()
}
