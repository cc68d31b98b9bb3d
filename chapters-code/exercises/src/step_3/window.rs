//! Attention that sees only the last few positions.

use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, attention_weights, rms_norm, weighted_sum};

// ANCHOR: gather
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
/// use exercises::step_3::window::gather;
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
    let first = cache.len().saturating_sub(window);
    let weights = attention_weights(q, &cache.keys[first..]);
    weighted_sum(&weights, &cache.values[first..])
}
// ANCHOR_END: gather

// ANCHOR: windowed-loss
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
// ANCHOR_END: windowed-loss

#[cfg(test)]
mod tests {
    use super::windowed_loss;
    use step_1_gradient_descent::initial_parameters;
    use step_3_attention::{Gpt, num_params};

    #[test]
    fn a_wide_window_is_none() {
        let mut rng = portable::PythonRandom::new(42);
        let params = initial_parameters(num_params(27), &mut rng);
        let gpt = Gpt::new(27, &params);
        let emma = [26, 4, 12, 12, 0, 26];
        assert_eq!(windowed_loss(&gpt, &emma, 5), gpt.loss(&emma));
        assert_ne!(windowed_loss(&gpt, &emma, 4), gpt.loss(&emma));
    }
}
