//! Validation losses of one head and of four heads, from several initial
//! weights.

use typeset::{Table, fixed};

use super::starts::starts;

pub fn figure() -> String {
    let mut table = Table::new()
        .left("initial weights")
        .right("Step 3")
        .right("Step 4, one head")
        .right("Step 4, four heads");
    let starts = starts();
    let (run, third) = (&starts[0], &starts[3]);
    assert_eq!(third.name, "seed 3");
    let (behind, ahead) = (run.step_3 - run.four, third.four - third.step_3);
    assert!(behind > 0.0 && ahead > behind, "the text says so");
    for start in starts {
        let losses =
            [start.step_3, start.one, start.four].map(|loss| fixed(loss, 4));
        table = table.row([start.name.clone()].into_iter().chain(losses));
    }
    table.to_string()
}
