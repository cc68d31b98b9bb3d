//! What the first norm does at the start, one thing at a time: it makes the
//! stream larger, and it makes the embeddings' steps longer.

use typeset::Table;

use super::common::{LEARNING_RATE, Variant, ends_of_blocks};
use super::starts::{all_below, cell, each, ends, losses};

/// By what the first norm stretches the stream at the start: the root of the
/// variance of two initial weights.
pub fn stretch() -> f64 {
    let deviation = step_1_gradient_descent::parameters::INIT_STD_DEV;
    1.0 / (deviation * 2f64.sqrt())
}

/// The model without the first norm, with a stream that begins `size` times
/// as large, and embeddings whose steps are `steps` times as long.
///
/// Embeddings that are multiplied by a factor have a gradient that is longer
/// by the factor, and each of their steps counts by the factor once more.
pub fn without_first(size: f64, steps: f64) -> Vec<f64> {
    let factor = steps.sqrt();
    let variant = Variant {
        norms: [false, true, true],
        factor,
        ..Variant::BOOK
    };
    each(|run| {
        let mut run = run.clone();
        for embedding in run.embeddings() {
            *embedding *= size / factor;
        }
        variant.train_from(&run, LEARNING_RATE).1
    })
}

/// The model without the first norm, whose blocks add nothing at the start:
/// `attn_wo` and `mlp_fc2` begin at zero.
pub fn silent_without_first() -> Vec<f64> {
    let variant = Variant {
        norms: [false, true, true],
        ..Variant::BOOK
    };
    each(|run| {
        let mut run = run.clone();
        for matrix in ends_of_blocks() {
            run.untrained[matrix].fill(0.0);
        }
        variant.train_from(&run, LEARNING_RATE).1
    })
}

pub fn figure() -> String {
    let by = stretch();
    assert_eq!(typeset::fixed(1.0 / by, 2), "0.11", "the label");
    assert_eq!(typeset::fixed(by * by, 0), "78", "the label");
    let book = losses(Variant::BOOK, LEARNING_RATE);
    let [bare, size, steps, both] = [
        without_first(1.0, 1.0),
        without_first(by, 1.0),
        without_first(1.0, by * by),
        without_first(by, by * by),
    ];
    // The size alone does nothing, the steps everything.
    let ([least, most], bare_ends) = (ends(&size), ends(&bare));
    let around = bare_ends.iter().all(|it| least < *it && *it < most);
    assert!(around, "no better than without");
    for mended in [&steps, &both, &book] {
        assert!(all_below(mended, &bare), "the text says so");
        assert!(all_below(mended, &size), "the text says so");
        assert!(ends(mended)[1] < ends(&book)[1] + 1e-3, "as good");
    }
    Table::new()
        .left("the first norm")
        .right("the stream begins at")
        .right("the embeddings move at")
        .right("validation loss")
        .left("as good as with the norm?")
        .row(cells(["with", "1", "the rate"], &book, ""))
        .row(cells(["without", "0.11", "the rate"], &bare, "no"))
        .row(cells(["without", "1", "the rate"], &size, "no"))
        .row(cells(
            ["without", "0.11", "78 times the rate"],
            &steps,
            "yes",
        ))
        .row(cells(["without", "1", "78 times the rate"], &both, "yes"))
        .to_string()
}

fn cells(names: [&str; 3], losses: &[f64], verdict: &str) -> [String; 5] {
    let [norm, size, steps] = names.map(String::from);
    [norm, size, steps, cell(losses, 2), verdict.into()]
}
