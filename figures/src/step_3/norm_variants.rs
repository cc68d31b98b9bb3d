//! The model with norms left out: its stream at the start, and what it learns.

use step_3_attention::Gpt;
use typeset::{Table, fixed};

use super::common::{
    VOCAB_SIZE, Variant, mean_and_deviation, reference_run, rms,
};
use super::starts::{all_below, cell, ends, losses};

pub fn figure() -> String {
    let rows = [
        ("all three", [true; 3]),
        ("not the first", [false, true, true]),
        ("not before attention", [true, false, true]),
        ("not before the MLP", [true, true, false]),
        ("none", [false; 3]),
    ];
    let of = |norms| {
        let variant = Variant {
            norms,
            ..Variant::BOOK
        };
        [0.1, 0.5, 1.0].map(|rate| losses(variant, rate))
    };
    let all = rows.map(|(_, norms)| of(norms));
    let [book, no_first, .., none] = &all;
    for rate in [0, 1] {
        assert!(all_below(&book[rate], &no_first[rate]), "the text says so");
        for same in &all[2..4] {
            let [a, b] =
                [&book[rate], &same[rate]].map(Vec::as_slice).map(ends);
            assert!((a[0] - b[0]).abs() < 3e-3, "cannot be told apart");
            assert!((a[1] - b[1]).abs() < 3e-3, "cannot be told apart");
        }
    }
    assert!(all_below(&no_first[0], &none[0]), "the text says so");
    for rate in &none[..] {
        assert!(all_below(&book[1], rate), "at none of these rates");
    }
    for fails in &all[..4] {
        assert!(fails[2].iter().all(|it| it.is_nan()), "the text says so");
    }

    let mut table = Table::new()
        .left("norms")
        .right("stream at the start")
        .right("validation, rate 0.1")
        .right("rate 0.5")
        .right("rate 1");
    for ((name, norms), losses) in rows.into_iter().zip(&all) {
        let names = [name.into(), fixed(stream_at_the_start(norms), 2)];
        let losses = losses.iter().map(|it| cell(it, 3));
        table = table.row(names.into_iter().chain(losses));
    }
    table.to_string()
}

/// The mean RMS of the untrained stream, over the validation names.
fn stream_at_the_start(norms: [bool; 3]) -> f64 {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.untrained);
    let variant = Variant {
        norms,
        ..Variant::BOOK
    };
    let names = runs::validation_set(&run.docs).iter();
    let traces = names.flat_map(|doc| variant.traces(&gpt, doc));
    let sizes: Vec<f64> = traces.map(|trace| rms(&trace.stream[0])).collect();
    mean_and_deviation(&sizes).0
}
