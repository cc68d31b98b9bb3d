//! The reference run: what the original Python programs computed with seed
//! 42, and how far a run of ours is from it.

use serde::Deserialize;

/// The results of one program.
///
/// ```
/// let run = reference::Results::of_step(5);
/// assert_eq!(run.losses.len(), 1000);
/// assert_eq!(run.samples[0], "kamon");
/// assert_eq!(run.params.len(), 4192);
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Results {
    /// The loss of each step, in nats.
    pub losses: Vec<f64>,
    /// The names made up after training.
    pub samples: Vec<String>,
    /// The parameters after training, in the order of the `state_dict`.
    pub params: Vec<f64>,
}

impl Results {
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

    /// How far the numbers of `other` are from this run's.
    ///
    /// ```
    /// let run = reference::Results::of_step(5);
    /// let mut other = run.clone();
    /// other.losses[7] *= 1.0 + 1e-9;
    /// let distance = run.distance(&other);
    /// assert!(distance.losses > 0.9e-9 && distance.losses < 1.1e-9);
    /// assert_eq!(distance.params, 0.0);
    /// ```
    ///
    /// # Panics
    ///
    /// If the runs differ in length.
    pub fn distance(&self, other: &Results) -> Distance {
        let relative = |a: f64, b: f64| ((a - b) / a).abs();
        let absolute = |a: f64, b: f64| (a - b).abs();
        Distance {
            losses: largest(&self.losses, &other.losses, relative),
            params: largest(&self.params, &other.params, absolute),
        }
    }

    /// Asserts that `other` is this run again: every loss within 1e-12 of
    /// itself, every sample the same, every parameter within 1e-9.
    ///
    /// ```
    /// let run = reference::Results::of_step(5);
    /// run.assert_reproduced_by(&run.clone());
    /// ```
    ///
    /// ```should_panic
    /// let run = reference::Results::of_step(5);
    /// let mut other = run.clone();
    /// other.samples[2] = "ava".to_string();
    /// run.assert_reproduced_by(&other);
    /// ```
    ///
    /// # Panics
    ///
    /// If it is not; the message says where the two first part.
    #[track_caller]
    pub fn assert_reproduced_by(&self, other: &Results) {
        let distance = self.distance(other);
        println!("{distance:?}");
        for (i, (a, b)) in self.losses.iter().zip(&other.losses).enumerate() {
            let same = ((a - b) / a).abs() < 1e-12;
            assert!(same, "loss of step {}: {b}, in the original {a}", i + 1);
        }
        for (i, (a, b)) in self.samples.iter().zip(&other.samples).enumerate() {
            assert!(a == b, "sample {}: {b}, in the original {a}", i + 1);
        }
        assert_eq!(self.samples.len(), other.samples.len(), "samples");
        assert!(distance.params < 1e-9, "parameters: {distance:?}");
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

fn largest(a: &[f64], b: &[f64], difference: impl Fn(f64, f64) -> f64) -> f64 {
    assert_eq!(a.len(), b.len(), "the runs differ in length");
    let differences = a.iter().zip(b).map(|(&a, &b)| difference(a, b));
    differences.fold(0.0, |largest, d| {
        // A NaN must not get lost in a comparison.
        if d > largest || d.is_nan() {
            d
        } else {
            largest
        }
    })
}
