//! The losses of the original programs, and how far the crates' are from them.

use reference::Results;
use typeset::{Table, fixed, thousands};

pub fn figure() -> String {
    let mut table = Table::new()
        .left("program")
        .right("parameters")
        .right("first loss")
        .right("second")
        .right("third")
        .right("last")
        .right("furthest apart");
    for summary in runs::summaries(5) {
        let original = Results::of_step(summary.step as usize);
        let ours = Results {
            losses: summary.losses,
            ..original.clone()
        };
        let last = runs::NUM_STEPS - 1;
        let name = match summary.step {
            1 => "`train1.py`, `train2.py`".to_owned(),
            step => format!("`train{step}.py`"),
        };
        table = table.row([
            name,
            thousands(summary.num_params),
            fixed(original.losses[0], 6),
            fixed(original.losses[1], 6),
            fixed(original.losses[2], 6),
            fixed(original.losses[last], 6),
            format!("{:.1e}", original.distance(&ours).losses),
        ]);
    }
    table.to_string()
}
