//! 5.5 The Whole Program
//!
//! The page: `src/step-5-adam/5.5-the-whole-program.md`.

// Until it is written, it does not use what it is given.
#![allow(unused)]

use names::NAMES;
use portable::PythonRandom;
use workbook::step_0::{Corpus, sample};
use workbook::step_1::at_temperature;
use workbook::step_2::softmax;
use workbook::step_4::{Cache, Config, Gpt};
use workbook::step_5::{LEARNING_RATE, Trainer, train};

const NUM_STEPS: usize = 1000;

const TEMPERATURE: f64 = 0.5;

const NUM_SAMPLES: usize = 20;

fn main() {
    todo!()
}
