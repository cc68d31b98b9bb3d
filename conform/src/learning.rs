//! How well a port learns, beside right runs with other random numbers.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};

use crate::port::Port;
use crate::reference::NUM_STEPS;
use crate::variation::{Trial, Variation};
use crate::words::grouped;

/// The seeds of our runs.
pub const SEEDS: Range<u32> = 0..24;

/// Luck is what is less than this many standard deviations from the mean.
const LUCK: f64 = 3.0;

/// The fewest losses that have a mean.
const FEWEST: usize = 10;

/// The names that our runs learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Those of the reference, in its order; the weights are others.
    Same,
    /// Other names, or in another order, and other weights.
    Other,
}

/// The mean of some losses, beside those of right runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The first step and the last.
    pub steps: (usize, usize),
    /// The port's mean over what it printed of them.
    pub mean: f64,
    /// The mean of our runs' means over the same steps.
    pub usual: f64,
    /// Their standard deviation.
    pub spread: f64,
}

/// How a port learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learning {
    /// Its losses are no numbers.
    Not,
    /// Some mean is higher than luck explains.
    Worse,
    /// Some mean is lower.
    Better,
    /// No mean is either.
    AsItShould,
}

/// The means of a port, beside those of right runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The names that our runs learn from.
    pub names: Names,
    /// The means: of the first steps, of those in the middle and of the last.
    pub windows: Vec<Window>,
}

impl Window {
    fn new(
        port: &Port,
        runs: &[Vec<f64>],
        steps: (usize, usize),
    ) -> Option<Self> {
        let (first, last) = steps;
        let is_in = |step: u32| (first..=last).contains(&(step as usize));
        let (printed, losses): (Vec<usize>, Vec<f64>) = port
            .comparable()
            .filter(|(step, _)| is_in(*step))
            .map(|(step, it)| (step as usize - 1, it.value))
            .unzip();
        if printed.len() < FEWEST {
            return None;
        }
        let means = runs.iter().map(|run| {
            let losses: Vec<f64> = printed.iter().map(|&i| run[i]).collect();
            mean(&losses)
        });
        let means: Vec<f64> = means.collect();
        let usual = mean(&means);
        let squares = means.iter().map(|it| (it - usual) * (it - usual));
        let freedom = means.len() as f64 - 1.0;
        Some(Window {
            steps,
            mean: mean(&losses),
            usual,
            spread: (squares.sum::<f64>() / freedom).sqrt(),
        })
    }

    /// The lowest mean that luck explains, and the highest.
    pub fn luck(&self) -> (f64, f64) {
        let luck = LUCK * self.spread;
        (self.usual - luck, self.usual + luck)
    }
}

impl Beside {
    /// The means of a port that are means of enough; none, if there are none.
    ///
    /// ```
    /// use conform::Port;
    /// use conform::learning::{Beside, Learning, Names};
    ///
    /// let mut losses = vec![3.3; 20];
    /// losses.resize(1000, 2.9);
    /// let port = Port::of_losses(losses, 4);
    /// let beside = Beside::find(&port, Names::Other).expect("means");
    /// assert_eq!(beside.windows[3].steps, (901, 1000));
    /// assert_eq!(beside.learning(), Learning::Worse);
    /// ```
    pub fn find(port: &Port, names: Names) -> Option<Self> {
        let (last, _) = port.losses.last_key_value()?;
        let num_steps = port.num_steps.unwrap_or(*last) as usize;
        if num_steps > NUM_STEPS {
            return None;
        }
        let mut ends = vec![(1, 20), (21, 100), (101, num_steps)];
        if num_steps > 200 {
            ends.push((num_steps - 99, num_steps));
        }
        let has_means = |&(first, last): &(usize, usize)| {
            let steps = port.comparable().map(|(step, _)| step as usize);
            steps.filter(|it| (first..=last).contains(it)).count() >= FEWEST
        };
        ends.retain(|&(_, last)| last <= num_steps);
        ends.retain(has_means);
        if ends.is_empty() {
            return None;
        }
        let windows = |runs: &[Vec<f64>]| {
            let windows =
                ends.iter().filter_map(|&it| Window::new(port, runs, it));
            windows.collect()
        };
        Some(Beside {
            names,
            windows: match names {
                _ if num_steps < NUM_STEPS => windows(&runs(names, num_steps)),
                Names::Same => windows(&SAME_NAMES),
                Names::Other => windows(&OTHER_NAMES),
            },
        })
    }

    /// What the means say. The earliest that luck does not explain decides.
    pub fn learning(&self) -> Learning {
        let says = self.windows.iter().map(|it| {
            let (lowest, highest) = it.luck();
            if !it.mean.is_finite() {
                Learning::Not
            } else if it.mean > highest {
                Learning::Worse
            } else if it.mean < lowest {
                Learning::Better
            } else {
                Learning::AsItShould
            }
        });
        let mut unusual = says.filter(|it| *it != Learning::AsItShould);
        unusual.next().unwrap_or(Learning::AsItShould)
    }
}

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (i, window) in self.windows.iter().enumerate() {
            let (first, last) = window.steps;
            let (lowest, highest) = window.luck();
            let (before, right) = match i {
                0 => ("", "right runs have "),
                _ => ("; ", ""),
            };
            write!(
                f,
                "{before}steps {first} to {last}: mean {:.3} \
                 ({right}{lowest:.3} to {highest:.3})",
                window.mean,
                last = grouped(last),
            )?;
        }
        write!(f, ". ")?;
        let what = match self.names {
            Names::Same => "with the same names and other weights",
            Names::Other => "with other seeds",
        };
        write!(
            f,
            "What right runs have is within {LUCK} standard deviations of {} \
             of ours {what}.",
            SEEDS.len(),
        )
    }
}

/// Our runs of 1,000 steps, each trained once.
static SAME_NAMES: LazyLock<Vec<Vec<f64>>> =
    LazyLock::new(|| runs(Names::Same, NUM_STEPS));
static OTHER_NAMES: LazyLock<Vec<Vec<f64>>> =
    LazyLock::new(|| runs(Names::Other, NUM_STEPS));

/// The losses of right runs. The engine of Step 6 computes what a [`Trial`]
/// does, but for rounding, in a tenth of the time.
fn runs(names: Names, num_steps: usize) -> Vec<Vec<f64>> {
    let of_seed = |seed| {
        let mut variation = Variation::default();
        variation.start.seed = seed;
        Trial::new(variation)
    };
    let of_reference = || Trial::new(Variation::default()).documents(num_steps);
    let same = match names {
        Names::Same => Some(of_reference()),
        Names::Other => None,
    };
    let run = |seed| {
        let mut trial = of_seed(seed);
        let docs = same.clone().unwrap_or_else(|| trial.documents(num_steps));
        let adam = Adam::new(trial.params.len());
        let mut engine = Workspace::resume(trial.config(), trial.params, adam);
        train(&mut engine, &docs, num_steps, LEARNING_RATE).collect()
    };
    SEEDS.map(run).collect()
}

/// The mean of some numbers.
pub fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}
