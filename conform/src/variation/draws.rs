//! The initial weights.

use std::ops::Range;

use step_4_transformer::Config;

use super::stream::Stream;
use super::{Law, Order, Positions, Variation};

/// The matrices of a model, and where their numbers are.
pub fn places(config: &Config) -> Vec<(String, usize, Range<usize>)> {
    let mut end = 0;
    let shapes = config.shapes().into_iter();
    shapes
        .map(|(name, [n_out, n_in])| {
            let start = end;
            end += n_out * n_in;
            (name, n_in, start..end)
        })
        .collect()
}

/// The initial weights, in the order of [`Config::shapes`] whatever the order
/// in which they are drawn. What the variation does not have is 0.
pub fn weights(
    variation: &Variation,
    config: &Config,
    stream: &mut Stream,
) -> Vec<f64> {
    let mut weights = vec![0.0; config.num_params()];
    let mut matrices = places(config);
    match variation.start.order {
        Order::HeadLast => matrices[2..].rotate_left(1),
        Order::PositionsFirst => matrices.swap(0, 1),
        Order::KeysFirst => {
            // Each layer has six, after the first three.
            for layer in matrices[3..].chunks_mut(6) {
                layer.swap(0, 1);
            }
        }
        _ => {}
    }
    for (name, n_in, place) in matrices {
        let absent = match name.as_str() {
            "wpe" => variation.model.positions == Positions::Absent,
            "lm_head" => variation.model.tied,
            _ => false,
        };
        if !absent {
            draw(variation, &name, n_in, &mut weights[place], stream);
        }
    }
    weights
}

/// Draws the numbers of one matrix.
fn draw(
    variation: &Variation,
    name: &str,
    n_in: usize,
    matrix: &mut [f64],
    stream: &mut Stream,
) {
    let start = &variation.start;
    let n_out = matrix.len() / n_in;
    let is_embedding = name == "wte" || name == "wpe";
    let is_output = name.ends_with("attn_wo") || name.ends_with("mlp_fc2");
    let spread = start.spread * if is_output { start.outputs } else { 1.0 };
    let mut weight = || match start.law {
        Law::Xavier => stream.uniform((6.0 / (n_in + n_out) as f64).sqrt()),
        Law::Uniform => stream.uniform(spread),
        Law::Torch if is_embedding => stream.normal(Law::Gauss),
        Law::Torch => stream.uniform((1.0 / n_in as f64).sqrt()),
        law => stream.normal(law) * spread,
    };
    let transposed = match start.order {
        Order::Transposed => !is_embedding,
        Order::SquareTransposed => n_in == n_out,
        _ => false,
    };
    if transposed {
        for column in 0..n_in {
            for row in 0..n_out {
                matrix[row * n_in + column] = weight();
            }
        }
    } else {
        matrix.fill_with(weight);
    }
}
