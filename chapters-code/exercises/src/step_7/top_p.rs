//! Sampling among those that make up most.

// ANCHOR: top-p
/// The probabilities if only the likeliest tokens may come that together have
/// at least `share` of it (top-p sampling: Holtzman and others, 2020): those
/// of the others are 0, and what is left is scaled to a sum of 1. Of equally
/// likely ones, the first. One is always kept.
///
/// ```
/// use exercises::step_7::top_p::top_p;
///
/// let p = [0.125, 0.5, 0.125, 0.25];
/// assert_eq!(top_p(&p, 0.5), [0.0, 1.0, 0.0, 0.0]);
/// assert_eq!(top_p(&p, 0.75), [0.0, 2.0 / 3.0, 0.0, 1.0 / 3.0]);
/// assert_eq!(top_p(&p, 1.0), p);
/// ```
pub fn top_p(probabilities: &[f64], share: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    // The sort is stable: equals stay in their order.
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
    let mut kept = vec![0.0; probabilities.len()];
    let mut total = 0.0;
    for &token in &order {
        kept[token] = probabilities[token];
        total += probabilities[token];
        if total >= share {
            break;
        }
    }
    kept.iter().map(|p| p / total).collect()
}
// ANCHOR_END: top-p
