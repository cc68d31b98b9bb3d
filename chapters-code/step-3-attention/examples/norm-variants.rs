//! The model with norms left out: its stream at the start, and what it learns.

mod common;

use common::{VOCAB_SIZE, Variant, mean_and_deviation, reference_run, rms};
use step_3_attention::Gpt;
use typeset::{Table, fixed};

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.untrained);
    let variants = [
        ("all three, as in the book", [true; 3]),
        ("without the first", [false, true, true]),
        ("without the one before attention", [true, false, true]),
        ("without the one before the MLP", [true, true, false]),
        ("none", [false; 3]),
    ];
    let mut table = Table::new()
        .left("norms")
        .right("RMS of the stream at the start")
        .right("loss of 500 held-out names");
    for (name, norms) in variants {
        let variant = Variant {
            norms,
            ..Variant::BOOK
        };
        let names = runs::held_out(&run.docs).iter();
        let traces = names.flat_map(|doc| variant.traces(&gpt, doc));
        let sizes: Vec<f64> =
            traces.map(|trace| rms(&trace.stream[0])).collect();
        let (_, held_out) = variant.train(&run);
        assert!(norms != [true; 3] || held_out == run.held_out);
        table = table.row([
            name.into(),
            fixed(mean_and_deviation(&sizes).0, 2),
            fixed(held_out, 3),
        ]);
    }
    print!("{table}");
}
