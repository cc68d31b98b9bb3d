//! The cost of a thousand steps, cut into pieces.

use exercises::step_2::checkpoints::checkpointed;
use step_2_autograd::Value;
use typeset::{Table, thousands};

const NUM_STEPS: usize = 1000;

pub fn figure() -> String {
    let x = [1.0, -0.5, 0.8, 0.2];
    let mut table = Table::new()
        .right("steps per piece")
        .right("longest tape")
        .right("numbers kept")
        .right("in all");
    for piece in [1000, 500, 100, 50, 20, 10, 5, 1] {
        let (_, longest) = checkpointed(&x, NUM_STEPS, piece, step);
        let kept = x.len() * NUM_STEPS.div_ceil(piece);
        table = table.row([
            thousands(piece),
            thousands(longest),
            thousands(kept),
            thousands(longest + kept),
        ]);
    }
    table.to_string()
}

/// A step that puts four numbers on the tape for each of four.
fn step<'t>(x: &[Value<'t>]) -> Vec<Value<'t>> {
    let next = x.iter().cycle().skip(1);
    x.iter()
        .zip(next)
        .map(|(&x, &next)| x * 0.99 + next * next * 0.005)
        .collect()
}
