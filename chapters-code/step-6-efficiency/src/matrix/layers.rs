//! Each layer of the model, forward and backward. A row is a position.
//!
//! A function `f_backward` is handed `∂loss/∂(what f gave)`, called `d_y`, and
//! returns `∂loss/∂(what f took)`, of the same shape.

use portable::math;

use super::dense::Matrix;

// ANCHOR: linear
/// `Y = X Wᵀ`: one dot product per position and row of `w`.
/// Shapes: `x` `[n][n_in]`, `w` `[n_out][n_in]`, result `[n][n_out]`.
pub fn linear(x: &Matrix, w: &Matrix) -> Matrix {
    x.times(&w.transpose())
}

/// The gradients of `x` and of `w`: `dX = dY W` and `dW = dYᵀ X`. The second
/// product is a sum over the positions.
///
/// ```
/// use step_6_efficiency::matrix::Matrix;
/// use step_6_efficiency::matrix::layers::linear_backward;
///
/// let x = Matrix::new(1, vec![1.0, 2.0]); // two positions
/// let w = Matrix::new(1, vec![10.0]);
/// let d_y = Matrix::new(1, vec![1.0, 1.0]);
/// let (d_x, d_w) = linear_backward(&x, &w, &d_y);
/// assert_eq!(d_x, Matrix::new(1, vec![10.0, 10.0]));
/// assert_eq!(d_w, Matrix::new(1, vec![3.0])); // both positions used it
/// ```
pub fn linear_backward(
    x: &Matrix,
    w: &Matrix,
    d_y: &Matrix,
) -> (Matrix, Matrix) {
    (d_y.times(w), d_y.transpose().times(x))
}
// ANCHOR_END: linear

/// Every row scaled so that the mean of its squares is 1 (RMSNorm: Zhang and
/// Sennrich, 2019): `y = s x` with `s = (mean(x²) + 1e-5)^(-1/2)`.
pub fn rms_norm(x: &Matrix) -> Matrix {
    Matrix::from_fn(x.n_rows(), x.n_cols(), |i, j| {
        x.row(i)[j] * scale(x.row(i))
    })
}

fn scale(x: &[f64]) -> f64 {
    1.0 / (dot(x, x) / x.len() as f64 + 1e-5).sqrt()
}

/// `dx = s (dy - y mean(y dy))`: the part of `dy` along `y` would only have
/// made the row longer, and the norm takes that back.
///
/// ```
/// use step_6_efficiency::matrix::Matrix;
/// use step_6_efficiency::matrix::layers::rms_norm_backward;
///
/// let x = Matrix::new(2, vec![5.0, 5.0]);
/// let d_x = rms_norm_backward(&x, &Matrix::new(2, vec![1.0, 1.0]));
/// assert!(d_x.row(0)[0].abs() < 1e-6); // longer is no different
/// let d_x = rms_norm_backward(&x, &Matrix::new(2, vec![1.0, -1.0]));
/// assert!((d_x.row(0)[0] - 0.2).abs() < 1e-6);
/// ```
pub fn rms_norm_backward(x: &Matrix, d_y: &Matrix) -> Matrix {
    let y = rms_norm(x);
    Matrix::from_fn(x.n_rows(), x.n_cols(), |i, j| {
        let along = dot(y.row(i), d_y.row(i)) / x.n_cols() as f64;
        scale(x.row(i)) * (d_y.row(i)[j] - y.row(i)[j] * along)
    })
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Cuts off below 0, number by number.
pub fn relu(x: &Matrix) -> Matrix {
    x.zip(x, |x, _| x.max(0.0))
}

/// Nothing flows back to what was cut off.
pub fn relu_backward(x: &Matrix, d_y: &Matrix) -> Matrix {
    x.zip(d_y, |x, d_y| if x > 0.0 { d_y } else { 0.0 })
}

// ANCHOR: softmax
/// Turns each row into probabilities: `p_j = exp(z_j) / Σ_k exp(z_k)`. A
/// logit of -∞ gets none.
///
/// ```
/// use step_6_efficiency::matrix::{Matrix, layers::softmax};
///
/// let p = softmax(&Matrix::new(3, vec![2.0, 2.0, f64::NEG_INFINITY]));
/// assert_eq!(p.row(0), [0.5, 0.5, 0.0]);
/// ```
pub fn softmax(logits: &Matrix) -> Matrix {
    let mut probs = logits.clone();
    for i in 0..probs.n_rows() {
        let row = probs.row_mut(i);
        let max = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for z in row.iter_mut() {
            *z = math::exp(*z - max);
        }
        let total: f64 = row.iter().sum();
        for p in row {
            *p /= total;
        }
    }
    probs
}

/// `dz_j = p_j (dp_j - Σ_k p_k dp_k)`: a logit gains only as far as its
/// probability is worth more than the others'.
pub fn softmax_backward(probs: &Matrix, d_probs: &Matrix) -> Matrix {
    Matrix::from_fn(probs.n_rows(), probs.n_cols(), |i, j| {
        let (p, d_p) = (probs.row(i), d_probs.row(i));
        p[j] * (d_p[j] - dot(p, d_p))
    })
}
// ANCHOR_END: softmax

// ANCHOR: attention
/// One head at all positions: every query meets every key up to its own.
/// Shapes: `q`, `k`, `v` `[n][head_dim]`; results: the weights `[n][n]`, row
/// by row those of a position, and what it gathered `[n][head_dim]`.
pub fn attention(q: &Matrix, k: &Matrix, v: &Matrix) -> (Matrix, Matrix) {
    let scores = q.times(&k.transpose()).scaled(1.0 / root(q.n_cols()));
    let logits = Matrix::from_fn(q.n_rows(), q.n_rows(), |t, s| {
        if s <= t {
            scores.row(t)[s]
        } else {
            f64::NEG_INFINITY // It has not been read yet.
        }
    });
    let weights = softmax(&logits);
    let gathered = weights.times(v);
    (weights, gathered)
}

fn root(head_dim: usize) -> f64 {
    (head_dim as f64).sqrt()
}
// ANCHOR_END: attention

// ANCHOR: attention-backward
/// The gradients of `q`, `k` and `v`. Those of a key and a value are sums over
/// all later positions, since each of them looked there.
pub fn attention_backward(
    [q, k, v]: [&Matrix; 3],
    weights: &Matrix,
    d_gathered: &Matrix,
) -> [Matrix; 3] {
    let d_weights = d_gathered.times(&v.transpose());
    let d_v = weights.transpose().times(d_gathered);
    let d_logits = softmax_backward(weights, &d_weights);
    let d_scores = d_logits.scaled(1.0 / root(q.n_cols()));
    let d_q = d_scores.times(k);
    let d_k = d_scores.transpose().times(q);
    [d_q, d_k, d_v]
}
// ANCHOR_END: attention-backward

/// The mean over the rows of `-ln p(target)`, and its gradient in the logits,
/// `(p - 1[target]) / n`: the derivation of Step 1, row by row.
///
/// # Panics
///
/// If a target is not in the vocabulary.
///
/// ```
/// use step_6_efficiency::matrix::{Matrix, layers::cross_entropy};
///
/// let (loss, d) = cross_entropy(&Matrix::new(2, vec![0.0, 0.0]), &[1]);
/// assert!((loss - portable::math::ln(2.0)).abs() < 1e-12);
/// assert_eq!(d.row(0), [0.5, -0.5]);
/// ```
pub fn cross_entropy(logits: &Matrix, targets: &[usize]) -> (f64, Matrix) {
    let n = targets.len() as f64;
    let mut d_logits = softmax(logits);
    let mut loss = 0.0;
    for (t, &target) in targets.iter().enumerate() {
        let p = &mut d_logits.row_mut(t)[target];
        loss -= math::ln(*p) / n;
        *p -= 1.0;
    }
    (loss, d_logits.scaled(1.0 / n))
}
