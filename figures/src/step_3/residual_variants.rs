//! The model with and without residuals: how long the gradients of "emma" are
//! at the start, and what the model learns.

use typeset::{Table, fixed};

use super::common::{Variant, gradient_lengths, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let mut table = Table::new()
        .left("each block")
        .right("gradient of `wte`")
        .right("of `wpe`")
        .right("validation loss");
    for (name, residuals) in
        [("adds: x + f(x)", true), ("replaces: f(x)", false)]
    {
        let variant = Variant {
            residuals,
            ..Variant::BOOK
        };
        let [wte, wpe] =
            gradient_lengths(variant, &run.untrained, &run.tokens("emma"));
        table = table.row([
            name.into(),
            fixed(wte, 2),
            fixed(wpe, 2),
            fixed(variant.train(&run).1, 3),
        ]);
    }
    table.to_string()
}
