//! The values on the way of an "a" through the trained network.

mod common;

use common::{letters, mlp, reference};
use step_1_gradient_descent::{linear, relu, softmax};
use typeset::{Bars, HeatMap, fixed};

const A: usize = 0;

fn main() {
    let run = reference();
    let mlp = mlp(&run.trained);
    let x = mlp.wte.row(A);
    let h_pre = linear(x, &mlp.mlp_fc1);
    let h = relu(&h_pre);
    let logits = linear(&h, &mlp.mlp_fc2);
    assert_eq!(logits, mlp.logits(A), "the flow is the network's");
    let probs = softmax(&logits);

    let row = |title: &str, numbers: &[f64]| {
        HeatMap::new(title, &[numbers.to_vec()])
            .columns(title, [""; 0])
            .root_scale()
    };
    print!("{}", row("x, the embedding [16]", x).cell(20.0));
    print!("{}", tall("h_pre, before the ReLU [64]", &h_pre));
    print!("{}", tall("h, after the ReLU [64]", &h));
    let logits = HeatMap::new("logits", &[logits]).root_scale();
    print!("{}", logits.columns("logits [27], from a to BOS", [""; 0]));
    let mut bars = Bars::new("probabilities after an a", 0.26);
    for (letter, &p) in letters().iter().zip(&probs) {
        let note = if p > 0.09 { fixed(p, 2) } else { String::new() };
        bars = bars.bar("bar", letter, p, &note);
    }
    print!("{bars}");
}

/// A row of many numbers, doubled so that it can be seen.
fn tall(title: &str, numbers: &[f64]) -> HeatMap {
    HeatMap::new(title, &[numbers.to_vec(), numbers.to_vec()])
        .columns(title, [""; 0])
        .most(1.2)
        .root_scale()
}
