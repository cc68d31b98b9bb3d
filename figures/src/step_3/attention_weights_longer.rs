//! The attention weights of "christopher" after a longer run.

use step_3_attention::Gpt;
use widgets::step_3::attention_weights::triangle;
use widgets::step_3::trace::trace;

use super::common::{VOCAB_SIZE, Variant, longer, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let (params, _) = longer(Variant::BOOK, &run);
    let tokens = run.tokens("christopher");
    let gpt = Gpt::new(VOCAB_SIZE, &params);
    let positions = trace(&gpt, &tokens[..tokens.len() - 1]);
    let name = "after the longer run";
    triangle(name, &positions, 480.0).svg
}
