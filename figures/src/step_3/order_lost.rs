//! The letters after "emm" and after "mem", for a model trained with position
//! embeddings and for one trained without.

use step_2_autograd::softmax;
use step_3_attention::Gpt;
use typeset::{Table, percent};

use super::common::{
    Reference, VOCAB_SIZE, Variant, letter, likeliest, reference_run,
};

pub fn figure() -> String {
    let run = reference_run();
    let book = Variant::BOOK;
    let without = Variant {
        positions: false,
        ..book
    };
    let (params, _) = without.train(&run);
    let columns = [
        after(&run, book, &run.trained, "emm"),
        after(&run, book, &run.trained, "mem"),
        after(&run, without, &params, "emm"),
        after(&run, without, &params, "mem"),
    ];
    let same = |a: &[f64], b: &[f64]| {
        a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12)
    };
    assert!(same(&columns[2], &columns[3]), "the text says so");
    assert!(!same(&columns[0], &columns[1]), "the text says so");

    let a = run.tokens("a")[1];
    assert!(
        columns[0][a] < columns[1][a],
        "the wrong way, the text says"
    );

    let mut table = Table::new()
        .left("next")
        .right("with positions: emm")
        .right("with: mem")
        .right("without: emm")
        .right("without: mem");
    for token in likeliest(&columns[0], 5) {
        let cells = columns.iter().map(|probs| percent(probs[token], 2));
        table = table.row([letter(token)].into_iter().chain(cells));
    }
    table.to_string()
}

/// The probabilities of what comes next.
fn after(
    run: &Reference,
    variant: Variant,
    params: &[f64],
    prefix: &str,
) -> Vec<f64> {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    let traces = variant.traces(&gpt, &run.tokens(prefix));
    let last = traces.last().expect("a prefix has a position");
    softmax(&last.logits)
}
