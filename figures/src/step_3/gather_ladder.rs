//! The use of the others to a position: nothing of the others, their plain
//! mean, or attention; each trained without and with position embeddings.

use typeset::{Table, fixed};

use super::common::{Gather, Variant, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let rows = [
        ("its own value only", Gather::Own),
        ("the plain mean of the values so far", Gather::Mean),
        ("attention: a weighted mean", Gather::Attention),
    ];
    let mut table = Table::new()
        .left("a position gathers")
        .right("without positions")
        .right("with positions");
    for (name, gather) in rows {
        let validation = |positions| {
            let variant = Variant {
                positions,
                gather,
                ..Variant::BOOK
            };
            fixed(variant.train(&run).1, 3)
        };
        table = table.row([name.into(), validation(false), validation(true)]);
    }
    table.to_string()
}
