//! One matrix for both ends of the model.

use step_4_transformer::Config;

// ANCHOR: tied
/// How many parameters a model has whose `lm_head` is `wte` (Press and Wolf,
/// 2017).
///
/// ```
/// use exercises::step_4::tied::num_params_tied;
/// use step_4_transformer::Config;
///
/// assert_eq!(num_params_tied(Config::of_the_guide(27)), 4192 - 27 * 16);
/// ```
pub fn num_params_tied(config: Config) -> usize {
    config.num_params() - config.vocab_size * config.n_embd
}

/// The parameters as [`Gpt::new`](step_4_transformer::Gpt::new) wants them:
/// `wte` stands in the place of `lm_head`, too. `params` are
/// `[num_params_tied]`: `wte`, `wpe`, and the layers.
///
/// # Panics
///
/// If `params` has not even the embeddings.
///
/// ```
/// use exercises::step_4::tied::tied;
/// use step_4_transformer::Config;
///
/// let config = Config {
///     vocab_size: 2,
///     block_size: 1,
///     n_embd: 1,
///     n_head: 1,
///     n_layer: 0,
/// };
/// assert_eq!(tied(config, &[0.1, 0.2, 0.3]), [0.1, 0.2, 0.3, 0.1, 0.2]);
/// ```
pub fn tied<S: Copy>(config: Config, params: &[S]) -> Vec<S> {
    let wte = config.vocab_size * config.n_embd;
    let wpe = config.block_size * config.n_embd;
    let (embeddings, layers) = params.split_at(wte + wpe);
    [embeddings, &embeddings[..wte], layers].concat()
}
// ANCHOR_END: tied

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;
    use portable::PythonRandom;
    use step_1_gradient_descent::initial_parameters;
    use step_2_autograd::Tape;
    use step_4_transformer::Gpt;

    use super::*;

    #[test]
    fn the_gradient_is_the_sum_of_both_uses() {
        let config = Config::of_the_guide(27);
        let mut rng = PythonRandom::new(42);
        let params = initial_parameters(num_params_tied(config), &mut rng);
        let ava = [26, 0, 21, 0, 26];

        let tape = Tape::new();
        let weights = tape.leaves(&params);
        let both = tied(config, &weights);
        let grads = Gpt::new(config, &both).loss(&ava).backward();
        let shared = grads.first(27 * 16);

        let tape = Tape::new();
        let weights = tape.leaves(&tied(config, &params));
        let grads = Gpt::new(config, &weights).loss(&ava).backward();
        let apart = grads.first(weights.len());
        let lm_head = &apart[(27 + 16) * 16..][..27 * 16];
        for ((shared, wte), lm_head) in shared.iter().zip(apart).zip(lm_head) {
            assert_relative_eq!(
                *shared,
                wte + lm_head,
                epsilon = 1e-16,
                max_relative = 1e-12
            );
        }
    }
}
