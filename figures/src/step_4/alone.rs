//! The model without attention: every position on its own.

use std::cell::Cell;

use step_2_autograd::{Scalar, linear, mean_loss};
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::Gpt;

/// The loss of a document if no position looks at another.
pub fn loss<S: Scalar>(gpt: &Gpt<S>, tokens: &[usize]) -> S {
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
