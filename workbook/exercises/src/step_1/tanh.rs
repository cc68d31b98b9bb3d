//! 1.D Another Bend
//!
//! The page: `src/step-1-gradient-descent/exercises.md`.

use portable::math;
use step_1_gradient_descent::analytic::linear_backward;
use step_1_gradient_descent::{Mlp, N_EMBD, N_HIDDEN, linear, softmax};

/// The hyperbolic tangent of each number, `1 - 2 / (e^2x + 1)`: near 0 it is
/// about `x`, far from it almost 1 or -1.
///
/// ```
/// use workbook_exercises::step_1::tanh::tanh;
///
/// assert_eq!(tanh(&[-1000.0, 0.0, 1000.0]), [-1.0, 0.0, 1.0]);
/// ```
pub fn tanh(x: &[f64]) -> Vec<f64> {
    todo!()
}

/// The chain rule through [`tanh`], whose slope is `1 - h²` where its result
/// is `h`: from the gradient of the result, `dy`, to that of the input.
///
/// ```
/// use workbook_exercises::step_1::tanh::tanh_backward;
///
/// assert_eq!(tanh_backward(&[5.0, 8.0], &[0.0, 0.5]), [5.0, 6.0]);
/// ```
pub fn tanh_backward(dy: &[f64], h: &[f64]) -> Vec<f64> {
    todo!()
}

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
