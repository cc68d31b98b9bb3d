//! Attention over a whole document, head by head. The weights of a head are
//! `[key][query]`: a lane is the position that asks.

use super::functions::{constant, reciprocal};
use super::layers::{column_exp, column_max};
use super::memory::transpose;
use super::product::{Left, Product, Rows, Size, WriteMode};
use super::simd::{Float, Simd, Vector};

/// The sizes of a head's matrices.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Numbers per query, key and value.
    pub head_dim: usize,
    /// How many positions the document has.
    pub len: usize,
    /// The same, filled up to whole registers.
    pub n: usize,
}

/// Something of queries, keys and values.
#[derive(Clone, Copy, Debug)]
pub struct Qkv<T> {
    /// That of the queries.
    pub q: T,
    /// That of the keys.
    pub k: T,
    /// That of the values.
    pub v: T,
}

/// In this order.
impl<T> From<[T; 3]> for Qkv<T> {
    #[inline(always)]
    fn from([q, k, v]: [T; 3]) -> Self {
        Qkv { q, k, v }
    }
}

/// Gathers the values that each position looks at. Shapes: `q`, `k`, `v`,
/// `gathered` `[head_dim][n]`, `weights` `[n][n]`.
#[inline(always)]
pub fn attention<V: Vector>(
    simd: V::Simd,
    head: Head,
    Qkv { q, k, v }: Qkv<&[V::Float]>,
    weights: &mut [V::Float],
    gathered: &mut [V::Float],
    positions: &[V::Float],
) {
    let Head { head_dim, len, n } = head;
    simd.run(Product {
        a: Left::columns(k, n),
        b: Rows::new(q, n),
        c: Rows::new(weights, n),
        size: Size {
            m: len,
            k: head_dim,
            n,
        },
        mode: WriteMode::Overwrite,
    });
    weights[len * n..].fill(V::Float::ZERO);
    causal_softmax::<V>(simd, head, &mut weights[..len * n], positions);
    simd.run(Product {
        a: Left::rows(v, n),
        b: Rows::new(&*weights, n),
        c: Rows::new(gathered, n),
        size: Size {
            m: head_dim,
            k: len,
            n,
        },
        mode: WriteMode::Overwrite,
    });
}

/// Turns `q · k` into weights: scaled, without what comes later than the
/// query, and of sum 1 down each column.
#[inline(always)]
fn causal_softmax<V: Vector>(
    simd: V::Simd,
    head: Head,
    weights: &mut [V::Float],
    positions: &[V::Float],
) {
    let n = head.n;
    let scale = constant::<V>(simd, 1.0 / (head.head_dim as f64).sqrt());
    for t in (0..n).step_by(V::N) {
        let position = V::load(simd, &positions[t..]);
        let mut key = constant::<V>(simd, -0.5);
        for i in (t..weights.len()).step_by(n) {
            let later = constant::<V>(simd, -1e30).where_greater(key, position);
            let logit = V::load(simd, &weights[i..]).mul_add(scale, later);
            logit.store(&mut weights[i..]);
            key = key + constant(simd, 1.0);
        }
        let max = column_max::<V>(simd, weights, t, n);
        let total = column_exp::<V>(simd, weights, max, t, n);
        let share = reciprocal(simd, total);
        for i in (t..weights.len()).step_by(n) {
            (V::load(simd, &weights[i..]) * share).store(&mut weights[i..]);
        }
    }
}

/// A head's numbers from the way forward. Shapes as in [`attention`].
#[derive(Clone, Copy, Debug)]
pub struct Forward<'a, F> {
    /// Its queries, keys and values.
    pub qkv: Qkv<&'a [F]>,
    /// Its attention weights.
    pub weights: &'a [F],
}

/// From the gradient of what was gathered to that of queries, keys and values.
/// Shapes as in [`attention`]; `scratch` has room for two matrices of weights.
#[inline(always)]
pub fn attention_backward<V: Vector>(
    simd: V::Simd,
    head: Head,
    forward: Forward<'_, V::Float>,
    d_gathered: &[V::Float],
    d_qkv: Qkv<&mut [V::Float]>,
    scratch: &mut [V::Float],
) {
    let Head { head_dim, len, n } = head;
    let Forward { qkv, weights } = forward;
    let Qkv { q, k, v } = qkv;
    let (d_weights, turned) = scratch.split_at_mut(n * n);
    let turned = &mut turned[..n * n];
    simd.run(Product {
        a: Left::columns(v, n),
        b: Rows::new(d_gathered, n),
        c: Rows::new(d_weights, n),
        size: Size {
            m: len,
            k: head_dim,
            n,
        },
        mode: WriteMode::Overwrite,
    });
    d_weights[len * n..].fill(V::Float::ZERO);
    softmax_backward::<V>(simd, head, weights, d_weights);
    simd.run(Product {
        a: Left::rows(k, n),
        b: Rows::new(&*d_weights, n),
        c: Rows::new(d_qkv.q, n),
        size: Size {
            m: head_dim,
            k: len,
            n,
        },
        mode: WriteMode::Overwrite,
    });
    // A key's and a value's gradient are sums over the positions that asked.
    for (d, a, c) in [(&*d_weights, q, d_qkv.k), (weights, d_gathered, d_qkv.v)]
    {
        transpose::<V>(simd, d, [n, n], turned, n);
        simd.run(Product {
            a: Left::rows(a, n),
            b: Rows::new(turned, n),
            c: Rows::new(c, n),
            size: Size {
                m: head_dim,
                k: len,
                n,
            },
            mode: WriteMode::Overwrite,
        });
    }
}

/// `dz = p (dp - Σ p dp) / sqrt(head_dim)`, in the place of `dp`.
#[inline(always)]
fn softmax_backward<V: Vector>(
    simd: V::Simd,
    head: Head,
    weights: &[V::Float],
    d_weights: &mut [V::Float],
) {
    let (n, size) = (head.n, head.len * head.n);
    let scale = constant::<V>(simd, 1.0 / (head.head_dim as f64).sqrt());
    let (weights, d_weights) = (&weights[..size], &mut d_weights[..size]);
    for t in (0..n).step_by(V::N) {
        let mut mean = V::splat(simd, V::Float::ZERO);
        for i in (t..size).step_by(n) {
            let p = V::load(simd, &weights[i..]);
            mean = p.mul_add(V::load(simd, &d_weights[i..]), mean);
        }
        for i in (t..size).step_by(n) {
            let p = V::load(simd, &weights[i..]) * scale;
            let d = V::load(simd, &d_weights[i..]);
            (p * (d - mean)).store(&mut d_weights[i..]);
        }
    }
}
