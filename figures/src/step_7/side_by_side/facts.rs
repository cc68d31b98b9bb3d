//! The numbers in the sentences of "Windows Side by Side".

use runs::text::{Plan, SMALL};
use step_7_text::engine::trainer::{MOVED, SHARES};
use typeset::{Facts, fixed};

use super::sums::SUMS;
use crate::spread::ends;
use crate::step_7::speed::whole_seconds;

/// The bytes of a number in single precision.
const BYTES: usize = size_of::<f32>();

pub fn facts(facts: Facts) -> Facts {
    let batch = Plan::base("", 1).recipe.batch;
    let params = SMALL.num_params();
    let megabytes = |numbers: usize| {
        format!("{} MB", fixed((numbers * BYTES) as f64 / 1e6, 1))
    };
    let windows = batch / SHARES;
    assert_eq!(windows * SHARES, batch, "each share has as many");
    // A piece of the parameters, its two means, and its gradient in each share.
    let piece = MOVED * (3 + SHARES) * BYTES;
    assert!(piece < 1024 << 10, "the text says: it fits");
    let others = SUMS[1..].iter().map(|it| it.others);
    let [least, most] = ends(&others.collect::<Vec<_>>());
    assert!(least > 0.4 && most < 0.6, "the text says: about half");
    facts
        .with("engine-batch", batch)
        .with("engine-shares", SHARES)
        .with("engine-windows", windows)
        .with("engine-columns", windows * SMALL.block_size)
        .with("engine-gradient", megabytes(params))
        .with("engine-by-document", megabytes(batch * params))
        .with("engine-by-share", megabytes(SHARES * params))
        .with("engine-64", megabytes(64 * params))
        .with("engine-pieces", params.div_ceil(MOVED))
        .with("engine-piece", format!("{} kB", piece >> 10))
        .with("engine-step", format!("{} ms", fixed(step_time() * 1e3, 0)))
}

/// The seconds of a step.
fn step_time() -> f64 {
    whole_seconds() / Plan::base("", 1).recipe.steps as f64
}
