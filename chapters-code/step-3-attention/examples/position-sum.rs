//! The two m's of "emma": token embedding, position embedding, and their sum.

mod common;

use common::{VOCAB_SIZE, Variant, reference_run};
use step_3_attention::Gpt;
use typeset::HeatMap;

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let tokens = run.tokens("emma");
    let traces = Variant::BOOK.traces(&gpt, &tokens);
    let mut rows = Vec::new();
    for position in [2, 3] {
        rows.push(gpt.wte.row(tokens[position]).to_vec());
        rows.push(gpt.wpe.row(position).to_vec());
        rows.push(traces[position].sum.clone());
    }
    let labels = [
        "token m",
        "position 2",
        "sum",
        "token m",
        "position 3",
        "sum",
    ];
    let map =
        HeatMap::new("Token, position and sum for the two m's of emma", &rows)
            .rows("", labels)
            .columns("the 16 numbers of each vector", 0..16);
    print!("{map}");
}
