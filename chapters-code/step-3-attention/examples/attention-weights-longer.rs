//! The attention weights of "christopher" after a longer run.

mod common;

use common::{VOCAB_SIZE, Variant, longer, reference_run};
use step_3_attention::Gpt;
use widgets::step_3::attention_weights::triangle;
use widgets::step_3::trace::trace;

fn main() {
    let run = reference_run();
    let (params, _) = longer(Variant::BOOK, &run);
    let tokens = run.tokens("christopher");
    let gpt = Gpt::new(VOCAB_SIZE, &params);
    let positions = trace(&gpt, &tokens[..tokens.len() - 1]);
    let name = "after the longer run";
    print!("{}", triangle(name, &positions, 480.0).svg);
}
