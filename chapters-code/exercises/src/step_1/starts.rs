//! Initial weights that are not random everywhere.

use portable::PythonRandom;
use step_1_gradient_descent::{
    N_EMBD, N_HIDDEN, analytic_gradient, initial_parameters,
};

// ANCHOR: start
/// How the numbers of a matrix begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// As they are drawn.
    Random,
    /// All of them this number.
    Constant(f64),
}

/// How many parameters `wte`, `mlp_fc1` and `mlp_fc2` have.
pub const fn sizes(vocab_size: usize) -> [usize; 3] {
    [
        vocab_size * N_EMBD,
        N_HIDDEN * N_EMBD,
        vocab_size * N_HIDDEN,
    ]
}
// ANCHOR_END: start

// ANCHOR: parameters-from
/// The parameters of the network, `[num_params]`, with a start for each of
/// `wte`, `mlp_fc1` and `mlp_fc2`. All are drawn first, so that those that stay
/// random are the same ones whatever becomes of the others.
///
/// ```
/// use exercises::step_1::starts::{Start::*, parameters_from};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let params = parameters_from(27, [Constant(0.5), Random, Random], &mut rng);
/// assert!(params[..27 * 16].iter().all(|&p| p == 0.5));
/// ```
pub fn parameters_from(
    vocab_size: usize,
    starts: [Start; 3],
    rng: &mut PythonRandom,
) -> Vec<f64> {
    let sizes = sizes(vocab_size);
    let mut params = initial_parameters(sizes.iter().sum(), rng);
    let mut rest = &mut params[..];
    for (size, start) in sizes.into_iter().zip(starts) {
        let (matrix, others) = rest.split_at_mut(size);
        if let Start::Constant(number) = start {
            matrix.fill(number);
        }
        rest = others;
    }
    params
}
// ANCHOR_END: parameters-from

// ANCHOR: slopes
/// How many slopes of `wte`, `mlp_fc1` and `mlp_fc2` are not zero for this
/// document: how much of each matrix it can move.
///
/// ```
/// use exercises::step_1::starts::slopes;
///
/// let params = vec![0.0; step_1_gradient_descent::num_params(27)];
/// assert_eq!(slopes(27, &params, &[26, 0, 21, 0, 26]), [0, 0, 0]);
/// ```
pub fn slopes(
    vocab_size: usize,
    params: &[f64],
    tokens: &[usize],
) -> [usize; 3] {
    let (_, grad) = analytic_gradient(vocab_size, params, tokens);
    let mut rest = &grad[..];
    sizes(vocab_size).map(|size| {
        let (matrix, others) = rest.split_at(size);
        rest = others;
        matrix.iter().filter(|&&slope| slope != 0.0).count()
    })
}
// ANCHOR_END: slopes
