//! 1.2 The Parameters
//!
//! The page: `src/step-1-gradient-descent/1.2-the-parameters.md`.

use std::slice::ChunksExact;

use portable::PythonRandom;

/// The standard deviation of the initial weights.
pub const INIT_STD_DEV: f64 = 0.08;

/// `n` initial weights: small random numbers around 0.
///
/// ```
/// use workbook::step_1::initial_parameters;
///
/// let params = initial_parameters(4, &mut portable::PythonRandom::new(42));
/// assert_eq!(params.len(), 4);
/// assert!(params.iter().all(|w| w.abs() < 0.5));
/// ```
pub fn initial_parameters(n: usize, rng: &mut PythonRandom) -> Vec<f64> {
    todo!()
}

/// `n_out` rows of `n_in` numbers, row after row: `[n_out][n_in]`.
///
/// It borrows them from the one flat list of all parameters, so that one loop
/// can update everything and no number has two owners.
///
/// ```
/// use workbook::step_1::Matrix;
///
/// let params = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
/// let mut rest = &params[..];
/// let w = Matrix::take(&mut rest, 2, 2);
/// assert_eq!(w.row(1), [0.3, 0.4]);
/// assert_eq!(rest, [0.5, 0.6]);
/// ```
#[derive(Debug)]
pub struct Matrix<'p, S = f64> {
    pub data: &'p [S],
    pub n_in: usize,
}

impl<'p, S> Matrix<'p, S> {
    /// Takes the next `n_out * n_in` numbers off the front of `params`.
    ///
    /// # Panics
    ///
    /// If `params` has fewer.
    pub fn take(params: &mut &'p [S], n_out: usize, n_in: usize) -> Self {
        todo!()
    }

    /// Row `i`: `[n_in]`.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    pub fn row(&self, i: usize) -> &'p [S] {
        todo!()
    }

    /// All rows, `[n_out]` of them.
    pub fn rows(&self) -> ChunksExact<'p, S> {
        todo!()
    }
}

/// Numbers per embedding.
pub const N_EMBD: usize = 16;

/// Numbers in the hidden layer.
pub const N_HIDDEN: usize = 4 * N_EMBD;

/// The network of Step 1, as three matrices over flat parameters.
///
/// ```
/// use workbook::step_1::{Mlp, num_params};
///
/// let params = vec![0.0; num_params(27)];
/// let mlp = Mlp::new(27, &params);
/// assert_eq!(mlp.logits(0), [0.0; 27]);
/// ```
#[derive(Debug)]
pub struct Mlp<'p, S = f64> {
    /// Token embeddings, `[vocab_size][N_EMBD]`.
    pub wte: Matrix<'p, S>,
    /// First layer, `[N_HIDDEN][N_EMBD]`.
    pub mlp_fc1: Matrix<'p, S>,
    /// Second layer, `[vocab_size][N_HIDDEN]`.
    pub mlp_fc2: Matrix<'p, S>,
}

impl<'p, S> Mlp<'p, S> {
    /// The network with these parameters, matrix after matrix.
    ///
    /// # Panics
    ///
    /// If they are not [`num_params`].
    pub fn new(vocab_size: usize, mut params: &'p [S]) -> Self {
        assert_eq!(params.len(), num_params(vocab_size), "one number each");
        Mlp {
            wte: Matrix::take(&mut params, vocab_size, N_EMBD),
            mlp_fc1: Matrix::take(&mut params, N_HIDDEN, N_EMBD),
            mlp_fc2: Matrix::take(&mut params, vocab_size, N_HIDDEN),
        }
    }
}

/// How many parameters the three matrices have in all.
///
/// ```
/// assert_eq!(workbook::step_1::num_params(27), 3184);
/// ```
pub const fn num_params(vocab_size: usize) -> usize {
    todo!()
}
