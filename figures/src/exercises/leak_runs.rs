//! Step 3's model as it is, and as it becomes if it sees what comes next.

use runs::Training;
use typeset::{Table, fixed};

use super::leaky::Leaky;

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate")
        .left("in training it sees")
        .right("validation, seen whole")
        .right("validation, letter by letter");
    for rate in [0.1, 0.3] {
        let leaky = Leaky::at_rate(rate);
        table = table
            .row([
                rate.to_string(),
                "the past".into(),
                String::new(),
                fixed(
                    Training::single_head().rate(rate).run().validation_loss,
                    3,
                ),
            ])
            .row([
                rate.to_string(),
                "the whole name".into(),
                fixed(leaky.seen_whole, 3),
                fixed(leaky.letter_by_letter, 3),
            ]);
    }
    table.to_string()
}
