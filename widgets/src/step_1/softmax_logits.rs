//! Section 1.3: softmax, step by step.

use portable::math;
use serde::Serialize;
use step_1_gradient_descent::{at_temperature, softmax};

use crate::{Question, Refusal};

/// The softmax of some logits, step by step, `[n]` each.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The logits divided by the temperature.
    logits: Vec<f64>,
    /// The same less the largest of them.
    differences: Vec<f64>,
    /// `e` to the power of these.
    exponentials: Vec<f64>,
    /// Their sum.
    total: f64,
    /// The exponentials divided by their sum.
    probabilities: Vec<f64>,
}

/// Arguments: `logits`, some numbers; `temperature`, 1 if it is left out.
///
/// # Errors
///
/// If there are no logits, or too many, or one is not a number of reasonable
/// size.
pub fn answer(q: &Question) -> Result<Answer, Refusal> {
    let logits = q.numbers("logits", -1e6..=1e6)?;
    if !(1..=12).contains(&logits.len()) {
        return Err(Refusal::new("softmax takes 1 to 12 logits here"));
    }
    let temperature = if q.has("temperature") {
        q.number("temperature", 0.01..=100.0)?
    } else {
        1.0
    };
    let logits = at_temperature(&logits, temperature);
    let largest = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let differences: Vec<f64> = logits.iter().map(|z| z - largest).collect();
    let exponentials: Vec<f64> =
        differences.iter().map(|&z| math::exp(z)).collect();
    Ok(Answer {
        probabilities: softmax(&logits),
        total: exponentials.iter().sum(),
        exponentials,
        differences,
        logits,
    })
}
