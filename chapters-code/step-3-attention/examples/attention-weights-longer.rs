//! The attention weights of "christopher" after a longer run.

mod common;

use common::{VOCAB_SIZE, Variant, letter, longer, reference_run, triangle};
use step_3_attention::Gpt;
use typeset::Svg;

fn main() {
    let run = reference_run();
    let (params, _) = longer(Variant::BOOK, &run);
    let tokens = run.tokens("christopher");
    let inputs = &tokens[..tokens.len() - 1];
    let labels: Vec<String> =
        inputs.iter().map(|&token| letter(token)).collect();
    let gpt = Gpt::new(VOCAB_SIZE, &params);
    let weights: Vec<Vec<f64>> = Variant::BOOK
        .traces(&gpt, &tokens)
        .into_iter()
        .map(|trace| trace.weights)
        .collect();
    let mut svg =
        Svg::new("Attention weights of christopher, longer run", 480.0, 456.0);
    triangle(&mut svg, [42.0, 20.0], 36.0, &labels, &weights);
    print!("{svg}");
}
