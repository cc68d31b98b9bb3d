//! What more parameters, more text and more steps bring, and what a curve
//! through them foretold.

pub mod facts;
pub mod forms;
pub mod operations;
pub mod text_and_steps;
pub mod width;

use std::sync::LazyLock;

use runs::text::groups::of_width;
use runs::text::prediction::{self, Measured, WIDTH, measured};
use runs::text::{Plan, SMALL};
use step_7_text::{PowerLaw, scale};

use super::record::bits_of;
use super::tables::TRAINING;
use crate::spread::{Spread, mean};

/// What each width came to, from the narrowest.
static WIDTHS: LazyLock<Vec<Measured>> = LazyLock::new(measured);

/// The means over the parameters.
fn points() -> Vec<[f64; 2]> {
    WIDTHS.iter().map(|it| [it.params, it.mean()]).collect()
}

/// The law through all widths, without a floor and with one.
fn laws() -> [PowerLaw; 2] {
    [false, true].map(|has_floor| PowerLaw::fit(&points(), has_floor))
}

/// What was foretold before there was a run of that width.
#[derive(Clone, Copy, Debug)]
struct Foretold {
    width: f64,
    bits: f64,
    least: f64,
    most: f64,
}

fn foretold(word: &str, form: &str) -> Foretold {
    let [width, bits, least, most] = prediction::recorded(word, form)[..]
    else {
        panic!("four numbers of {word}");
    };
    Foretold {
        width,
        bits,
        least,
        most,
    }
}

/// The parameters of the width that was foretold.
fn params() -> f64 {
    of_width(WIDTH).num_params() as f64
}

/// What came of it, from each start.
fn came() -> Vec<f64> {
    bits_of("foretold", &format!("width {WIDTH}"))
}

/// Lengths of a run of the whole model, and the losses from each start.
fn lengths() -> Vec<(usize, Vec<f64>)> {
    let shorter = [250, 500, 1000].map(|it| (it, steps(it)));
    let whole = (Plan::base("", 0).recipe.steps, bits_of("ablation", "whole"));
    let longer = (4000, steps(4000));
    shorter.into_iter().chain([whole, longer]).collect()
}

fn steps(steps: usize) -> Vec<f64> {
    bits_of("sizes", &format!("steps {steps}"))
}

/// Parts of the text, and the losses of the whole model from each start.
fn texts() -> Vec<(usize, Vec<f64>)> {
    let parts =
        [8, 4, 2].map(|it| (it, bits_of("sizes", &format!("text 1/{it}"))));
    let whole = (1, bits_of("ablation", "whole"));
    parts.into_iter().chain([whole]).collect()
}

/// The characters that a run of so many steps reads.
fn characters(steps: usize) -> usize {
    steps * Plan::base("", 0).recipe.batch * SMALL.block_size
}

/// The operations of training a width for so many steps.
fn operations(width: usize, steps: usize) -> f64 {
    scale::training(&of_width(width)) * characters(steps) as f64
}

/// Losses from several starts: the mean, and from where to where they are.
fn cells(bits: &[f64], digits: usize) -> [String; 2] {
    let spread = Spread::of(bits);
    let [least, most] =
        [spread.least, spread.most].map(|it| typeset::fixed(it, digits));
    [spread.mean(digits), format!("{least} to {most}")]
}
