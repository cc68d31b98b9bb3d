//! What the heads of two layers look at in a refrain.

use names::Tokenizer;
use runs::tasks::{Task, learned};
use step_4_transformer::Gpt;
use widgets::step_4::head_patterns;
use widgets::step_4::trace::trace;

use super::tasks::config;

pub fn figure() -> String {
    let tokenizer: Tokenizer = ('a'..='z').collect();
    let tokens = tokenizer.encode("rustrustrustrus").expect("letters");
    let tokens = &tokens[..tokens.len() - 1];
    let config = config(2, 2);
    let params = learned(Task::Refrain, config, 1).params;
    let passes = trace(&Gpt::new(config, &params), tokens);
    let of = |layer: usize, head: usize| -> Vec<Vec<f64>> {
        let of_head = |it: &widgets::step_4::trace::Position| {
            it.layers[layer].heads[head].weights.clone()
        };
        passes.iter().map(of_head).collect()
    };
    let models =
        [("first layer", 0), ("second layer", 1)].map(|(name, layer)| {
            (name, (0..2).map(|head| of(layer, head)).collect())
        });
    let names = tokens.iter().map(|&it| widgets::step_3::trace::letter(it));
    let names: Vec<String> = names.collect();
    head_patterns::figure(&names, &models).0.to_string()
}
