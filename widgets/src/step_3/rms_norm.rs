//! Section 3.3: `rms_norm` on a vector in four sizes.

use serde::Serialize;
use step_3_attention::rms_norm;

use super::trace::rms;
use crate::{Question, Refusal};

/// The factors of the vector, row after row.
const FACTORS: [f64; 4] = [1.0, 100.0, 0.1, 0.01];

/// The most numbers that a vector may have: as many as the model's.
const MOST_NUMBERS: usize = 16;

/// A vector under `rms_norm`.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The vector, `[n]`.
    pub x: Vec<f64>,
    /// The root of the mean of its squares.
    pub rms: f64,
    /// The result, `[n]`.
    pub y: Vec<f64>,
    /// The RMS of that.
    pub rms_after: f64,
    /// Its length, the root of the sum of its squares.
    pub length: f64,
}

/// A vector in four sizes.
///
/// ```
/// let rows = widgets::step_3::rms_norm::worked(&[3.0, -3.0]);
/// assert_eq!(rows[1].x, [300.0, -300.0]);
/// assert!((rows[1].rms_after - 1.0).abs() < 1e-9);
/// ```
pub fn worked(x: &[f64]) -> [Row; 4] {
    FACTORS.map(|factor| {
        let x: Vec<f64> = x.iter().map(|x| x * factor).collect();
        let y = rms_norm(&x);
        let rms_after = rms(&y);
        Row {
            rms: rms(&x),
            length: rms_after * (y.len() as f64).sqrt(),
            rms_after,
            x,
            y,
        }
    })
}

/// Argument: `vector`, some numbers.
///
/// # Errors
///
/// If there are none or too many, or one is not a number of reasonable size.
pub fn answer(q: &Question) -> Result<[Row; 4], Refusal> {
    let vector = q.numbers("vector", -1e6..=1e6)?;
    if vector.is_empty() || vector.len() > MOST_NUMBERS {
        return Err(Refusal::new("type 1 to 16 numbers, such as 1 −2 0.5"));
    }
    Ok(worked(&vector))
}

#[cfg(test)]
mod tests {
    use super::worked;

    #[test]
    fn zeros_stay_zeros() {
        for row in worked(&[0.0; 4]) {
            assert_eq!(row.y, [0.0; 4]);
            assert_eq!(row.length, 0.0);
        }
    }
}
