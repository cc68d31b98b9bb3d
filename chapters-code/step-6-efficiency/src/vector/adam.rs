//! Adam, several parameters at once.

use portable::math;
use step_5_adam::{Adam, BETA1, BETA2, EPS};

use super::functions::{constant, reciprocal};
use super::memory::Block;
use super::model::{pack, unpack};
use super::simd::{Float, Vector};
use crate::workspace::layout::Layout;

/// The optimizer's memory, in the layout of the parameters.
#[derive(Clone, Debug)]
pub struct Moments<F> {
    m: Block<F>,
    v: Block<F>,
    t: u32,
}

impl<F: Float> Moments<F> {
    /// That of Step 5, laid out for a model.
    pub fn new(layout: &Layout, adam: &Adam) -> Self {
        Moments {
            m: pack(layout, &adam.m),
            v: pack(layout, &adam.v),
            t: adam.t,
        }
    }

    /// And back.
    pub fn unpack(&self, layout: &Layout) -> Adam {
        Adam {
            m: unpack(layout, &self.m),
            v: unpack(layout, &self.v),
            t: self.t,
        }
    }
}

impl<F: Float> Moments<F> {
    /// One step of Adam on all parameters.
    #[inline(always)]
    pub fn step<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        params: &mut [F],
        grad: &[F],
        learning_rate: f64,
    ) {
        let rates = self.next_rates(learning_rate);
        let (m, v) = self.both_mut();
        update::<V>(simd, rates, params, grad, m, v);
    }

    /// The running means, for a step on some parameters at a time.
    pub fn both_mut(&mut self) -> (&mut [F], &mut [F]) {
        (&mut self.m, &mut self.v)
    }

    /// Counts a step, and says what is the same for all parameters in it.
    ///
    /// The corrections are, so they move out of the loop, into the learning
    /// rate and into epsilon:
    /// `rate m̂ / (√v̂ + ε) = (rate √c₂ / c₁) m / (√v + ε √c₂)`.
    #[inline(always)]
    pub fn next_rates(&mut self, learning_rate: f64) -> Rates {
        self.t += 1;
        let t = f64::from(self.t);
        let root = (1.0 - math::powf(BETA2, t)).sqrt();
        Rates {
            rate: -learning_rate * root / (1.0 - math::powf(BETA1, t)),
            eps: EPS * root,
        }
    }
}

/// What a step of Adam has for all parameters: the corrections are in both.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    rate: f64,
    eps: f64,
}

/// A step of Adam on some parameters, with their gradient and running means.
#[inline(always)]
pub fn update<V: Vector>(
    simd: V::Simd,
    Rates { rate, eps }: Rates,
    params: &mut [V::Float],
    grad: &[V::Float],
    m: &mut [V::Float],
    v: &mut [V::Float],
) {
    let (rate, eps) = (constant(simd, rate), constant(simd, eps));
    let moments = m.chunks_exact_mut(V::N).zip(v.chunks_exact_mut(V::N));
    let params = params.chunks_exact_mut(V::N).zip(grad.chunks_exact(V::N));
    for ((p, g), (m, v)) in params.zip(moments) {
        Registers { p, g, m, v }.update::<V>(simd, rate, eps);
    }
}

/// A register's worth of parameters, with their gradient and moments.
struct Registers<'a, F> {
    p: &'a mut [F],
    g: &'a [F],
    m: &'a mut [F],
    v: &'a mut [F],
}

impl<F: Float> Registers<'_, F> {
    /// One step of Adam on them. The corrections are in `rate` and `eps`.
    #[inline(always)]
    fn update<V: Vector<Float = F>>(self, simd: V::Simd, rate: V, eps: V) {
        let Registers { p, g, m, v } = self;
        let g = V::load(simd, g);
        let new = g * constant(simd, 1.0 - BETA1);
        let mean = V::load(simd, m).mul_add(constant(simd, BETA1), new);
        // Where a parameter is not used, `m` shrinks until it is too small for
        // a normal number, and with those processors are slow.
        let nothing = constant(simd, F::NOTHING);
        let minus = V::splat(simd, F::ZERO) - mean;
        let mean = mean.where_greater(mean.max(minus), nothing);
        let new = g * g * constant(simd, 1.0 - BETA2);
        let square = V::load(simd, v).mul_add(constant(simd, BETA2), new);
        mean.store(m);
        square.store(v);
        let inverse = reciprocal(simd, square.sqrt() + eps);
        let moved = (mean * rate).mul_add(inverse, V::load(simd, p));
        moved.store(p);
    }
}
