//! The same initial weights with 1 to 16 heads, and with no attention at all.

use std::cell::Cell;

use names::Corpus;
use runs::{NUM_STEPS, corpus, held_out, mean_over, transformer};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::{Scalar, linear, mean_loss, train};
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

fn main() {
    let guide = Config::of_the_guide(27);
    let mut table = Table::new()
        .left("heads")
        .right("numbers per head")
        .right("loss of 500 held-out names");
    let without = without_attention(guide);
    let mut with = Vec::new();
    for n_head in [1, 2, 4, 8, 16] {
        let config = Config { n_head, ..guide };
        let loss = transformer(config, NUM_STEPS, 0.1).held_out;
        with.push(loss);
        table = table.row([
            n_head.to_string(),
            config.head_dim().to_string(),
            fixed(loss, 4),
        ]);
    }
    let (least, most) = with
        .iter()
        .fold((f64::MAX, 0.0), |(a, b), &x| (a.min(x), x.max(b)));
    assert!(most - least < 0.0002, "the fourth digit, by one or two");
    assert!(without > most, "attention is better than none");
    let none = ["no attention".into(), "none".into(), fixed(without, 4)];
    print!("{}", table.row(none));
}

/// The held-out loss of a model that is trained without its attention.
fn without_attention(config: Config) -> f64 {
    let (Corpus { docs, .. }, mut rng) = corpus();
    let mut params = initial_parameters(config.num_params(), &mut rng);
    let losses =
        train(&mut params, &docs, NUM_STEPS, 0.1, |weights, tokens| {
            loss(&Gpt::new(config, weights), tokens)
        });
    assert!(losses.last().is_some(), "the run has steps");
    let gpt = Gpt::new(config, &params);
    mean_over(held_out(&docs), |tokens| loss(&gpt, tokens))
}

/// The loss of a document if every position is on its own.
fn loss<S: Scalar>(gpt: &Gpt<S>, tokens: &[usize]) -> S {
    let position = Cell::new(0);
    mean_loss(tokens, |token| {
        let row = gpt.wpe.row(position.replace(position.get() + 1));
        let mut x = rms_norm(&add(gpt.wte.row(token), row));
        for layer in &gpt.layers {
            x = add(&layer.mlp(&rms_norm(&x)), &x);
        }
        linear(&x, &gpt.lm_head)
    })
}
