//! What several starts give, in one cell of a table.

use typeset::fixed;

/// The mean of some numbers, the least and the most.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// Their mean.
    pub mean: f64,
    /// The least of them.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// The mean of some numbers.
pub fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// The least and the most of some numbers, whatever their signs are.
///
/// # Panics
///
/// If one is NaN.
pub fn ends(numbers: &[f64]) -> [f64; 2] {
    assert!(numbers.iter().all(|it| !it.is_nan()), "they have an order");
    let none = [f64::INFINITY, f64::NEG_INFINITY];
    numbers
        .iter()
        .fold(none, |[least, most], &it| [least.min(it), most.max(it)])
}

/// By how much each number is less than the one before, start by start.
pub fn gains(before: &[f64], after: &[f64]) -> Vec<f64> {
    before.iter().zip(after).map(|(a, b)| a - b).collect()
}

impl Spread {
    /// Of these numbers.
    ///
    /// # Panics
    ///
    /// If there are none.
    pub fn of(numbers: &[f64]) -> Self {
        assert!(!numbers.is_empty(), "a mean of nothing");
        let [least, most] = ends(numbers);
        Spread {
            mean: mean(numbers),
            least,
            most,
        }
    }

    /// By how much the first numbers are larger than the second, one by one.
    pub fn between(larger: &[f64], smaller: &[f64]) -> Self {
        Self::of(&gains(larger, smaller))
    }

    /// The mean alone, with so many digits.
    pub fn mean(self, digits: usize) -> String {
        fixed(self.mean, digits)
    }
}
