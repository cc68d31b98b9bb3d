//! One head's attention over one window. The weights are `[key][query]`: a lane
//! is the position that asks. Step 6's, but for what may be left out, and for
//! rows that are a stride apart.

use step_6_efficiency::vector::functions::{constant, exp, reciprocal};
use step_6_efficiency::vector::memory::transpose;
use step_6_efficiency::vector::product::{
    Left, Product, Rows, Size, WriteMode,
};
use step_6_efficiency::vector::simd::{Float, Simd, Vector};

use super::shape::Shape;
use crate::parts::{Attention, Parts};

/// What a head's attention is made of.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a, F> {
    /// How its window lies in memory.
    pub shape: Shape,
    /// Numbers per query, key and value.
    pub head_dim: usize,
    /// What may be left out.
    pub parts: Parts,
    /// The numbers from 0 on, `[n]`.
    pub positions: &'a [F],
}

/// Something of queries, keys and values; each begins with the head's first
/// feature in its window, `[head_dim][stride]`.
#[derive(Clone, Copy, Debug)]
pub struct Qkv<T> {
    /// That of the queries.
    pub q: T,
    /// That of the keys.
    pub k: T,
    /// That of the values.
    pub v: T,
}

impl<F> Head<'_, F> {
    /// Where the queries and the keys of each head begin in each window, in a
    /// block of queries, keys and values of width `n_embd`.
    pub fn queries_and_keys(
        &self,
        n_embd: usize,
    ) -> impl Iterator<Item = usize> {
        let shape = self.shape;
        let heads = (0..2 * n_embd).step_by(self.head_dim);
        heads.flat_map(move |feature| {
            (0..shape.windows).map(move |window| shape.at(feature, window))
        })
    }
}

impl<F: Float> Head<'_, F> {
    /// Gathers the values that each position looks at. Shapes: `weights`
    /// `[n][n]`, `gathered` `[head_dim][stride]`.
    #[inline(always)]
    pub fn attention<V: Vector<Float = F>>(
        &self,
        simd: V::Simd,
        Qkv { q, k, v }: Qkv<&[F]>,
        weights: &mut [F],
        gathered: &mut [F],
    ) {
        let Shape { len, n, stride, .. } = self.shape;
        match self.parts.attention {
            Attention::Chosen => {
                simd.run(Product {
                    a: Left::columns(k, stride),
                    b: Rows::new(q, stride),
                    c: Rows::new(&mut *weights, n),
                    size: self.over_features(),
                    mode: WriteMode::Overwrite,
                });
                weights[len * n..].fill(F::ZERO);
            }
            Attention::Mean => weights.fill(F::ZERO),
        }
        self.softmax::<V>(simd, &mut weights[..len * n]);
        simd.run(Product {
            a: Left::rows(v, stride),
            b: Rows::new(&*weights, n),
            c: Rows::new(gathered, stride),
            size: self.over_positions(),
            mode: WriteMode::Overwrite,
        });
    }

    /// From keys and queries, or alike, to a number for each pair.
    #[inline(always)]
    fn over_features(&self) -> Size {
        Size {
            m: self.shape.len,
            k: self.head_dim,
            n: self.shape.n,
        }
    }

    /// From a number for each pair to a vector for each position.
    #[inline(always)]
    fn over_positions(&self) -> Size {
        Size {
            m: self.head_dim,
            k: self.shape.len,
            n: self.shape.n,
        }
    }

    /// What a score is multiplied by.
    #[inline(always)]
    fn scale(&self) -> f64 {
        1.0 / (self.head_dim as f64).sqrt()
    }

    /// Turns scores into weights: scaled, without what the query does not see,
    /// and of sum 1 down each column.
    #[inline(always)]
    fn softmax<V: Vector<Float = F>>(&self, simd: V::Simd, weights: &mut [F]) {
        let n = self.shape.n;
        let scale = constant::<V>(simd, self.scale());
        let window = self.parts.window.min(n) as f64;
        let unseen = constant::<V>(simd, -1e30);
        for t in (0..n).step_by(V::N) {
            let position = V::load(simd, &self.positions[t..]);
            let oldest = position - constant(simd, window - 0.5);
            let mut key = V::splat(simd, F::ZERO);
            let mut max = unseen;
            let latest = position + constant(simd, 0.5);
            for i in (t..weights.len()).step_by(n) {
                let later = unseen.where_greater(key, latest);
                let older = unseen.where_greater(oldest, key);
                let score = V::load(simd, &weights[i..]);
                let score = score.mul_add(scale, later + older);
                score.store(&mut weights[i..]);
                max = max.max(score);
                key = key + constant(simd, 1.0);
            }
            let mut total = V::splat(simd, F::ZERO);
            for i in (t..weights.len()).step_by(n) {
                let e = exp(simd, V::load(simd, &weights[i..]) - max);
                e.store(&mut weights[i..]);
                total = total + e;
            }
            let share = reciprocal(simd, total);
            for i in (t..weights.len()).step_by(n) {
                (V::load(simd, &weights[i..]) * share).store(&mut weights[i..]);
            }
        }
    }

    /// From the gradient of what was gathered to that of queries, keys and
    /// values. Where heads share keys and values, each adds to their gradient.
    /// Shapes as in [`Head::attention`]; `scratch` has room for two matrices of
    /// weights.
    #[inline(always)]
    pub fn backward<V: Vector<Float = F>>(
        &self,
        simd: V::Simd,
        qkv: Qkv<&[F]>,
        weights: &[F],
        d_gathered: &[F],
        d_qkv: Qkv<&mut [F]>,
        scratch: &mut [F],
    ) {
        let Shape { len, n, stride, .. } = self.shape;
        let (d_weights, turned) = scratch.split_at_mut(n * n);
        let turned = &mut turned[..n * n];
        let mode = match self.parts.sharing {
            1 => WriteMode::Overwrite,
            _ => WriteMode::Accumulate,
        };
        // A value's gradient is a sum over the positions that asked, and so is
        // a key's.
        let mut summed = |d: &[F], a: &[F], c: &mut [F]| {
            transpose::<V>(simd, d, [n, n], turned, n);
            simd.run(Product {
                a: Left::rows(a, stride),
                b: Rows::new(&*turned, n),
                c: Rows::new(c, stride),
                size: self.over_positions(),
                mode,
            });
        };
        summed(weights, d_gathered, d_qkv.v);
        if self.parts.attention == Attention::Mean {
            for row in [d_qkv.q, d_qkv.k] {
                for i in 0..self.head_dim {
                    row[i * stride..][..n].fill(F::ZERO);
                }
            }
            return;
        }
        simd.run(Product {
            a: Left::columns(qkv.v, stride),
            b: Rows::new(d_gathered, stride),
            c: Rows::new(&mut *d_weights, n),
            size: self.over_features(),
            mode: WriteMode::Overwrite,
        });
        d_weights[len * n..].fill(F::ZERO);
        self.softmax_backward::<V>(simd, weights, d_weights);
        simd.run(Product {
            a: Left::rows(qkv.k, stride),
            b: Rows::new(&*d_weights, n),
            c: Rows::new(d_qkv.q, stride),
            size: self.over_positions(),
            mode: WriteMode::Overwrite,
        });
        summed(d_weights, qkv.q, d_qkv.k);
    }

    /// `dz = p (dp - Σ p dp) / sqrt(head_dim)`, in the place of `dp`.
    #[inline(always)]
    fn softmax_backward<V: Vector<Float = F>>(
        &self,
        simd: V::Simd,
        weights: &[F],
        d_weights: &mut [F],
    ) {
        let Shape { len, n, .. } = self.shape;
        let size = len * n;
        let scale = constant::<V>(simd, self.scale());
        let (weights, d_weights) = (&weights[..size], &mut d_weights[..size]);
        for t in (0..n).step_by(V::N) {
            let mut mean = V::splat(simd, F::ZERO);
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
}
