//! The layers between the products. Everything is `[feature][position]`, and
//! `n` is the number of positions, a multiple of the lanes: a register holds
//! one feature of several positions, and no lane needs to know of another.

use super::functions::{constant, exp, reciprocal};
use super::simd::{Float, Vector};

/// `y = s x` with `s = (mean(x²) + 1e-5)^(-1/2)`; keeps each position's `s`
/// for the way back.
#[inline(always)]
pub fn rms_norm<V: Vector>(
    simd: V::Simd,
    x: &[V::Float],
    y: &mut [V::Float],
    scales: &mut [V::Float],
    n: usize,
) {
    let per_feature = constant::<V>(simd, n as f64 / x.len() as f64);
    for t in (0..n).step_by(V::N) {
        let mean_square = dot::<V>(simd, x, x, t, n) * per_feature;
        let scale =
            reciprocal(simd, (mean_square + constant(simd, 1e-5)).sqrt());
        scale.store(&mut scales[t..]);
        for i in (t..x.len()).step_by(n) {
            (scale * V::load(simd, &x[i..])).store(&mut y[i..]);
        }
    }
}

/// `dx += s (dy - y mean(y dy))`
#[inline(always)]
pub fn add_rms_norm_backward<V: Vector>(
    simd: V::Simd,
    y: &[V::Float],
    scales: &[V::Float],
    d_y: &[V::Float],
    d_x: &mut [V::Float],
    n: usize,
) {
    let per_feature = constant::<V>(simd, -(n as f64) / y.len() as f64);
    for t in (0..n).step_by(V::N) {
        let scale = V::load(simd, &scales[t..]);
        let along = dot::<V>(simd, y, d_y, t, n) * per_feature;
        for i in (t..y.len()).step_by(n) {
            let (y, d_y) = (V::load(simd, &y[i..]), V::load(simd, &d_y[i..]));
            let sum = V::load(simd, &d_x[i..]);
            let d = y.mul_add(along, d_y);
            d.mul_add(scale, sum).store(&mut d_x[i..]);
        }
    }
}

/// The dot products of the positions from `t` on, over all features. Four
/// sums, since an addition cannot begin before the one before it has ended.
#[inline(always)]
fn dot<V: Vector>(
    simd: V::Simd,
    a: &[V::Float],
    b: &[V::Float],
    t: usize,
    n: usize,
) -> V {
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

// ANCHOR: relu
/// Cuts off below 0.
#[inline(always)]
pub fn relu<V: Vector>(simd: V::Simd, x: &mut [V::Float]) {
    let zero = V::splat(simd, V::Float::ZERO);
    for x in x.chunks_exact_mut(V::N) {
        V::load(simd, x).max(zero).store(x);
    }
}
// ANCHOR_END: relu

/// Nothing flows back to what was cut off.
#[inline(always)]
pub fn relu_backward<V: Vector>(
    simd: V::Simd,
    y: &[V::Float],
    d: &mut [V::Float],
) {
    let zero = V::splat(simd, V::Float::ZERO);
    for (y, d) in y.chunks_exact(V::N).zip(d.chunks_exact_mut(V::N)) {
        V::load(simd, d)
            .where_greater(V::load(simd, y), zero)
            .store(d);
    }
}

/// Turns logits, `[vocab_size][n]`, into their gradient, `(p - 1[target]) / n`
/// for as many positions as there are targets and 0 for the rest. Returns the
/// mean of `-ln p(target)`. `positions` counts from 0.
#[inline(always)]
pub fn cross_entropy<V: Vector>(
    simd: V::Simd,
    logits: &mut [V::Float],
    targets: &[usize],
    positions: &[V::Float],
    n: usize,
) -> f64 {
    let len = targets.len() as f64;
    for t in (0..n).step_by(V::N) {
        let max = column_max::<V>(simd, logits, t, n);
        let total = column_exp::<V>(simd, logits, max, t, n);
        let share = reciprocal(simd, total) * constant(simd, 1.0 / len);
        let position = V::load(simd, &positions[t..]);
        let share = share.where_greater(constant(simd, len - 0.5), position);
        for i in (t..logits.len()).step_by(n) {
            (V::load(simd, &logits[i..]) * share).store(&mut logits[i..]);
        }
    }
    let mut loss = 0.0;
    for (t, &target) in targets.iter().enumerate() {
        let d = &mut logits[target * n + t];
        loss -= portable::math::ln(d.to_f64() * len);
        *d = *d - V::Float::from_f64(1.0 / len);
    }
    loss / len
}

/// The largest number of each column from `t` on.
#[inline(always)]
pub fn column_max<V: Vector>(
    simd: V::Simd,
    x: &[V::Float],
    t: usize,
    n: usize,
) -> V {
    let mut max = [V::load(simd, &x[t..]); 2];
    for i in (t..x.len()).step_by(2 * n) {
        max[0] = max[0].max(V::load(simd, &x[i..]));
        if i + n < x.len() {
            max[1] = max[1].max(V::load(simd, &x[i + n..]));
        }
    }
    max[0].max(max[1])
}

/// Puts `exp(x - max)` in the place of each number of the columns from `t` on;
/// returns their sums.
#[inline(always)]
pub fn column_exp<V: Vector>(
    simd: V::Simd,
    x: &mut [V::Float],
    max: V,
    t: usize,
    n: usize,
) -> V {
    let mut total = V::splat(simd, V::Float::ZERO);
    for i in (t..x.len()).step_by(n) {
        let e = exp(simd, V::load(simd, &x[i..]) - max);
        e.store(&mut x[i..]);
        total = total + e;
    }
    total
}
