//! What an induction head does, by hand.

use std::collections::HashMap;

// ANCHOR: copies
/// What came when the last tokens had come before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What came then.
    pub token: usize,
    /// How many tokens before it are the same in both places, at most
    /// [`LONGEST`].
    pub len: usize,
}

/// Matches that are longer are as good.
pub const LONGEST: usize = 32;

/// For each place of a stream, what came when the last `least` tokens before
/// it had come last, if they had. Nothing behind the place is looked at.
///
/// ```
/// use exercises::step_7::copies::{Copied, copies};
///
/// let copies = copies(&[5, 1, 2, 3, 5, 1, 2, 4], 2);
/// assert_eq!(copies[..6], [None; 6]);
/// // "5, 1" had been followed by 2 before, and "5, 1, 2" by 3.
/// assert_eq!(copies[6], Some(Copied { token: 2, len: 2 }));
/// assert_eq!(copies[7], Some(Copied { token: 3, len: 3 }));
/// ```
pub fn copies(stream: &[usize], least: usize) -> Vec<Option<Copied>> {
    let mut after = HashMap::new();
    let copy = |at: usize| {
        let context = &stream[at.checked_sub(least)?..at];
        let earlier: usize = after.insert(context, at)?;
        let is_same =
            |&back: &usize| stream[earlier - back] == stream[at - back];
        let most = earlier.min(LONGEST);
        Some(Copied {
            token: stream[earlier],
            len: (1..=most).take_while(is_same).count(),
        })
    };
    (0..stream.len()).map(copy).collect()
}
// ANCHOR_END: copies

// ANCHOR: mixed
/// A model's probabilities, of which a copied token gets a share. What all
/// others keep is what the model gave them, scaled by the rest.
///
/// ```
/// use exercises::step_7::copies::mixed;
///
/// assert_eq!(mixed(&[0.5, 0.25, 0.25], 1, 0.5), [0.25, 0.625, 0.125]);
/// ```
pub fn mixed(probabilities: &[f64], token: usize, share: f64) -> Vec<f64> {
    let rest = probabilities.iter().map(|p| (1.0 - share) * p);
    let mut mixed: Vec<f64> = rest.collect();
    mixed[token] += share;
    mixed
}
// ANCHOR_END: mixed
