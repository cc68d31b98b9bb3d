//! Of 7.C: how good it is to expect what came the last time.

use std::sync::LazyLock;

use exercises::step_7::copies::{Copied, copies, mixed};
use portable::math::ln;
use typeset::{Table, fixed, percent};

use super::{TABLE, seen_of};
use crate::spread::mean;
use crate::step_7::tables::{TRAINING, VALIDATION};

/// How many characters have to be the same.
const LEAST: [usize; 3] = [8, 12, 16];

/// The shares that a copy is given.
const SHARES: [f64; 5] = [0.0, 0.05, 0.1, 0.2, 0.5];

/// What comes of one number of characters.
pub struct Outcome {
    /// At what share of the places something has come before.
    pub places: f64,
    /// How often it comes again there.
    pub right: f64,
    /// What the table gives it on average.
    pub table: f64,
    /// Bits per character, for each share.
    pub bits: Vec<f64>,
}

/// For each of [`LEAST`].
pub static OUTCOMES: LazyLock<[Outcome; 3]> = LazyLock::new(|| {
    let stream = [&TRAINING[..], &VALIDATION].concat();
    let from = TRAINING.len();
    let model = |at| TABLE.probabilities(seen_of(&stream[from..at]));
    let model: Vec<Vec<f64>> = (from + 1..stream.len()).map(model).collect();
    LEAST.map(|least| outcome(&stream, from + 1, &model, least))
});

fn outcome(
    stream: &[usize],
    from: usize,
    model: &[Vec<f64>],
    least: usize,
) -> Outcome {
    let copies = &copies(stream, least)[from..];
    let came = &stream[from..];
    let found: Vec<(usize, Copied)> = copies
        .iter()
        .enumerate()
        .filter_map(|(i, copy)| Some((i, (*copy)?)))
        .collect();
    let over_copied = |of: &dyn Fn(usize, usize) -> f64| {
        let numbers = found.iter().map(|&(i, copy)| of(i, copy.token));
        mean(&numbers.collect::<Vec<_>>())
    };
    let bits = |share| {
        let bits = copies.iter().zip(model).zip(came);
        let bits = bits.map(|((copy, p), &came)| {
            let p = match copy {
                Some(copy) => mixed(p, copy.token, share)[came],
                None => p[came],
            };
            -ln(p) / ln(2.0)
        });
        mean(&bits.collect::<Vec<_>>())
    };
    Outcome {
        places: found.len() as f64 / came.len() as f64,
        right: over_copied(&|i, token| f64::from(u8::from(came[i] == token))),
        table: over_copied(&|i, token| model[i][token]),
        bits: SHARES.map(bits).to_vec(),
    }
}

/// How often a copy is right.
pub fn rights() -> String {
    let mut table = Table::new()
        .right("the same")
        .right("at so many places")
        .right("it is right")
        .right("the table's chance for it");
    assert!(OUTCOMES.iter().map(|it| it.right).is_sorted(), "surer");
    for (least, it) in LEAST.iter().zip(&*OUTCOMES) {
        table = table.row([
            least.to_string(),
            percent(it.places, 0),
            percent(it.right, 0),
            percent(it.table, 0),
        ]);
    }
    table.to_string()
}

/// What it costs and saves to believe it.
pub fn figure() -> String {
    let mut table = Table::new().right("its share");
    for least in LEAST {
        table = table.right(format!("{least} the same"));
    }
    for (i, share) in SHARES.into_iter().enumerate() {
        let bits = OUTCOMES.iter().map(|it| fixed(it.bits[i], 3));
        table = table.row([percent(share, 0)].into_iter().chain(bits));
    }
    let eight = &OUTCOMES[0];
    assert!(eight.bits[2] < eight.bits[0] - 0.01, "a tenth helps");
    assert!(eight.bits[4] > eight.bits[0] + 0.1, "its due does harm");
    table.to_string()
}
