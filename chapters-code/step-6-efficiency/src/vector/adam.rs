//! Adam, several parameters at once.

use names::math;
use step_5_adam::{BETA1, BETA2, EPS};

use super::functions::{constant, reciprocal};
use super::{Float, Vector};

// ANCHOR: adam
/// One step of Adam on all parameters; `t` counts from 1.
///
/// The corrections are the same for all parameters, so they move out of the
/// loop, into the learning rate and into epsilon:
/// `rate m̂ / (√v̂ + ε) = (rate √c₂ / c₁) m / (√v + ε √c₂)`.
#[inline(always)]
pub fn step<V: Vector>(
    simd: V::Simd,
    params: &mut [V::Float],
    grad: &[V::Float],
    [m, v]: [&mut [V::Float]; 2],
    t: u32,
    learning_rate: f64,
) {
    let correction1 = 1.0 - math::powf(BETA1, f64::from(t));
    let correction2 = (1.0 - math::powf(BETA2, f64::from(t))).sqrt();
    let rate = constant::<V>(simd, -learning_rate * correction2 / correction1);
    let eps = constant::<V>(simd, EPS * correction2);
    let (keep1, keep2) = (constant(simd, BETA1), constant(simd, BETA2));
    let (new1, new2) =
        (constant(simd, 1.0 - BETA1), constant(simd, 1.0 - BETA2));
    let zero = V::splat(simd, V::Float::ZERO);
    let nothing = constant::<V>(simd, V::Float::NOTHING);
    let moments = m.chunks_exact_mut(V::N).zip(v.chunks_exact_mut(V::N));
    let params = params.chunks_exact_mut(V::N).zip(grad.chunks_exact(V::N));
    for ((p, g), (m, v)) in params.zip(moments) {
        let g = V::load(simd, g);
        let mean = V::load(simd, m).mul_add(keep1, g * new1);
        // Of a parameter that is not used `m` shrinks until it is too small
        // for a normal number, and with those processors are slow.
        let mean = mean.where_greater(mean.max(zero - mean), nothing);
        let square = V::load(simd, v).mul_add(keep2, g * g * new2);
        mean.store(m);
        square.store(v);
        let inverse = reciprocal(simd, square.sqrt() + eps);
        let moved = (mean * rate).mul_add(inverse, V::load(simd, p));
        moved.store(p);
    }
}
// ANCHOR_END: adam
