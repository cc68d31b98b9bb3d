//! What the first norm does at the start, one thing at a time: it makes the
//! stream larger, and it makes the embeddings' steps longer.

use typeset::Table;

use super::common::{LEARNING_RATE, Variant};
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

pub fn figure() -> String {
    let by = stretch();
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
        .right("validation loss")
        .left("as good as with it?")
        .row(cells("with", &book, ""))
        .row(cells("without", &bare, "no"))
        .row(cells("without, the stream begins larger", &size, "no"))
        .row(cells("without, the embeddings move faster", &steps, "yes"))
        .row(cells("without, both", &both, "yes"))
        .to_string()
}

fn cells(model: &str, losses: &[f64], verdict: &str) -> [String; 3] {
    [model.into(), cell(losses, 2), verdict.into()]
}
