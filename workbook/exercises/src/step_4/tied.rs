//! 4.B One Matrix for Both Ends
//!
//! The page: `src/step-4-transformer/exercises.md`.

use step_4_transformer::Config;

/// How many parameters a model has whose `lm_head` is `wte` (Press and Wolf,
/// 2017).
///
/// ```
/// use workbook_exercises::step_4::tied::num_params_tied;
/// use step_4_transformer::Config;
///
/// assert_eq!(num_params_tied(Config::of_the_guide(27)), 4192 - 27 * 16);
/// ```
pub fn num_params_tied(config: Config) -> usize {
    todo!()
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
/// use workbook_exercises::step_4::tied::tied;
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
    todo!()
}
