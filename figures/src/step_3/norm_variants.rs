//! The model with norms left out: its stream at the start, and what it learns.

use step_3_attention::Gpt;
use typeset::{Table, fixed};

use super::common::{
    VOCAB_SIZE, Variant, mean_and_deviation, reference_run, rms,
};

pub fn figure() -> String {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.untrained);
    let variants = [
        ("all three", [true; 3]),
        ("not the first", [false, true, true]),
        ("not before attention", [true, false, true]),
        ("not before the MLP", [true, true, false]),
        ("none", [false; 3]),
    ];
    let mut table = Table::new()
        .left("norms")
        .right("stream at the start")
        .right("validation, rate 0.1")
        .right("rate 0.5")
        .right("rate 1");
    for (name, norms) in variants {
        let variant = Variant {
            norms,
            ..Variant::BOOK
        };
        let names = runs::validation_set(&run.docs).iter();
        let traces = names.flat_map(|doc| variant.traces(&gpt, doc));
        let sizes: Vec<f64> =
            traces.map(|trace| rms(&trace.stream[0])).collect();
        let (_, validation) = variant.train(&run);
        let fast = variant.train_at(&run, 1.0).1;
        let fast = if fast.is_nan() {
            "NaN".into()
        } else {
            fixed(fast, 3)
        };
        table = table.row([
            name.into(),
            fixed(mean_and_deviation(&sizes).0, 2),
            fixed(validation, 3),
            fixed(variant.train_at(&run, 0.5).1, 3),
            fast,
        ]);
    }
    table.to_string()
}
