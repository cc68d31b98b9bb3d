//! 3.B A Window
//!
//! The page: `src/step-3-attention/exercises.md`.

use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, attention_weights, rms_norm, weighted_sum};

/// The vector that a position gathers from the last `window` positions of the
/// cache, its own included; from all, if there are no more (sliding window
/// attention: Beltagy, Peters and Cohan, 2020). Shapes: `q` `[d]`, result
/// `[d]`.
///
/// # Panics
///
/// If the cache is empty, or `window` is 0.
///
/// ```
/// use workbook_exercises::step_3::window::gather;
/// use step_3_attention::Cache;
///
/// let mut cache = Cache::new();
/// cache.keys = vec![vec![0.0]; 3]; // all match alike
/// cache.values = vec![vec![1.0], vec![2.0], vec![6.0]];
/// assert_eq!(gather(&[1.0], &cache, 1), [6.0]);
/// assert_eq!(gather(&[1.0], &cache, 2), [4.0]);
/// assert_eq!(gather(&[1.0], &cache, 9), gather(&[1.0], &cache, 3));
/// ```
pub fn gather<S: Scalar>(q: &[S], cache: &Cache<S>, window: usize) -> Vec<S> {
    todo!()
}

/// [`Gpt::loss`] where each position gathers with [`gather`]. `tokens` are at
/// most [`BLOCK_SIZE`](step_3_attention::BLOCK_SIZE) and one.
///
/// # Panics
///
/// If there is no pair, or `window` is 0.
pub fn windowed_loss<S: Scalar>(
    gpt: &Gpt<S>,
    tokens: &[usize],
    window: usize,
) -> S {
    let mut cache = Cache::new();
    mean_loss(tokens, |token| {
        let x = add(gpt.wte.row(token), gpt.wpe.row(cache.len()));
        let x = rms_norm(&x);
        let normed = rms_norm(&x);
        cache.keys.push(linear(&normed, &gpt.attn_wk));
        cache.values.push(linear(&normed, &gpt.attn_wv));
        let q = linear(&normed, &gpt.attn_wq);
        let gathered = gather(&q, &cache, window);
        let x = add(&linear(&gathered, &gpt.attn_wo), &x);
        let h = relu(&linear(&rms_norm(&x), &gpt.mlp_fc1));
        linear(&add(&linear(&h, &gpt.mlp_fc2), &x), &gpt.lm_head)
    })
}
