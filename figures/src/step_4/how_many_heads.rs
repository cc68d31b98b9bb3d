//! The same initial weights with 1 to 16 heads.

use runs::Training;
use step_4_transformer::Config;
use typeset::{Table, fixed};

pub fn figure() -> String {
    let guide = Config::of_the_guide(27);
    let mut table = Table::new()
        .right("heads")
        .right("numbers per head")
        .right("loss of 500 validation names");
    let mut losses = Vec::new();
    for n_head in [1, 2, 4, 8, 16] {
        let config = Config { n_head, ..guide };
        let loss = Training::transformer(config).run().validation_loss;
        losses.push(loss);
        table = table.row([
            n_head.to_string(),
            config.head_dim().to_string(),
            fixed(loss, 4),
        ]);
    }
    let least = losses.iter().copied().fold(f64::MAX, f64::min);
    let most = losses.iter().copied().fold(0.0, f64::max);
    assert!(most - least < 0.0002, "the fourth digit, by one or two");
    table.to_string()
}
