//! Activations that no step of the book has.

use conform::variation::network::{gelu, gelu_tanh};
use step_2_autograd::Tape;

#[test]
fn the_activations_are_what_they_are_called() {
    approx(gelu(1.0), 0.841_344_746);
    approx(gelu(-0.5), -0.154_268_770);
    approx(gelu_tanh(1.0), 0.841_191_991);
    approx(gelu_tanh(-0.5), -0.154_285_988);
    // The error function, of 0.3.
    let x = 0.3 * 2.0_f64.sqrt();
    approx(2.0 * gelu(x) / x - 1.0, 0.328_626_759);
    let slope = (gelu(0.7 + 1e-6) - gelu(0.7 - 1e-6)) / 2e-6;
    let tape = Tape::new();
    let x = tape.leaf(0.7);
    approx(gelu(x).backward().of(x), slope);
}

fn approx(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-8, "{a}, not {b}");
}
