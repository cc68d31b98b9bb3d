//! The record of the runs: lines of a word and numbers, between tabs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Outcome, Plan, Streams};

/// A run as the record has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded {
    /// The name of its plan.
    pub name: String,
    /// How long it took, on one thread.
    pub seconds: f64,
    /// The losses of the first steps, in nats.
    pub first: Vec<f64>,
    /// Now and then: the step, the mean training loss since the last time, and
    /// the loss on the validation chapters, both in bits per character.
    pub curve: Vec<[f64; 3]>,
    /// The validation loss at each position of a window, in nats.
    pub by_position: Vec<f64>,
    /// What it wrote, and before which step; the text in Rust's notation.
    pub samples: Vec<(usize, String)>,
}

impl Recorded {
    /// The validation loss at the end, in bits per character.
    pub fn validation(&self) -> f64 {
        self.curve.last().map_or(f64::NAN, |&[_, _, bits]| bits)
    }
}

/// The lines of a run.
pub fn lines(plan: &Plan, outcome: &Outcome, seconds: f64) -> String {
    let mut text = format!("run\t{}\n", plan.name);
    let mut line = |words: &str, numbers: &[f64], digits: usize| {
        let _ = write!(text, "{words}");
        for x in numbers {
            let _ = write!(text, "\t{x:.digits$}");
        }
        text += "\n";
    };
    line("seconds", &[seconds], 1);
    line("first", &outcome.first, 9);
    for [step, training, validation] in &outcome.curve {
        line(&format!("curve\t{step}"), &[*training, *validation], 4);
    }
    line("position", &outcome.by_position, 4);
    for (step, sample) in &outcome.samples {
        let _ = writeln!(text, "sample\t{step}\t{sample:?}");
    }
    text
}

/// The lines of each run of a record, by its name.
pub fn parts(record: &str) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut name = None;
    for line in record.lines() {
        if let Some(of_run) = line.strip_prefix("run\t") {
            name = Some(of_run.to_owned());
        }
        if let Some(name) = &name {
            let part = parts.entry(name.clone()).or_default();
            part.push_str(line);
            part.push('\n');
        }
    }
    parts
}

/// Whether a recorded run has the first losses that its plan has today.
pub fn begins_so(plan: &Plan, streams: &Streams, lines: &str) -> bool {
    let recorded = read(lines);
    let Some(run) = recorded.first() else {
        return false;
    };
    let today = plan.first(streams, run.first.len());
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-8;
    today.len() == run.first.len() && today.iter().zip(&run.first).all(near)
}

/// The runs of a record. A line that begins with `#`, or with a word that is
/// none of a run's, is passed over.
///
/// ```
/// use runs::text::record::read;
///
/// let record = "processor\tX\nrun\twhole/1\nfirst\t4.5\t4.25\n";
/// let runs = read(record);
/// assert_eq!(runs[0].name, "whole/1");
/// assert_eq!(runs[0].first, [4.5, 4.25]);
/// ```
///
/// # Panics
///
/// If a number is none.
pub fn read(record: &str) -> Vec<Recorded> {
    let mut runs: Vec<Recorded> = Vec::new();
    for line in record.lines() {
        let (word, rest) = line.split_once('\t').unwrap_or((line, ""));
        let numbers = || -> Vec<f64> {
            let numbers = rest.split('\t').map(str::parse);
            numbers.map(|x| x.expect("a number")).collect()
        };
        if word == "run" {
            runs.push(Recorded {
                name: rest.to_owned(),
                ..Recorded::default()
            });
        }
        let Some(run) = runs.last_mut() else { continue };
        match word {
            "seconds" => run.seconds = numbers()[0],
            "first" => run.first = numbers(),
            "curve" => {
                let point = numbers().try_into();
                run.curve.push(point.expect("three numbers"));
            }
            "position" => run.by_position = numbers(),
            "sample" => {
                let (step, text) = rest.split_once('\t').expect("a text");
                let step = step.parse().expect("a step");
                run.samples.push((step, text.to_owned()));
            }
            _ => {}
        }
    }
    runs
}
