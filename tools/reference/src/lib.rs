//! The reference run: what the original Python programs computed with seed
//! 42, and how far a run of ours is from it.

use serde::Deserialize;

/// What one program computed.
///
/// ```
/// let run = reference::Run::of_step(5);
/// assert_eq!(run.losses.len(), 1000);
/// assert_eq!(run.samples[0], "kamon");
/// assert_eq!(run.params.len(), 4192);
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Run {
    /// The loss of each step, in nats.
    pub losses: Vec<f64>,
    /// The names made up after training.
    pub samples: Vec<String>,
    /// The parameters after training, in the order of the `state_dict`.
    pub params: Vec<f64>,
}

impl Run {
    /// The run of `train{step}.py`.
    ///
    /// # Panics
    ///
    /// If there is no such step.
    pub fn of_step(step: usize) -> Self {
        let json = [
            include_str!("../../../data/reference/step-0.json"),
            include_str!("../../../data/reference/step-1.json"),
            include_str!("../../../data/reference/step-2.json"),
            include_str!("../../../data/reference/step-3.json"),
            include_str!("../../../data/reference/step-4.json"),
            include_str!("../../../data/reference/step-5.json"),
        ][step];
        serde_json::from_str(json).expect("a well-formed reference run")
    }

    /// How far `other` is from this run.
    ///
    /// ```
    /// let run = reference::Run::of_step(5);
    /// let mut other = run.clone();
    /// other.losses[7] *= 1.0 + 1e-9;
    /// let distance = run.distance(&other);
    /// assert!(distance.losses > 0.9e-9 && distance.losses < 1.1e-9);
    /// assert_eq!(distance.params, 0.0);
    /// ```
    ///
    /// # Panics
    ///
    /// If the runs differ in length or in a sample.
    pub fn distance(&self, other: &Run) -> Distance {
        assert_eq!(self.samples, other.samples, "the samples differ");
        let relative = |&(a, b): &(f64, f64)| ((a - b) / a).abs();
        let absolute = |&(a, b): &(f64, f64)| (a - b).abs();
        Distance {
            losses: largest(&self.losses, &other.losses, relative),
            params: largest(&self.params, &other.params, absolute),
        }
    }
}

/// The largest differences between two runs.
#[derive(Clone, Copy, Debug)]
pub struct Distance {
    /// Of a loss, relative to it.
    pub losses: f64,
    /// Of a parameter, absolute.
    pub params: f64,
}

fn largest(
    a: &[f64],
    b: &[f64],
    difference: impl Fn(&(f64, f64)) -> f64,
) -> f64 {
    assert_eq!(a.len(), b.len(), "the runs differ in length");
    let pairs = a.iter().copied().zip(b.iter().copied());
    pairs.map(|pair| difference(&pair)).fold(0.0, |largest, d| {
        // A NaN must not get lost in a comparison.
        if d > largest || d.is_nan() {
            d
        } else {
            largest
        }
    })
}
