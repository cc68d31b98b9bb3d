//! Step 6's layers between the products, on rows that are a stride apart.

use step_6_efficiency::vector::functions::{constant, exp, reciprocal};
use step_6_efficiency::vector::simd::{Float, Vector};

use super::shape::Shape;

/// `y = s x` with `s = (mean(x²) + 1e-5)^(-1/2)`; keeps each position's `s`
/// for the way back. Shapes: `x`, `y` `[features][stride]`, `scales`
/// `[columns]`.
#[inline(always)]
pub fn rms_norm<V: Vector>(
    simd: V::Simd,
    shape: Shape,
    x: &[V::Float],
    y: &mut [V::Float],
    scales: &mut [V::Float],
) {
    let per_feature = constant::<V>(simd, shape.stride as f64 / x.len() as f64);
    for t in (0..shape.columns()).step_by(V::N) {
        let mean_square = dot::<V>(simd, shape, x, x, t) * per_feature;
        let scale =
            reciprocal(simd, (mean_square + constant(simd, 1e-5)).sqrt());
        scale.store(&mut scales[t..]);
        for i in (t..x.len()).step_by(shape.stride) {
            (scale * V::load(simd, &x[i..])).store(&mut y[i..]);
        }
    }
}

/// `dx += s (dy - y mean(y dy))`
#[inline(always)]
pub fn add_rms_norm_backward<V: Vector>(
    simd: V::Simd,
    shape: Shape,
    y: &[V::Float],
    scales: &[V::Float],
    d_y: &[V::Float],
    d_x: &mut [V::Float],
) {
    let per_feature =
        constant::<V>(simd, -(shape.stride as f64) / y.len() as f64);
    for t in (0..shape.columns()).step_by(V::N) {
        let scale = V::load(simd, &scales[t..]);
        let along = dot::<V>(simd, shape, y, d_y, t) * per_feature;
        for i in (t..y.len()).step_by(shape.stride) {
            let (y, d_y) = (V::load(simd, &y[i..]), V::load(simd, &d_y[i..]));
            let sum = V::load(simd, &d_x[i..]);
            let d = y.mul_add(along, d_y);
            d.mul_add(scale, sum).store(&mut d_x[i..]);
        }
    }
}

/// The dot products of the columns from `t` on, over all features. Four sums,
/// since an addition cannot begin before the one before it has ended.
#[inline(always)]
fn dot<V: Vector>(
    simd: V::Simd,
    shape: Shape,
    a: &[V::Float],
    b: &[V::Float],
    t: usize,
) -> V {
    let n = shape.stride;
    let mut sums = [V::splat(simd, V::Float::ZERO); 4];
    let mut i = t;
    while i + 3 * n < a.len() {
        for (r, sum) in sums.iter_mut().enumerate() {
            let (a, b) = (&a[i + r * n..], &b[i + r * n..]);
            *sum = V::load(simd, a).mul_add(V::load(simd, b), *sum);
        }
        i += 4 * n;
    }
    while i < a.len() {
        let (a, b) = (V::load(simd, &a[i..]), V::load(simd, &b[i..]));
        sums[0] = a.mul_add(b, sums[0]);
        i += n;
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// Turns logits, `[vocab_size][stride]`, into their gradient,
/// `(p - 1[target]) scale`, and 0 where no position is. Puts `-ln p(target)`
/// of each position, in nats, into `losses`, `[windows][len]`. `positions`
/// counts from 0, in each window.
#[inline(always)]
pub fn cross_entropy<V: Vector>(
    simd: V::Simd,
    shape: Shape,
    logits: &mut [V::Float],
    targets: &[&[usize]],
    scale: f64,
    losses: &mut [f64],
) {
    for window in 0..shape.windows {
        for t in (0..shape.n).step_by(V::N) {
            let t = window * shape.n + t;
            softmax::<V>(simd, shape, logits, t);
        }
    }
    let len = shape.len;
    for (window, targets) in targets.iter().enumerate() {
        for (t, &target) in targets.iter().enumerate() {
            let p = logits[shape.at(target, window) + t].to_f64();
            losses[window * len + t] = -portable::math::ln(p);
        }
    }
    let one = V::Float::from_f64(scale);
    let scale = V::splat(simd, one);
    for row in logits.chunks_exact_mut(shape.stride) {
        for window in 0..shape.windows {
            let row = &mut row[window * shape.n..][..shape.n];
            for p in row.chunks_exact_mut(V::N) {
                (V::load(simd, p) * scale).store(p);
            }
            row[len..].fill(V::Float::ZERO);
        }
    }
    for (window, targets) in targets.iter().enumerate() {
        for (t, &target) in targets.iter().enumerate() {
            let d = &mut logits[shape.at(target, window) + t];
            *d = *d - one;
        }
    }
}

// ANCHOR: leave-out
/// Makes the loss and the gradient of the logits 0 for each target that does
/// not count. Shapes: `mask` and `losses` `[windows][len]`, `d_logits`
/// `[vocab_size][stride]`.
pub fn leave_out<F: Float>(
    shape: Shape,
    mask: &[&[bool]],
    d_logits: &mut [F],
    losses: &mut [f64],
) {
    for (window, mask) in mask.iter().enumerate() {
        let first = window * shape.n;
        let left_out = (0..shape.len).filter(|&t| !mask[t]);
        for t in left_out {
            losses[window * shape.len + t] = 0.0;
            for row in d_logits.chunks_exact_mut(shape.stride) {
                row[first + t] = F::ZERO;
            }
        }
    }
}
// ANCHOR_END: leave-out

/// Softmax down the columns from `t` on.
#[inline(always)]
fn softmax<V: Vector>(
    simd: V::Simd,
    shape: Shape,
    x: &mut [V::Float],
    t: usize,
) {
    let n = shape.stride;
    let mut max = V::load(simd, &x[t..]);
    for i in (t..x.len()).step_by(n) {
        max = max.max(V::load(simd, &x[i..]));
    }
    let mut total = V::splat(simd, V::Float::ZERO);
    for i in (t..x.len()).step_by(n) {
        let e = exp(simd, V::load(simd, &x[i..]) - max);
        e.store(&mut x[i..]);
        total = total + e;
    }
    let inverse = reciprocal(simd, total);
    for i in (t..x.len()).step_by(n) {
        (V::load(simd, &x[i..]) * inverse).store(&mut x[i..]);
    }
}
