//! What the first norm does at the start, one thing at a time: it makes the
//! stream larger, and it makes the embeddings' steps longer.

use typeset::Table;

use super::common::{LEARNING_RATE, Variant, ends_of_blocks};
use super::starts::{all_below, cell, each, ends};

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
pub fn without_first(size: f64, steps: f64, rate: f64) -> Vec<f64> {
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
        variant.train_from(&run, rate).1
    })
}

/// The book's model with some norms, whose blocks add nothing at the start:
/// `attn_wo` and `mlp_fc2` begin at zero.
pub fn silent_at_the_start(norms: [bool; 3]) -> Vec<f64> {
    let variant = Variant {
        norms,
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
    const RATES: [f64; 2] = [LEARNING_RATE, 0.5];
    let by = stretch();
    let rows = [
        ("without", "0.11", "the rate", [1.0, 1.0]),
        ("without", "1", "the rate", [by, 1.0]),
        ("without", "0.11", "78 times the rate", [1.0, by * by]),
        ("without", "1", "78 times the rate", [by, by * by]),
    ];
    let with = RATES.map(|rate| super::starts::losses(Variant::BOOK, rate));
    let all = rows.map(|(.., [size, steps])| {
        RATES.map(|rate| without_first(size, steps, rate))
    });
    let [bare, size, steps, both] = &all;
    assert_eq!(typeset::fixed(1.0 / by, 2), "0.11", "the label");
    assert_eq!(typeset::fixed(by * by, 0), "78", "the label");
    // At the book's rate: the size alone does nothing, the steps everything.
    assert!(reaches_around(&size[0], &bare[0]), "no better than without");
    for mended in [&steps[0], &both[0], &with[0]] {
        assert!(all_below(mended, &bare[0]), "the text says so");
        assert!(all_below(mended, &size[0]), "the text says so");
        assert!(ends(mended)[1] < ends(&with[0])[1] + 1e-3, "as good");
    }
    // At five times the rate, the size alone is as good as the norm.
    assert!(reaches_around(&size[1], &with[1]), "cannot be told apart");

    let mut table = Table::new()
        .left("the first norm")
        .right("stream begins at")
        .right("embeddings move at")
        .right("validation, rate 0.1")
        .right("rate 0.5")
        .row(cells(["with", "1", "the rate"], &with));
    for ((norm, size, steps, _), losses) in rows.into_iter().zip(&all) {
        table = table.row(cells([norm, size, steps], losses));
    }
    table.to_string()
}

/// Whether the one range lies within the other.
fn reaches_around(wide: &[f64], narrow: &[f64]) -> bool {
    let ([least, most], inner) = (ends(wide), ends(narrow));
    inner.iter().all(|it| least < *it && *it < most)
}

fn cells(names: [&str; 3], losses: &[Vec<f64>; 2]) -> Vec<String> {
    let losses = losses.iter().map(|it| cell(it, 3));
    names.map(String::from).into_iter().chain(losses).collect()
}
