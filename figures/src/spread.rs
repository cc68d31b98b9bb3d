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

impl Spread {
    /// Of these numbers.
    ///
    /// # Panics
    ///
    /// If there are none.
    pub fn of(numbers: &[f64]) -> Self {
        assert!(!numbers.is_empty(), "a mean of nothing");
        Spread {
            mean: numbers.iter().sum::<f64>() / numbers.len() as f64,
            least: numbers.iter().copied().fold(f64::INFINITY, f64::min),
            most: numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// By how much the first numbers are larger than the second, one by one.
    pub fn between(larger: &[f64], smaller: &[f64]) -> Self {
        let gaps = larger.iter().zip(smaller).map(|(a, b)| a - b);
        Self::of(&gaps.collect::<Vec<_>>())
    }

    /// The mean alone, with so many digits.
    pub fn mean(self, digits: usize) -> String {
        fixed(self.mean, digits)
    }

    /// With so many digits: the mean, and in brackets least and most, which no
    /// line end parts.
    pub fn cell(self, digits: usize) -> String {
        let [mean, least, most] =
            [self.mean, self.least, self.most].map(|it| fixed(it, digits));
        format!("{mean} ({least}\u{a0}to\u{a0}{most})")
    }

    /// The same in thousandths, with one digit.
    pub fn thousandths(self) -> String {
        let times = |x: f64| x * 1000.0;
        Spread {
            mean: times(self.mean),
            least: times(self.least),
            most: times(self.most),
        }
        .cell(1)
    }
}
