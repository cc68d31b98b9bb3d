//! The view that training gives of itself.

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// How many losses the bar takes the mean of.
const RECENT: usize = 100;

/// The words of the bar while it runs and when it has come to its end.
const BAR: &str = "step {pos:>4} / {len:4} {wide_bar} {msg}";

/// A bar for people, lines for programs.
#[derive(Debug)]
pub enum Progress {
    /// A bar on the terminal.
    Bar {
        /// The bar.
        bar: ProgressBar,
        /// The last losses.
        recent: VecDeque<f64>,
    },
    /// A line for every step, as the programs of the book print it.
    Lines,
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress {
    /// A bar if a person is watching, else lines.
    pub fn new(step: u32, num_steps: u32) -> Self {
        // A bar (on stderr) and output that goes elsewhere would not tell
        // where training is to whoever reads that output.
        if !io::stdout().is_terminal() || !io::stderr().is_terminal() {
            return Progress::Lines;
        }
        let bar = ProgressBar::new(num_steps.into())
            .with_style(style(&format!("{BAR} | {{eta}} left")));
        let bar = bar.with_position(step.into());
        bar.reset_eta();
        Progress::Bar {
            bar,
            recent: VecDeque::with_capacity(RECENT),
        }
    }

    /// Shows a step, from 1 on, and its loss.
    ///
    /// # Errors
    ///
    /// If the lines cannot be written.
    ///
    /// ```
    /// use microgpt::progress::Progress;
    ///
    /// let mut out = Vec::new();
    /// Progress::Lines.report(1, 1000, 3.36604, &mut out)?;
    /// assert_eq!(out, b"step    1 / 1000 | loss 3.3660\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn report(
        &mut self,
        step: u32,
        num_steps: u32,
        loss: f64,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match self {
            Progress::Lines => {
                writeln!(out, "step {step:4} / {num_steps:4} | loss {loss:.4}")
            }
            Progress::Bar { bar, recent } => {
                if recent.len() == RECENT {
                    recent.pop_front();
                }
                recent.push_back(loss);
                let mean = recent.iter().sum::<f64>() / recent.len() as f64;
                bar.set_message(format!("loss {loss:.4} | mean {mean:.4}"));
                bar.set_position(step.into());
                Ok(())
            }
        }
    }

    /// Leaves what is shown as it is, so that other text can follow.
    pub fn end(&self) {
        if let Progress::Bar { bar, .. } = self {
            bar.set_style(style(BAR));
            bar.abandon();
        }
    }
}
