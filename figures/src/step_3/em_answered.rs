//! An m after "em" and after "emm": Step 3 after a short run, after a longer
//! one without and with a view of the past, and the names themselves.

use step_2_autograd::softmax;
use step_3_attention::Gpt;
use typeset::{Table, percent};

use super::common::{
    Gather, LEARNING_RATE, Reference, VOCAB_SIZE, Variant, after_prefix,
    longer, longer_docs, mean_and_deviation, reference_run,
};
use super::starts::each;

const BOOK: Variant = Variant::BOOK;
const BLIND: Variant = Variant {
    gather: Gather::Own,
    ..BOOK
};

pub fn figure() -> String {
    let run = reference_run();
    assert!(!longer_docs(&run).contains(&run.tokens("emma")), "not met");
    let short = each(|run| {
        let (params, _) = BOOK.train_at(run, LEARNING_RATE);
        shares(BOOK, run, &params)
    });
    let blind = each(|run| shares(BLIND, run, &longer(BLIND, run).0));
    let long = each(|run| shares(BOOK, run, &longer(BOOK, run).0));
    assert!(short.iter().all(|it| it[0] < 0.01), "the text says so");
    assert!(blind.iter().all(|[em, emm]| em > emm), "smaller, not none");
    let mut table = Table::new()
        .left("")
        .right("m after em")
        .right("m after emm");
    let rows = [
        ("the model, 1,000 names", &short, 0),
        ("no past, 10,000 names", &blind, 0),
        ("the model, 10,000 names", &long, 6),
    ];
    for (name, starts, twice) in rows {
        let so = starts.iter().filter(|[em, emm]| *em > 2.0 * emm).count();
        assert_eq!(so, twice, "the text says so");
        let means = [0, 1].map(|i| {
            let of: Vec<f64> = starts.iter().map(|it| it[i]).collect();
            percent(mean_and_deviation(&of).0, 1)
        });
        table = table.row([name.into()].into_iter().chain(means));
    }
    let m = run.tokens("m")[1];
    let names = ["em", "emm"].map(|prefix| {
        let counts = after_prefix(&run, prefix);
        percent(counts[m] / counts.iter().sum::<f64>(), 1)
    });
    let cells = ["the names".to_string()].into_iter().chain(names);
    table.row(cells).to_string()
}

/// The probabilities of m after "em" and "emm".
fn shares(variant: Variant, run: &Reference, params: &[f64]) -> [f64; 2] {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    let m = run.tokens("m")[1];
    ["em", "emm"].map(|prefix| {
        let traces = variant.traces(&gpt, &run.tokens(prefix));
        softmax(&traces.last().expect("a position").logits)[m]
    })
}
