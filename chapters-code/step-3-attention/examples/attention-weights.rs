//! The attention weights of "emma" before and after training.

mod common;

use common::{VOCAB_SIZE, Variant, letter, reference_run, triangle};
use step_3_attention::Gpt;
use typeset::Svg;

fn main() {
    let run = reference_run();
    let tokens = run.tokens("emma");
    let labels: Vec<String> =
        tokens[..5].iter().map(|&token| letter(token)).collect();
    let mut svg = Svg::new(
        "Attention weights of emma, untrained and trained",
        480.0,
        226.0,
    );
    let models = [
        (34.0, "untrained", &run.untrained),
        (278.0, "after 1,000 names", &run.trained),
    ];
    for (left, name, params) in models {
        let gpt = Gpt::new(VOCAB_SIZE, params);
        let traces = Variant::BOOK.traces(&gpt, &tokens);
        let weights: Vec<Vec<f64>> =
            traces.into_iter().map(|trace| trace.weights).collect();
        svg.text("small", [left, 12.0], name);
        triangle(&mut svg, [left, 40.0], 36.0, &labels, &weights);
    }
    print!("{svg}");
}
