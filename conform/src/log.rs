//! The output of a port: its losses, its samples, and what it says of itself.
//!
//! Ports print as they like, so a line is read for what it says and not for
//! how it looks: a number after the word "loss", the number of a step before
//! it, a name after the word "sample".

mod found;
mod number;
mod plain;
mod samples;

use std::collections::BTreeMap;

use crate::header::Header;
use found::{Found, Source};
use samples::Samples;

pub use number::Printed;
pub use samples::MOST_SAMPLES;

/// How much of a line is looked at, in bytes.
pub const LINE: usize = 4096;

/// How many losses are kept: more than any reference run has.
pub const MOST_LOSSES: usize = 10_000;

/// The output so far of one stream of a program.
///
/// ```
/// use conform::Log;
///
/// let mut log = Log::default();
/// log.read(b"step    1 / 1000 | loss 3.3660\nsample  1: kamon\n");
/// log.end();
/// assert_eq!(log.losses()[&1].value, 3.366);
/// assert_eq!(log.samples(), ["kamon"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Log {
    line: Vec<u8>,
    /// Whether the line stands where the last one stood.
    is_written_over: bool,
    named: Series,
    evaluations: Series,
    bare: Series,
    samples: Samples,
    header: Header,
}

impl Log {
    /// Takes in what comes next. A line ends with `\n` or, as progress does
    /// that is written over itself, with `\r`.
    pub fn read(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\n' || byte == b'\r' {
                self.end();
                self.is_written_over = byte == b'\r';
            } else if self.line.len() < LINE {
                self.line.push(byte);
            }
        }
    }

    /// The last line may end without a sign of it.
    pub fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.take_line(&plain::plain(&String::from_utf8_lossy(&line)));
        // Its memory is used again.
        self.line = line;
        self.line.clear();
    }

    fn take_line(&mut self, line: &str) {
        let Some(found) = Found::in_line(line) else {
            if self.is_empty() {
                self.header.take_line(line);
            }
            return self.samples.take_line(line);
        };
        let series = match found.source {
            Source::Named => &mut self.named,
            Source::Evaluation => &mut self.evaluations,
            Source::Bare => &mut self.bare,
        };
        series.add(&found, self.is_written_over);
        if found.step.is_some() {
            self.samples.begin_again();
        } else {
            self.samples.interrupt();
        }
    }

    /// Those that are most plainly the losses of the steps.
    fn series(&self) -> &Series {
        [&self.named, &self.evaluations]
            .into_iter()
            .find(|it| !it.losses.is_empty())
            .unwrap_or(&self.bare)
    }

    /// The losses by their steps, which count from 1.
    pub fn losses(&self) -> BTreeMap<u32, Printed> {
        self.series().counted_from_1()
    }

    /// How many losses there are.
    pub fn len(&self) -> usize {
        self.series().losses.len()
    }

    /// Whether there is no loss.
    pub fn is_empty(&self) -> bool {
        self.series().losses.is_empty()
    }

    /// How many steps the lines say that there are, if they do.
    pub fn num_steps(&self) -> Option<u32> {
        self.series().num_steps
    }

    /// The samples.
    pub fn samples(&self) -> &[String] {
        &self.samples.names
    }

    /// What it says of its data and its model.
    pub fn header(&self) -> Header {
        self.header
    }
}

/// Losses of one kind.
#[derive(Clone, Debug, Default)]
struct Series {
    losses: BTreeMap<u32, Printed>,
    last_step: Option<u32>,
    num_steps: Option<u32>,
}

impl Series {
    fn add(&mut self, found: &Found, is_written_over: bool) {
        let next = || self.last_step.map_or(1, |step| step.saturating_add(1));
        let step = found.step.unwrap_or_else(next);
        let again = is_written_over && self.last_step == Some(step);
        self.last_step = Some(step);
        self.num_steps = self.num_steps.or(found.num_steps);
        if again && self.losses.contains_key(&step) {
            // A bar counts on before it has the new loss.
            self.losses.insert(step, found.loss);
        } else if self.losses.len() < MOST_LOSSES {
            // Another pass over the data may begin with step 1.
            self.losses.entry(step).or_insert(found.loss);
        }
    }

    fn counted_from_1(&self) -> BTreeMap<u32, Printed> {
        let from_0 = self.losses.contains_key(&0);
        let shift = u32::from(from_0);
        // A bar that counts from 0 has one loss more, when it is full.
        let full = self.num_steps.filter(|_| from_0);
        self.losses
            .iter()
            .filter(|(step, _)| full.is_none_or(|full| **step < full))
            .filter_map(|(step, &loss)| Some((step.checked_add(shift)?, loss)))
            .collect()
    }
}
