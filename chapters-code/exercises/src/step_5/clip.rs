//! A limit to the length of the gradient.

// ANCHOR: clip
/// Shortens a gradient that is longer than `max_norm` to that length, and
/// leaves its direction (Pascanu, Mikolov and Bengio, 2013). Returns how long
/// it was: `sqrt(Σ g²)`.
///
/// ```
/// let mut grad = [3.0, -4.0];
/// assert_eq!(exercises::step_5::clip::clip(&mut grad, 1.0), 5.0);
/// assert!((grad[0] - 0.6).abs() < 1e-12 && (grad[1] + 0.8).abs() < 1e-12);
/// ```
pub fn clip(grad: &mut [f64], max_norm: f64) -> f64 {
    let norm = grad.iter().map(|g| g * g).sum::<f64>().sqrt();
    if norm > max_norm {
        for g in grad {
            *g *= max_norm / norm;
        }
    }
    norm
}
// ANCHOR_END: clip
