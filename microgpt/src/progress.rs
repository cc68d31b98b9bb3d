//! The view that training gives of itself.

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use step_4_transformer::Config;

use crate::json::write_line;
use crate::run::Corpus;

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
        /// The last loss on what is held out, as text.
        val: String,
    },
    /// A line for every step, as the programs of the book print it.
    Lines,
    /// A JSON object for every step.
    Json,
    /// Nothing.
    Quiet,
}

/// What there is to train, and on how much.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sizes {
    /// How many documents the data have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub num_docs: Option<usize>,
    /// How many tokens of a running text there are to learn from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub num_tokens: Option<usize>,
    /// How many tokens there are.
    pub vocab_size: usize,
    /// How many parameters.
    pub num_params: usize,
}

impl Sizes {
    /// Those of a model and its data.
    pub fn new(corpus: &Corpus, config: &Config) -> Self {
        let (num_docs, num_tokens) = match corpus {
            Corpus::Documents(lines) => (Some(lines.docs.len()), None),
            Corpus::Text(text) => (None, Some(text.training.len())),
        };
        Sizes {
            num_docs,
            num_tokens,
            vocab_size: config.vocab_size,
            num_params: config.num_params(),
        }
    }
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Which one, from 1 on.
    pub step: u32,
    /// Of how many.
    pub num_steps: u32,
    /// Its loss, in nats.
    pub loss: f64,
    /// The loss after it on what is held out, where it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub val_loss: Option<f64>,
    /// The same for a running text, in bits per character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub val_bits: Option<f64>,
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
            val: String::new(),
        }
    }

    /// Shows the sizes.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn begin(&self, sizes: &Sizes, out: &mut impl Write) -> io::Result<()> {
        match self {
            Progress::Lines | Progress::Bar { .. } => {
                if let Some(num_docs) = sizes.num_docs {
                    writeln!(out, "num docs: {num_docs}")?;
                }
                if let Some(num_tokens) = sizes.num_tokens {
                    writeln!(out, "num tokens: {num_tokens}")?;
                }
                writeln!(out, "vocab size: {}", sizes.vocab_size)?;
                writeln!(out, "num params: {}", sizes.num_params)
            }
            Progress::Json => write_line(sizes, out),
            Progress::Quiet => Ok(()),
        }
    }

    /// Shows a step.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    ///
    /// ```
    /// use microgpt::progress::{Progress, Step};
    ///
    /// let step = Step {
    ///     step: 1,
    ///     num_steps: 1000,
    ///     loss: 3.36604,
    ///     val_loss: None,
    ///     val_bits: None,
    /// };
    /// let mut out = Vec::new();
    /// Progress::Lines.report(step, &mut out)?;
    /// assert_eq!(out, b"step    1 / 1000 | loss 3.3660\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn report(
        &mut self,
        report: Step,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let Step {
            step,
            num_steps,
            loss,
            ..
        } = report;
        match self {
            Progress::Lines => {
                write!(out, "step {step:4} / {num_steps:4} | loss {loss:.4}")?;
                writeln!(out, "{}", val_text(&report))
            }
            Progress::Json => write_line(&report, out),
            Progress::Quiet => Ok(()),
            Progress::Bar { bar, recent, val } => {
                if recent.len() == RECENT {
                    recent.pop_front();
                }
                recent.push_back(loss);
                let new = val_text(&report);
                if !new.is_empty() {
                    *val = new;
                }
                let mean = recent.iter().sum::<f64>() / recent.len() as f64;
                bar.set_message(format!(
                    "loss {loss:.4} | mean {mean:.4}{val}"
                ));
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

fn val_text(report: &Step) -> String {
    match (report.val_loss, report.val_bits) {
        (Some(loss), _) => format!(" | val loss {loss:.4}"),
        (_, Some(bits)) => format!(" | val {bits:.4} bits per character"),
        _ => String::new(),
    }
}
