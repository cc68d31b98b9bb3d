//! 1 to 16 heads.

use typeset::{Facts, fixed};

use super::trials::Optimizer::Descent;
use super::trials::{SEEDS, Trial};
use crate::spread::Spread;

const HEADS: [usize; 5] = [1, 2, 4, 8, 16];

/// By how much the number of heads changes the loss of Step 4's training.
pub fn facts(facts: Facts) -> Facts {
    let trial = Trial::by(Descent);
    let losses = HEADS.map(|n_head| Trial { n_head, ..trial }.losses(SEEDS));
    let of_start = |start: usize| losses.each_ref().map(|it| it[start]);
    let widest = (0..losses[0].len()).map(|start| {
        let Spread { least, most, .. } = Spread::of(&of_start(start));
        most - least
    });
    let widest = Spread::of(&widest.collect::<Vec<_>>()).most;
    facts.with("any-heads-differ", fixed(widest, 4))
}
