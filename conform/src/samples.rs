//! The samples of a port, beside the right ones.

use crate::port::Port;
use crate::reference::{NUM_SAMPLES, Original};
use crate::variation::stream::Stream;
use crate::variation::{Sampling, Start, Trial, Variation};
use crate::words::printable;

/// How far the samples are the same.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// How many were printed.
    pub printed: usize,
    /// How many are the same, before the first that is not.
    pub agreed: usize,
    /// The first that is not: the port's, and the right one.
    pub parting: Option<(String, String)>,
    /// The samples that they are instead.
    pub reason: Option<&'static str>,
}

impl Samples {
    /// Compares the samples of a port with those of an original program.
    pub fn compare(port: &Port, original: Original) -> Self {
        let right = original.samples();
        let mut pairs = port.samples.iter().zip(&right);
        let agreed = pairs.by_ref().take_while(|(a, b)| a == b).count();
        let printed = port.samples.len().min(NUM_SAMPLES);
        let parting = (agreed < printed)
            .then(|| (port.samples[agreed].clone(), right[agreed].clone()));
        let reason = match parting {
            Some(_) if original == Original::LAST => others(&port.samples),
            _ => None,
        };
        Samples {
            printed,
            agreed,
            parting,
            reason,
        }
    }

    /// What is said of them; `is_right` says whether the losses are.
    pub fn told(&self, is_right: bool) -> String {
        let Some((port, right)) = &self.parting else {
            return match self.printed {
                0 => "none found, so none compared".to_owned(),
                NUM_SAMPLES => format!("all {NUM_SAMPLES} equal"),
                n => format!("{n} equal; the reference has {NUM_SAMPLES}"),
            };
        };
        let port = printable(port);
        let why = match self.reason {
            Some(reason) => format!(". They are {reason}."),
            None if is_right => {
                ". The model is right, so look at the temperature (0.5), at \
                 the random numbers (the same stream goes on) and at the end \
                 (BOS, or 16 letters)."
                    .to_owned()
            }
            None => String::new(),
        };
        format!(
            "{} equal, then sample {}: {port:?}, and the reference has \
             {right:?}{why}",
            self.agreed,
            self.agreed + 1
        )
    }
}

/// The other samples of the right model that these are, if they are such. How
/// long a name can be does not show: none of the 20 comes near it.
fn others(samples: &[String]) -> Option<&'static str> {
    let mut trial = Trial::new(Variation::default());
    while trial.next().is_some() {}
    let usual = Sampling {
        count: samples.len().min(NUM_SAMPLES),
        ..Sampling::default()
    };
    let is = |sampling, stream| {
        samples[..usual.count] == trial.samples(sampling, stream)
    };
    let at = |temperature| Sampling {
        temperature,
        ..usual
    };
    let known = [
        (at(1.0), "those at temperature 1, not 0.5"),
        (at(0.8), "those at temperature 0.8, not 0.5"),
        (at(0.7), "those at temperature 0.7, not 0.5"),
        (at(0.1), "those at temperature 0.1, not 0.5"),
        (
            at(1e-6),
            "of the likeliest token each time, and none is drawn",
        ),
    ];
    let known = known.into_iter().find(|(how, _)| is(*how, trial.stream()));
    let restarted = || {
        is(usual, Stream::new(&Start::default()))
            .then_some("those of random numbers that start again from seed 42")
    };
    known.map(|(_, what)| what).or_else(restarted)
}
