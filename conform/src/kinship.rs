//! The kinship of a port whose digits agree with no run that we know.
//!
//! A name is dear or cheap to nearly every model. So losses rise and fall
//! together if the names come in the same order, whatever the weights; and if
//! they do not, another run of ours can say how low they should get.

use std::fmt;
use std::ops::Range;

use crate::port::Port;
use crate::reference::NUM_STEPS;
use crate::variation::{Trial, Variation};

/// So many losses are enough to tell names by.
const ENOUGH: usize = 30;

/// From this correlation on, the names are the same. Of the known changes that
/// leave the names alone, most have more than 0.9; other names, less than a
/// half.
const SAME: f64 = 0.7;

/// The seeds of the runs that a port with other names is compared with.
pub const SEEDS: Range<u32> = 0..9;

/// How the losses of a port are related to those of the reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinship {
    /// How far they rise and fall together: the correlation, -1 to 1.
    pub correlation: f64,
    /// Where the names are others: how low it gets beside runs of ours.
    pub beside: Option<Beside>,
}

/// A mean of the last losses, beside those of runs with other seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// The port's mean over what it printed of the last 100 steps.
    pub mean: f64,
    /// The lowest of our runs' means over the same steps.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
}

impl Kinship {
    /// How a port is related to the reference; none if there is too little to
    /// tell by.
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
        let mut kinship = Kinship {
            correlation: Self::correlation(port, reference)?,
            beside: None,
        };
        if !kinship.has_same_names() {
            kinship.beside = Beside::find(port);
        }
        Some(kinship)
    }

    /// How far the losses of a port and of the reference rise and fall
    /// together; none if there is too little to tell by.
    pub fn correlation(port: &Port, reference: &[f64]) -> Option<f64> {
        let pairs: Vec<(f64, f64)> = port
            .comparable()
            .filter_map(|(step, it)| {
                Some((it.value, *reference.get(step as usize - 1)?))
            })
            .collect();
        let correlation = correlation(&pairs);
        let is_told = pairs.len() >= ENOUGH && correlation.is_finite();
        is_told.then_some(correlation)
    }

    /// Whether the names come in the reference's order.
    pub fn has_same_names(&self) -> bool {
        self.correlation >= SAME
    }
}

impl Beside {
    fn find(port: &Port) -> Option<Self> {
        let (last, _) = port.losses.last_key_value()?;
        let num_steps = port.num_steps.unwrap_or(*last) as usize;
        let from = num_steps.saturating_sub(100);
        let last = port.comparable().filter(|(step, _)| *step as usize > from);
        let (steps, losses): (Vec<usize>, Vec<f64>) =
            last.map(|(step, it)| (step as usize, it.value)).unzip();
        if num_steps > NUM_STEPS || steps.len() < 10 {
            return None;
        }
        let ours = SEEDS.map(|seed| {
            let mut variation = Variation::default();
            variation.start.seed = seed;
            variation.training.num_steps = num_steps;
            let run: Vec<f64> = Trial::new(variation).collect();
            mean(steps.iter().map(|&step| run[step - 1]))
        });
        let ours: Vec<f64> = ours.collect();
        Some(Beside {
            mean: mean(losses.into_iter()),
            lowest: ours.iter().copied().fold(f64::INFINITY, f64::min),
            highest: ours.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        })
    }

    fn judgement(&self) -> &'static str {
        if self.mean < self.lowest {
            "lower than all of them, so look at how the loss is computed, and \
             whether names come more than once"
        } else if self.mean > self.highest {
            "higher than all of them: it learns worse"
        } else {
            "among them: it learns as well as it should"
        }
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
        )?;
        let Some(beside) = &self.beside else {
            return Ok(());
        };
        write!(
            f,
            " Over the last 100 steps, as far as it printed them, its mean is \
             {:.2}. {} runs of ours with other seeds have {:.2} to {:.2} \
             there. It is {}.",
            beside.mean,
            SEEDS.len(),
            beside.lowest,
            beside.highest,
            beside.judgement()
        )
    }
}

/// How far two numbers rise and fall together (Pearson, 1895).
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let mean_a = mean(pairs.iter().map(|it| it.0));
    let mean_b = mean(pairs.iter().map(|it| it.1));
    let sum = |term: &dyn Fn(f64, f64) -> f64| {
        let terms = pairs.iter().map(|&(a, b)| term(a - mean_a, b - mean_b));
        terms.sum::<f64>()
    };
    let together = sum(&|a, b| a * b);
    together / (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt()
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = numbers.len() as f64;
    numbers.sum::<f64>() / n
}
