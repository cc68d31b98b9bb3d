//! The kinship of a port whose digits agree with no run that we know.
//!
//! A name is dear or cheap to nearly every model. So losses rise and fall
//! together if the names come in the same order, whatever the weights.

use std::fmt;

use crate::learning::mean;
use crate::port::Port;

/// So many losses are enough to tell names by.
const ENOUGH: usize = 30;

/// From this correlation on, the names are the same. Of the known changes that
/// leave the names alone, most have more than 0.9; other names, less than a
/// half.
const SAME: f64 = 0.7;

/// How the losses of a port are related to those of the reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kinship {
    /// How far they rise and fall together: the correlation, -1 to 1.
    pub correlation: f64,
}

impl Kinship {
    /// How far the losses of a port and of the reference rise and fall
    /// together; none if there is too little to tell by.
    ///
    /// ```
    /// use conform::{Port, kinship::Kinship, reference::Original};
    /// use conform::variation::{Trial, Variation};
    ///
    /// let mut other = Variation::default();
    /// other.start.seed = 7;
    /// let port = Port::of_losses(Trial::new(other).take(300), 4);
    /// let kinship = Kinship::find(&port, &Original::LAST.losses(300));
    /// assert!(kinship.is_some_and(|it| !it.has_same_names()));
    /// ```
    pub fn find(port: &Port, reference: &[f64]) -> Option<Self> {
        let pairs: Vec<(f64, f64)> = port
            .comparable()
            .filter_map(|(step, it)| {
                Some((it.value, *reference.get(step as usize - 1)?))
            })
            .collect();
        let correlation = correlation(&pairs);
        let is_told = pairs.len() >= ENOUGH && correlation.is_finite();
        is_told.then_some(Kinship { correlation })
    }

    /// Whether the names come in the reference's order.
    pub fn has_same_names(&self) -> bool {
        self.correlation >= SAME
    }
}

impl fmt::Display for Kinship {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let correlation = self.correlation;
        if self.has_same_names() {
            return write!(
                f,
                "Its losses rise and fall with the reference's (correlation \
                 {correlation:.2}), so it learns from the same names in the \
                 same order. Look at the initial weights, their order and \
                 their spread, and at the model."
            );
        }
        write!(
            f,
            "Its losses do not rise and fall with the reference's \
             (correlation {correlation:.2}): it learns from other names, or in \
             another order, as a port does whose random numbers are not \
             Python's. Then single digits tell nothing."
        )
    }
}

/// How far two numbers rise and fall together (Pearson, 1895).
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (mean_a, mean_b) = (mean(&a), mean(&b));
    let sum = |term: &dyn Fn(f64, f64) -> f64| {
        let terms = pairs.iter().map(|&(a, b)| term(a - mean_a, b - mean_b));
        terms.sum::<f64>()
    };
    let together = sum(&|a, b| a * b);
    together / (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt()
}
