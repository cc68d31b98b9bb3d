//! What makes a run with added gradients fast at first: where its steps go, or
//! how far.

use typeset::{Table, fixed};

use super::summed::{Gradient, Steps, starts, validation_loss};

/// After this many names the added gradients are far ahead.
const NUM_NAMES: usize = 16;

pub fn figure() -> String {
    use Gradient::{OfThisName, Sum};
    let name = |gradient| match gradient {
        OfThisName => "this name's gradient",
        Sum => "the sum of all so far",
    };
    let mut table = Table::new()
        .left("direction of each step")
        .left("length of each step")
        .right("validation loss after 16 names");
    let mut all = Vec::new();
    let ways = [
        (OfThisName, OfThisName),
        (Sum, OfThisName),
        (OfThisName, Sum),
        (Sum, Sum),
    ];
    for (direction, length) in ways {
        let steps = Steps { direction, length };
        let losses: Vec<f64> = starts()
            .into_iter()
            .map(|start| validation_loss(&steps.run(start, NUM_NAMES).1))
            .collect();
        let least = losses.iter().copied().fold(f64::INFINITY, f64::min);
        let most = losses.iter().copied().fold(0.0, f64::max);
        let range = format!("{} to {}", fixed(least, 2), fixed(most, 2));
        table = table.row([name(direction).into(), name(length).into(), range]);
        all.push(losses);
    }
    for (better, worse) in [(1, 0), (2, 1), (3, 1)] {
        let mut pairs = all[better].iter().zip(&all[worse]);
        assert!(pairs.all(|(a, b)| a < b), "in all six, the text says");
    }
    let ahead = all[3].iter().zip(&all[2]).filter(|(a, b)| a < b).count();
    assert_eq!(ahead, 5, "in five of six, the text says");
    table.to_string()
}
