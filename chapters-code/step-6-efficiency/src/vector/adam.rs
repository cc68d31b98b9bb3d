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
    let [beta1, beta2] = [BETA1, BETA2].map(|b| V::Float::from_f64(b));
    let keep1 = V::splat(simd, beta1);
    let keep2 = V::splat(simd, beta2);
    let new1 = constant::<V>(simd, 1.0 - BETA1);
    let new2 = constant::<V>(simd, 1.0 - BETA2);
    let moments = m.chunks_exact_mut(V::N).zip(v.chunks_exact_mut(V::N));
    let params = params.chunks_exact_mut(V::N).zip(grad.chunks_exact(V::N));
    for ((p, g), (m, v)) in params.zip(moments) {
        let g = V::load(simd, g);
        let m_new = V::load(simd, m).mul_add(keep1, g * new1);
        let v_new = V::load(simd, v).mul_add(keep2, g * g * new2);
        m_new.store(m);
        v_new.store(v);
        let inverse = reciprocal(simd, v_new.sqrt() + eps);
        let p_new = (m_new * rate).mul_add(inverse, V::load(simd, p));
        p_new.store(p);
    }
}
// ANCHOR_END: adam
