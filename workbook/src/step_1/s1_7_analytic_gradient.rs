//! 1.7 Analytic Gradient
//!
//! The page: `src/step-1-gradient-descent/1.7-analytic-gradient.md`.

use portable::math;

use crate::step_1::{Matrix, Mlp, N_EMBD, N_HIDDEN, linear, relu, softmax};

/// The chain rule through [`linear`]: from the gradient of its result, `dy`
/// `[n_out]`, to that of its input, `[n_in]`; that of its matrix is added to
/// `dw` `[n_out * n_in]`.
///
/// `y_i = Σ_j w_ij x_j`, so `∂y_i/∂w_ij = x_j` and `∂y_i/∂x_j = w_ij`.
///
/// ```
/// use workbook::step_1::{Matrix, linear_backward};
///
/// let w = Matrix::take(&mut &[1.0, 2.0, 3.0, 4.0][..], 2, 2);
/// let mut dw = [0.0; 4];
/// let dx = linear_backward(&[1.0, 10.0], &[5.0, 6.0], &w, &mut dw);
/// assert_eq!(dx, [31.0, 42.0]);
/// assert_eq!(dw, [5.0, 6.0, 50.0, 60.0]);
/// ```
pub fn linear_backward(
    dy: &[f64],
    x: &[f64],
    w: &Matrix,
    dw: &mut [f64],
) -> Vec<f64> {
    todo!()
}

/// The chain rule through [`relu`]: its slope is 1 above 0, else 0.
///
/// ```
/// use workbook::step_1::relu_backward;
///
/// assert_eq!(relu_backward(&[5.0, 6.0], &[-1.5, 2.0]), [0.0, 6.0]);
/// ```
pub fn relu_backward(dy: &[f64], x: &[f64]) -> Vec<f64> {
    todo!()
}

/// The loss of a document and its gradient, `[num_params]`, by
/// backpropagation (Rumelhart, Hinton and Williams, 1986).
///
/// # Panics
///
/// If there is no pair.
///
/// ```
/// use workbook::step_1::{
///     analytic_gradient, initial_parameters, num_params, numerical_gradient,
/// };
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut params = initial_parameters(num_params(3), &mut rng);
/// let (_, n) = numerical_gradient(3, &mut params, &[2, 0, 2], 1e-5);
/// let (_, a) = analytic_gradient(3, &params, &[2, 0, 2]);
/// assert!(n.iter().zip(&a).all(|(n, a)| (n - a).abs() < 1e-6));
/// assert!(a.iter().any(|a| a.abs() > 1e-3));
/// ```
pub fn analytic_gradient(
    vocab_size: usize,
    params: &[f64],
    tokens: &[usize],
) -> (f64, Vec<f64>) {
    assert!(tokens.len() > 1, "a loss needs a pair of tokens");
    let mlp = Mlp::new(vocab_size, params);
    let mut grad = vec![0.0; params.len()];
    let mut loss = 0.0;
    let pairs = tokens.windows(2);
    let n = pairs.len() as f64;
    for pair in pairs {
        loss += mlp.add_gradient(pair[0], pair[1], n, &mut grad);
    }
    (loss / n, grad)
}

impl Mlp<'_> {
    /// The loss of one pair; adds its share of the gradient of the mean over
    /// `n` pairs to `grad`.
    pub fn add_gradient(
        &self,
        token: usize,
        target: usize,
        n: f64,
        grad: &mut [f64],
    ) -> f64 {
        todo!()
    }
}
