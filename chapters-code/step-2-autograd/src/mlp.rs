//! The network of Step 1, run on any kind of number.

use step_1_gradient_descent::Mlp;

use crate::{Scalar, linear, mean_loss, relu};

// ANCHOR: logits
/// A score for each possible next token: `[vocab_size]`.
///
/// ```
/// use step_1_gradient_descent::{Mlp, num_params};
/// use step_2_autograd::{Tape, mlp::logits};
///
/// let params = vec![0.1; num_params(27)];
/// let tape = Tape::new();
/// let weights = tape.leaves(&params);
/// let on_the_tape = logits(&Mlp::new(27, &weights), 0);
/// let in_f64 = logits(&Mlp::new(27, &params), 0);
/// assert_eq!(on_the_tape[5].data(), in_f64[5]);
/// ```
pub fn logits<S: Scalar>(mlp: &Mlp<S>, token: usize) -> Vec<S> {
    let x = mlp.wte.row(token); // [N_EMBD]
    let h = relu(&linear(x, &mlp.mlp_fc1)); // [N_HIDDEN]
    linear(&h, &mlp.mlp_fc2)
}
// ANCHOR_END: logits

// ANCHOR: loss
/// The mean over the pairs of `tokens` of `-ln p(target | token)`.
///
/// ```
/// use step_1_gradient_descent::{Mlp, num_params};
///
/// let params = vec![0.0; num_params(27)];
/// let mlp = Mlp::new(27, &params);
/// let loss = step_2_autograd::mlp::loss(&mlp, &[26, 0, 21, 0, 26]);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
pub fn loss<S: Scalar>(mlp: &Mlp<S>, tokens: &[usize]) -> S {
    mean_loss(tokens, |token| logits(mlp, token))
}
// ANCHOR_END: loss
