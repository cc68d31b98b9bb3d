//! Positions inside attention, instead of embeddings: rotary embeddings.

use portable::math;
use step_6_efficiency::vector::memory::Block;
use step_6_efficiency::vector::simd::{Float, Vector};

use super::shape::Shape;

/// How much slower the last pair turns than the first, nearly.
const BASE: f64 = 10_000.0;

/// By which angles the features of a head are turned, two neighbours at a
/// time: the pair `i` at position `t` by `t / BASE^(2i / head_dim)`. The last
/// feature of an odd number stays.
#[derive(Clone, Debug)]
pub struct Turning<F> {
    n: usize,
    /// `[pairs][n]`
    cos: Block<F>,
    sin: Block<F>,
}

impl<F: Float> Turning<F> {
    /// The angles for windows of this shape.
    pub fn new(head_dim: usize, shape: Shape) -> Self {
        let (n, pairs) = (shape.n, head_dim / 2);
        let mut turning = Turning {
            n,
            cos: Block::new(pairs * n),
            sin: Block::new(pairs * n),
        };
        for i in 0..pairs {
            let slower = math::powf(BASE, 2.0 * i as f64 / head_dim as f64);
            for t in 0..n {
                let angle = t as f64 / slower;
                turning.cos[i * n + t] = F::from_f64(math::cos(angle));
                turning.sin[i * n + t] = F::from_f64(math::sin(angle));
            }
        }
        turning
    }

    /// Turns the vectors of a head in one window, `[head_dim][stride]`.
    #[inline(always)]
    pub fn turn<V: Vector<Float = F>>(
        &self,
        simd: V::Simd,
        shape: Shape,
        x: &mut [F],
    ) {
        self.turn_by::<V>(simd, shape, F::ONE, x);
    }

    /// Turns them back, which is what their gradient needs.
    #[inline(always)]
    pub fn turn_back<V: Vector<Float = F>>(
        &self,
        simd: V::Simd,
        shape: Shape,
        x: &mut [F],
    ) {
        self.turn_by::<V>(simd, shape, F::ZERO - F::ONE, x);
    }

    /// `(a, b)` becomes `(a cos - b sin, a sin + b cos)`, where `sin` has the
    /// sign of the direction.
    #[inline(always)]
    fn turn_by<V: Vector<Float = F>>(
        &self,
        simd: V::Simd,
        shape: Shape,
        direction: F,
        x: &mut [F],
    ) {
        let direction = V::splat(simd, direction);
        let zero = V::splat(simd, F::ZERO);
        let angles = self.cos.chunks_exact(self.n);
        let angles = angles.zip(self.sin.chunks_exact(self.n));
        for (i, (cos, sin)) in angles.enumerate() {
            let (first, second) =
                x[2 * i * shape.stride..].split_at_mut(shape.stride);
            for t in (0..self.n).step_by(V::N) {
                let a = V::load(simd, &first[t..]);
                let b = V::load(simd, &second[t..]);
                let cos = V::load(simd, &cos[t..]);
                let sin = V::load(simd, &sin[t..]) * direction;
                a.mul_add(cos, zero - b * sin).store(&mut first[t..]);
                a.mul_add(sin, b * cos).store(&mut second[t..]);
            }
        }
    }
}
