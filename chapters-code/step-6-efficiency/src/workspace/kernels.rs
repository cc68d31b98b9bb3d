//! The loops in which the time goes, over slices. Each inner loop runs along a
//! row, so that it reads and writes memory in order.
//!
//! Functions called `add_…` add to what is there.

use std::iter::zip;

use portable::math;

/// `y += c x`, number by number: the loop inside the products.
#[inline]
pub fn add_scaled(y: &mut [f64], c: f64, x: &[f64]) {
    for (y, x) in zip(y, x) {
        *y += c * x;
    }
}

/// `Σ_j a_j b_j`
#[inline]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    zip(a, b).map(|(a, b)| a * b).sum()
}

// ANCHOR: add-product
/// `C += A B`. Shapes: `c` `[m][n]`, `a` `[m][k]`, `b` `[k][n]`.
///
/// The loops go i, k, j: a whole row of `b` is added to a row of `c`, where
/// i, j, k would go down a column of `b`.
///
/// ```
/// use step_6_efficiency::workspace::kernels::add_product;
///
/// let mut c = [100.0, 0.0];
/// add_product(&mut c, &[1.0, 2.0], &[1.0, 3.0, 2.0, 4.0], 2);
/// assert_eq!(c, [105.0, 11.0]);
/// ```
pub fn add_product(c: &mut [f64], a: &[f64], b: &[f64], n: usize) {
    let k = b.len() / n;
    for (c_row, a_row) in zip(c.chunks_exact_mut(n), a.chunks_exact(k)) {
        for (&a_ik, b_row) in zip(a_row, b.chunks_exact(n)) {
            add_scaled(c_row, a_ik, b_row);
        }
    }
}

/// `C += Aᵀ B`, without turning `a`. Shapes: `c` `[m][n]`, `a` `[k][m]`, `b`
/// `[k][n]`.
///
/// ```
/// use step_6_efficiency::workspace::kernels::add_transposed_product;
///
/// let mut c = [0.0; 4];
/// add_transposed_product(&mut c, &[1.0, 2.0], &[3.0, 4.0], 2);
/// assert_eq!(c, [3.0, 4.0, 6.0, 8.0]);
/// ```
pub fn add_transposed_product(c: &mut [f64], a: &[f64], b: &[f64], n: usize) {
    let m = c.len() / n;
    for (a_row, b_row) in zip(a.chunks_exact(m), b.chunks_exact(n)) {
        for (&a_ki, c_row) in zip(a_row, c.chunks_exact_mut(n)) {
            add_scaled(c_row, a_ki, b_row);
        }
    }
}
// ANCHOR_END: add-product

/// Writes the columns of `w`, `[n_out][n_in]`, as rows.
pub fn transpose(w: &[f64], n_in: usize, transposed: &mut [f64]) {
    let n_out = w.len() / n_in;
    for (j, column) in transposed.chunks_exact_mut(n_out).enumerate() {
        for (t, row) in zip(column, w.chunks_exact(n_in)) {
            *t = row[j];
        }
    }
}

/// `y = s x` with `s = (mean(x²) + 1e-5)^(-1/2)`, row by row; keeps each
/// row's `s` for the way back.
pub fn rms_norm(x: &[f64], y: &mut [f64], scales: &mut [f64], n: usize) {
    let rows = zip(x.chunks_exact(n), y.chunks_exact_mut(n));
    for ((x, y), scale) in zip(rows, scales) {
        *scale = 1.0 / (dot(x, x) / n as f64 + 1e-5).sqrt();
        for (y, x) in zip(y, x) {
            *y = *scale * x;
        }
    }
}

/// `dx += s (dy - y mean(y dy))`, from what came out, row by row.
pub fn add_rms_norm_backward(
    y: &[f64],
    scales: &[f64],
    d_y: &[f64],
    d_x: &mut [f64],
    n: usize,
) {
    let grads = zip(d_y.chunks_exact(n), d_x.chunks_exact_mut(n));
    let rows = zip(y.chunks_exact(n), scales);
    for ((y, scale), (d_y, d_x)) in zip(rows, grads) {
        let along = dot(y, d_y) / n as f64;
        for ((d_x, d_y), y) in zip(zip(d_x, d_y), y) {
            *d_x += scale * (d_y - y * along);
        }
    }
}

/// Turns logits into probabilities, in their place.
pub fn softmax(logits: &mut [f64]) {
    let max = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for z in logits.iter_mut() {
        *z = math::exp(*z - max);
        total += *z;
    }
    for p in logits {
        *p /= total;
    }
}

/// Turns each row of logits into its gradient, `(p - 1[target]) / n`, and
/// returns the mean of `-ln p(target)`.
pub fn cross_entropy(
    logits: &mut [f64],
    targets: &[usize],
    vocab_size: usize,
) -> f64 {
    let n = targets.len() as f64;
    let mut loss = 0.0;
    for (row, &target) in zip(logits.chunks_exact_mut(vocab_size), targets) {
        softmax(row);
        loss -= math::ln(row[target]);
        row[target] -= 1.0;
        for d in row {
            *d /= n;
        }
    }
    loss / n
}
