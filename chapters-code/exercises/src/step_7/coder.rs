//! A file of the size that a loss promises: arithmetic coding.

// ANCHOR: shares
/// Of how many parts a range is made that tokens divide.
pub const PARTS: u64 = 1 << 16;

/// Where the part of each token begins, and where the last one ends: whole
/// numbers from 0 to [`PARTS`], in proportion to probabilities, and no part
/// empty.
///
/// # Panics
///
/// If there are more tokens than parts.
///
/// ```
/// use exercises::step_7::coder::{PARTS, bounds};
///
/// assert_eq!(bounds(&[0.5, 0.5]), [0, PARTS / 2, PARTS]);
/// assert_eq!(bounds(&[0.0, 1.0])[1], 1);
/// ```
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn bounds(probabilities: &[f64]) -> Vec<u64> {
    let spare = PARTS - probabilities.len() as u64; // each has one already
    let mut bounds = vec![0];
    let mut sum = 0.0;
    for (i, p) in (1..).zip(probabilities) {
        sum += p;
        bounds.push(i + (sum.min(1.0) * spare as f64) as u64);
    }
    bounds[probabilities.len()] = PARTS;
    bounds
}
// ANCHOR_END: shares

// ANCHOR: range
/// The numbers of 32 binary digits that still fit what was written.
#[derive(Clone, Copy, Debug)]
struct Range {
    low: u64,
    high: u64,
}

const HALF: u64 = 1 << 31;
const QUARTER: u64 = 1 << 30;

impl Range {
    /// All of them.
    const ALL: Range = Range {
        low: 0,
        high: 2 * HALF - 1,
    };
}
// ANCHOR_END: range

// ANCHOR: narrow
impl Range {
    /// Keeps the part of a token.
    fn narrow(&mut self, begin: u64, end: u64) {
        let size = self.high - self.low + 1;
        self.high = self.low + size * end / PARTS - 1;
        self.low += size * begin / PARTS;
    }

    /// Leaves out the first digit: `from` becomes 0, and all is doubled.
    fn double(&mut self, from: u64) {
        self.low = 2 * (self.low - from);
        self.high = 2 * (self.high - from) + 1;
    }
}
// ANCHOR_END: narrow

impl Range {
    // ANCHOR: settled
    /// Where the part begins in which the whole range lies, if it is a half of
    /// all numbers, or the half in the middle.
    fn settled(self) -> Option<u64> {
        let starts = [0, HALF, QUARTER];
        let is_around =
            |from: &u64| *from <= self.low && self.high < from + HALF;
        starts.into_iter().find(is_around)
    }
    // ANCHOR_END: settled
}

// ANCHOR: encode
/// Binary digits from which [`decode`] can read some tokens back.
/// `probabilities` is the model: from all tokens before to the chance of each.
///
/// # Panics
///
/// If a token has no probability.
pub fn encode(
    tokens: &[usize],
    mut probabilities: impl FnMut(&[usize]) -> Vec<f64>,
) -> Vec<bool> {
    let (mut range, mut digits, mut waiting) = (Range::ALL, Vec::new(), 0);
    for (at, &token) in tokens.iter().enumerate() {
        let bounds = bounds(&probabilities(&tokens[..at]));
        range.narrow(bounds[token], bounds[token + 1]);
        while let Some(from) = range.settled() {
            if from == QUARTER {
                waiting += 1; // the next digit decides
            } else {
                push(&mut digits, from == HALF, &mut waiting);
            }
            range.double(from);
        }
    }
    waiting += 1;
    push(&mut digits, range.low >= QUARTER, &mut waiting);
    digits
}
// ANCHOR_END: encode

// ANCHOR: push
/// Writes a digit, and its opposite for each one that has waited for it.
fn push(digits: &mut Vec<bool>, digit: bool, waiting: &mut usize) {
    digits.push(digit);
    digits.extend(std::iter::repeat_n(!digit, *waiting));
    *waiting = 0;
}
// ANCHOR_END: push

// ANCHOR: decode
/// The first `count` tokens that were written.
///
/// ```
/// use exercises::step_7::coder::{decode, encode};
///
/// let tokens = [0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
/// let model = |_: &[usize]| vec![0.875, 0.0625, 0.0625];
/// let digits = encode(&tokens, model);
/// // Fourteen of 0.19 bits and two of four make 10.7.
/// assert!((11..=13).contains(&digits.len()));
/// assert_eq!(decode(&digits, 16, model), tokens);
/// ```
///
/// # Panics
///
/// If a model has no probability for anything.
pub fn decode(
    digits: &[bool],
    count: usize,
    mut probabilities: impl FnMut(&[usize]) -> Vec<f64>,
) -> Vec<usize> {
    let digits = digits.iter().map(|&digit| u64::from(digit));
    let mut digits = digits.chain(std::iter::repeat(0));
    let mut next = || digits.next().unwrap_or(0);
    let mut number = (0..32).fold(0, |number, _| 2 * number + next());
    let (mut range, mut tokens) = (Range::ALL, Vec::new());
    while tokens.len() < count {
        let bounds = bounds(&probabilities(&tokens));
        let size = range.high - range.low + 1;
        let part = ((number - range.low + 1) * PARTS - 1) / size;
        let token = bounds.partition_point(|&begin| begin <= part) - 1;
        range.narrow(bounds[token], bounds[token + 1]);
        while let Some(from) = range.settled() {
            range.double(from);
            number = 2 * (number - from) + next();
        }
        tokens.push(token);
    }
    tokens
}
// ANCHOR_END: decode

#[cfg(test)]
mod tests {
    use portable::PythonRandom;

    use super::{decode, encode};

    #[test]
    fn what_is_written_is_read_back() {
        let mut rng = PythonRandom::new(42);
        for size in [2, 3, 83] {
            let weights: Vec<f64> =
                (0..size).map(|_| rng.random() + 1e-9).collect();
            let total: f64 = weights.iter().sum();
            let even: Vec<f64> = weights.iter().map(|w| w / total).collect();
            for len in [0, 1, 500] {
                let tokens: Vec<usize> =
                    (0..len).map(|_| rng.choose_weighted(&even)).collect();
                // What has come last is likelier than it was.
                let model = |past: &[usize]| {
                    let mut p: Vec<f64> =
                        even.iter().map(|p| p / 2.0).collect();
                    match past.last() {
                        Some(&last) => p[last] += 0.5,
                        None => p[0] += 0.5,
                    }
                    p
                };
                let digits = encode(&tokens, model);
                assert_eq!(decode(&digits, len, model), tokens);
            }
        }
    }
}
