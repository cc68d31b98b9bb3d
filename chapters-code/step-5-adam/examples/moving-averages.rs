//! Three running means of one parameter's gradients, which fade.

mod history;

use typeset::{Axis, Chart};

/// The place of `lm_head[16][6]`, after the embeddings and 16 rows: one of
/// the weights that score a "q".
const LM_HEAD_Q: usize = (27 + 16) * 16 + 16 * 16 + 6;

const NUM_STEPS: usize = 80;

fn main() {
    let gradients = history::gradients(NUM_STEPS);
    let gradients: Vec<f64> =
        gradients.iter().map(|grad| grad[LM_HEAD_Q]).collect();
    let running = |beta: f64| -> Vec<f64> {
        let mut mean = 0.0;
        let means = gradients.iter().map(|g| {
            mean = beta * mean + (1.0 - beta) * g;
            mean
        });
        means.collect()
    };
    let [short, middle, long] = [0.5, 0.85, 0.99].map(running);
    assert!(long[9] < 0.3 * middle[9], "too low at the start");
    assert!(long[79] > 3.0 * middle[79], "and too high later");

    let points = |numbers: &[f64]| -> Vec<[f64; 2]> {
        let numbered = (1..).map(f64::from).zip(numbers.iter().copied());
        numbered.map(<[f64; 2]>::from).collect()
    };
    let steps = [0.0, 20.0, 40.0, 60.0, 80.0];
    let sizes = [-0.02, 0.0, 0.02, 0.04, 0.06, 0.08];
    let chart = Chart::new(
        "Running means of fading gradients, with three memories",
        Axis::linear("training step", &steps),
        Axis::linear("gradient of a weight that scores a q", &sizes),
    )
    .dots("gradient", "gradient", points(&gradients))
    .line("series-3", "β = 0.5, 2 steps", points(&short))
    .line("first-moment", "β = 0.85, 6.7 steps", points(&middle))
    .line("series-1", "β = 0.99, 100 steps", points(&long));
    print!("{chart}");
}
