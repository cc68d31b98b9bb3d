//! The gain of Step 3 in pieces: models that see more and more.

use runs::Training;
use typeset::{Table, fixed};

use super::common::{Gather, Variant, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let mlp = Training::mlp().run().validation_loss;
    let mut table = Table::new()
        .left("model")
        .left("what it sees")
        .right("loss of 500 validation names")
        .row([
            "the MLP of Step 1".into(),
            "the token".into(),
            fixed(mlp, 3),
        ]);
    for (sees, gather, positions) in [
        ("the token", Gather::Own, false),
        ("token and position", Gather::Own, true),
        ("token and past", Gather::Attention, false),
        ("token, position and past", Gather::Attention, true),
    ] {
        let variant = Variant {
            positions,
            gather,
            ..Variant::BOOK
        };
        table = table.row([
            "Step 3".into(),
            sees.into(),
            fixed(variant.train(&run).1, 3),
        ]);
    }
    table.to_string()
}
