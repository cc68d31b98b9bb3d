//! Another bend: the hyperbolic tangent.

use portable::math;
use step_1_gradient_descent::analytic::linear_backward;
use step_1_gradient_descent::{Mlp, N_EMBD, N_HIDDEN, linear, softmax};

// ANCHOR: tanh
/// The hyperbolic tangent of each number, `1 - 2 / (e^2x + 1)`: near 0 it is
/// about `x`, far from it almost 1 or -1.
///
/// ```
/// use exercises::step_1::tanh::tanh;
///
/// assert_eq!(tanh(&[-1000.0, 0.0, 1000.0]), [-1.0, 0.0, 1.0]);
/// ```
pub fn tanh(x: &[f64]) -> Vec<f64> {
    let tanh = |x| 1.0 - 2.0 / (math::exp(2.0 * x) + 1.0);
    x.iter().copied().map(tanh).collect()
}

/// The chain rule through [`tanh`], whose slope is `1 - h²` where its result
/// is `h`: from the gradient of the result, `dy`, to that of the input.
///
/// ```
/// use exercises::step_1::tanh::tanh_backward;
///
/// assert_eq!(tanh_backward(&[5.0, 8.0], &[0.0, 0.5]), [5.0, 6.0]);
/// ```
pub fn tanh_backward(dy: &[f64], h: &[f64]) -> Vec<f64> {
    let slope = |h: &f64| 1.0 - h * h;
    dy.iter().zip(h).map(|(dy, h)| dy * slope(h)).collect()
}
// ANCHOR_END: tanh

// ANCHOR: gradient
/// The loss of a document and its gradient, `[num_params]`, as
/// [`analytic_gradient`](step_1_gradient_descent::analytic_gradient) finds
/// them, for the network with [`tanh`] in the place of `relu`.
pub fn gradient(
    vocab_size: usize,
    params: &[f64],
    tokens: &[usize],
) -> (f64, Vec<f64>) {
    let mlp = Mlp::new(vocab_size, params);
    let mut grad = vec![0.0; params.len()];
    let (d_wte, rest) = grad.split_at_mut(vocab_size * N_EMBD);
    let (d_fc1, d_fc2) = rest.split_at_mut(N_HIDDEN * N_EMBD);
    let mut loss = 0.0;
    let pairs = tokens.windows(2);
    let n = pairs.len() as f64;
    for pair in pairs {
        let (token, target) = (pair[0], pair[1]);
        let x = mlp.wte.row(token);
        let h = tanh(&linear(x, &mlp.mlp_fc1));
        let probs = softmax(&linear(&h, &mlp.mlp_fc2));
        loss -= math::ln(probs[target]) / n;

        let mut d_logits: Vec<f64> = probs.iter().map(|p| p / n).collect();
        d_logits[target] -= 1.0 / n;
        let d_h = linear_backward(&d_logits, &h, &mlp.mlp_fc2, d_fc2);
        let d_h_pre = tanh_backward(&d_h, &h);
        let d_x = linear_backward(&d_h_pre, x, &mlp.mlp_fc1, d_fc1);
        for (d_row, d_x) in d_wte[token * N_EMBD..].iter_mut().zip(d_x) {
            *d_row += d_x;
        }
    }
    (loss, grad)
}
// ANCHOR_END: gradient

#[cfg(test)]
mod tests {
    use super::gradient;
    use step_1_gradient_descent::{initial_parameters, num_params};

    #[test]
    fn it_is_what_nudging_finds() {
        let doc = [2, 0, 0, 1, 2];
        let mut rng = portable::PythonRandom::new(42);
        let params = initial_parameters(num_params(3), &mut rng);
        let mut params: Vec<f64> = params.iter().map(|p| 5.0 * p).collect();
        let (_, grad) = gradient(3, &params, &doc);
        for i in 0..params.len() {
            let old = params[i];
            let [up, down] = [1e-5, -1e-5].map(|nudge| {
                params[i] = old + nudge;
                gradient(3, &params, &doc).0
            });
            params[i] = old;
            approx::assert_abs_diff_eq!(
                grad[i],
                (up - down) / 2e-5,
                epsilon = 1e-8
            );
        }
    }
}
