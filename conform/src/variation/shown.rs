//! What becomes of a loss before it is printed.

use std::f64::consts::LN_2;

use portable::math;

use super::Shown;

/// What prints the losses of a run.
#[derive(Clone, Copy, Debug)]
pub struct Display {
    shown: Shown,
    mean: f64,
    count: f64,
}

impl Display {
    /// Nothing printed yet.
    pub fn new(shown: Shown) -> Self {
        Display {
            shown,
            mean: 0.0,
            count: 0.0,
        }
    }

    /// The number that is printed for the next loss.
    ///
    /// ```
    /// use conform::variation::{Shown, shown::Display};
    ///
    /// let mut display = Display::new(Shown::MeanSoFar);
    /// assert_eq!([3.0, 2.0, 4.0].map(|it| display.next(it)), [3.0, 2.5, 3.0]);
    /// ```
    pub fn next(&mut self, loss: f64) -> f64 {
        self.count += 1.0;
        let kept = match self.shown {
            Shown::Loss | Shown::After => return loss,
            Shown::Bits => return loss / LN_2,
            Shown::Perplexity => return math::exp(loss),
            _ if self.count == 1.0 => 0.0,
            Shown::MeanSoFar => (self.count - 1.0) / self.count,
            Shown::Moving(kept) => kept,
        };
        self.mean = kept * self.mean + (1.0 - kept) * loss;
        self.mean
    }
}
