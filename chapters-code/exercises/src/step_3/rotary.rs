//! Positions inside attention.

use portable::math;
use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, attention_weights, rms_norm, weighted_sum};

// ANCHOR: rotate
/// How much slower the last pair turns than the first, nearly. The paper has
/// 10,000: its texts are longer than names.
pub const BASE: f64 = 100.0;

/// Turns each two neighbours of `x`, as a point of the plane, by an angle that
/// grows with the position (rotary embeddings: Su et al., 2021). Pair `i` of
/// `d / 2` turns by `position / BASE^(2i / d)` radians:
/// `(a, b)` becomes `(a cos - b sin, a sin + b cos)`. Shape: `[d]` to `[d]`.
///
/// ```
/// use exercises::step_3::rotary::rotate;
/// use step_2_autograd::Scalar;
///
/// let (q, k) = ([0.3, -1.2, 0.7, 2.0], [1.0, 0.5, -0.4, 0.1]);
/// let score = |i, j| f64::dot(&rotate(&q, i), &rotate(&k, j));
/// assert!((score(5, 3) - score(9, 7)).abs() < 1e-12); // two apart
/// assert!((score(5, 3) - score(3, 5)).abs() > 0.1);
/// ```
pub fn rotate<S: Scalar>(x: &[S], position: usize) -> Vec<S> {
    let d = x.len() as f64;
    let pairs = x.chunks_exact(2).zip(0_u32..);
    let turned = pairs.map(|(pair, i)| {
        let slower = math::powf(BASE, 2.0 * f64::from(i) / d);
        let angle = position as f64 / slower;
        let (sin, cos) = (math::sin(angle), math::cos(angle));
        let (a, b) = (pair[0], pair[1]);
        [a * cos - b * sin, a * sin + b * cos]
    });
    turned.flatten().collect()
}
// ANCHOR_END: rotate

// ANCHOR: turned-loss
/// [`Gpt::loss`] without `wpe`. Instead, `turn` gets each query and each key
/// with its position, and makes of it what is compared. `tokens` are at most
/// [`BLOCK_SIZE`](step_3_attention::BLOCK_SIZE) and one.
///
/// # Panics
///
/// If there is no pair.
pub fn turned_loss<S: Scalar>(
    gpt: &Gpt<S>,
    tokens: &[usize],
    turn: impl Fn(&[S], usize) -> Vec<S>,
) -> S {
    let mut cache = Cache::new();
    mean_loss(tokens, |token| {
        let position = cache.len();
        let x = rms_norm(gpt.wte.row(token));
        let normed = rms_norm(&x);
        let q = turn(&linear(&normed, &gpt.attn_wq), position);
        let k = turn(&linear(&normed, &gpt.attn_wk), position);
        cache.keys.push(k);
        cache.values.push(linear(&normed, &gpt.attn_wv));
        let weights = attention_weights(&q, &cache.keys);
        let gathered = weighted_sum(&weights, &cache.values);
        let x = add(&linear(&gathered, &gpt.attn_wo), &x);
        let h = relu(&linear(&rms_norm(&x), &gpt.mlp_fc1));
        linear(&add(&linear(&h, &gpt.mlp_fc2), &x), &gpt.lm_head)
    })
}
// ANCHOR_END: turned-loss

#[cfg(test)]
mod tests {
    use super::rotate;
    use approx::assert_relative_eq;
    use step_2_autograd::Scalar;

    #[test]
    fn turning_keeps_lengths() {
        let x = [0.3, -1.2, 0.7, 2.0];
        for position in 0..16 {
            let turned = rotate(&x, position);
            let square = f64::dot(&turned, &turned);
            assert_relative_eq!(
                square,
                f64::dot(&x, &x),
                epsilon = 0.0,
                max_relative = 1e-14
            );
        }
    }
}
