//! The numbers of a port, and how far they are from those of a run.

use std::collections::BTreeMap;

use crate::Log;
use crate::header::Header;
use crate::log::Printed;
use crate::reference::NUM_STEPS;

/// The losses and samples that a port printed.
#[derive(Clone, Debug, Default)]
pub struct Port {
    /// The losses by their steps, which count from 1.
    pub losses: BTreeMap<u32, Printed>,
    /// How many steps it says that it has.
    pub num_steps: Option<u32>,
    /// The names that it made up.
    pub samples: Vec<String>,
    /// What it says of its data and its model.
    pub header: Header,
}

/// How far the losses of a port are those of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// How many are, before the first that is not.
    pub agreed: usize,
    /// How many of them are off by one in the last digit.
    pub off_by_one: usize,
    /// How far apart they are, all together.
    pub distance: f64,
    /// The first that is not.
    pub parting: Option<Parting>,
}

/// A step at which two runs differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parting {
    /// The step, from 1 on.
    pub step: u32,
    /// The port's number.
    pub port: Printed,
    /// The run's number.
    pub run: f64,
}

/// How far apart the losses are on the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The largest difference, and its step.
    pub largest: (u32, f64),
    /// The means of the last 100 steps, as far as they were printed: the
    /// port's and the run's.
    pub last: Option<(f64, f64)>,
}

/// The most that single precision may come to: for a loss, and for the mean of
/// the last 100. Our own run in it stays a thousand times nearer (a test says
/// so), but other ports add in another order, or with less care.
pub const SINGLE: (f64, f64) = (0.002, 0.0005);

impl Port {
    /// Gathers what one or two streams of a program say. A port may print the
    /// losses to one and the samples to the other.
    pub fn new(logs: &[Log]) -> Self {
        let mut port = Port::default();
        for log in logs {
            port.header = port.header.or(log.header());
            if log.len() > port.losses.len() {
                port.losses = log.losses();
                port.num_steps = log.num_steps();
            }
            if log.samples().len() > port.samples.len() {
                port.samples = log.samples().to_vec();
            }
        }
        port
    }

    /// A port that prints these losses to so many digits, and no samples.
    ///
    /// ```
    /// use conform::Port;
    /// use conform::reference::Original;
    ///
    /// let port = Port::of_losses([3.366_04, 3.424_28], 4);
    /// let agreement = port.agreement(Original::LAST.losses(2));
    /// assert_eq!(agreement.agreed, 2);
    /// ```
    pub fn of_losses(
        losses: impl IntoIterator<Item = f64>,
        digits: u32,
    ) -> Self {
        let mut log = Log::default();
        let width = digits as usize;
        for (step, loss) in (1..).zip(losses) {
            log.read(format!("step {step} loss {loss:.width$}\n").as_bytes());
        }
        Port::new(&[log])
    }

    /// The losses that a run of 1,000 steps can be compared with.
    pub fn comparable(&self) -> impl Iterator<Item = (u32, Printed)> + '_ {
        let most = u32::try_from(NUM_STEPS).unwrap_or(u32::MAX);
        self.losses
            .range(1..=most)
            .map(|(&step, &loss)| (step, loss))
    }

    /// How many digits the losses have after the point. Not every port prints
    /// zeros at the end, so it is the median.
    pub fn digits(&self) -> u32 {
        let mut digits: Vec<u32> =
            self.losses.values().map(|loss| loss.digits).collect();
        digits.sort_unstable();
        digits.get(digits.len() / 2).copied().unwrap_or(0)
    }

    /// The same port, if it had printed so many digits at most.
    pub fn to_digits(&self, most: u32) -> Self {
        let mut port = self.clone();
        for loss in port.losses.values_mut() {
            loss.digits = loss.digits.min(most);
        }
        port
    }

    /// Compares the losses with those of a run, up to the first that differs
    /// or is not there. Nothing of the run is computed beyond it.
    pub fn agreement(&self, run: impl IntoIterator<Item = f64>) -> Agreement {
        let mut agreement = Agreement::default();
        let mut printed = self.comparable().peekable();
        let mut run = (1..).zip(run);
        while let Some((next, port)) = printed.peek().copied() {
            let Some((step, run)) = run.find(|(step, _)| *step == next) else {
                break;
            };
            printed.next();
            if !port.agrees(run) {
                agreement.parting = Some(Parting { step, port, run });
                break;
            }
            agreement.agreed += 1;
            if port.units_from(run) > 0.0 {
                agreement.off_by_one += 1;
            }
            agreement.distance += (port.value - run).abs();
        }
        agreement
    }

    /// How far apart the losses are on the whole.
    pub fn gap(&self, run: &[f64]) -> Gap {
        let (mut largest, mut last) = ((0, 0.0), Vec::new());
        for (step, port) in self.comparable() {
            let Some(&run) = run.get(step as usize - 1) else {
                break;
            };
            let apart = (port.value - run).abs();
            if apart > largest.1 || apart.is_nan() {
                largest = (step, apart);
            }
            if step as usize > NUM_STEPS - 100 {
                last.push((port.value, run));
            }
        }
        let n = last.len() as f64;
        let mean = |part: fn(&(f64, f64)) -> f64| {
            last.iter().map(part).sum::<f64>() / n
        };
        let whole = last.len() == 100;
        let last = whole.then(|| (mean(|it| it.0), mean(|it| it.1)));
        Gap { largest, last }
    }

    /// Whether the losses are those of the run as 32-bit numbers have them:
    /// the first equal to four digits, the others near.
    pub fn is_in_single_precision(&self, run: &[f64]) -> bool {
        let agreement = self.to_digits(4).agreement(run.iter().copied());
        let Gap { largest, last } = self.gap(run);
        let near = last.is_none_or(|(a, b)| (a - b).abs() < SINGLE.1);
        // A few losses may be near by chance.
        let first = agreement.parting.is_none_or(|it| it.step > 100);
        agreement.agreed > 10 && first && largest.1 < SINGLE.0 && near
    }
}
