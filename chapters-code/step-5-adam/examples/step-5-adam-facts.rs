//! The numbers in the sentences of Step 5.

mod common;

use common::{LM_HEAD_A, learning_rate, reference_run};
use names::math;
use step_4_transformer::Config;
use step_5_adam::{Adam, BETA1, BETA2, EPS};
use typeset::{Facts, fixed, thousands};

/// The learning rate of plain gradient descent in Steps 3 and 4.
const SGD_LEARNING_RATE: f64 = 0.1;

fn main() {
    let (docs, mut trainer) = reference_run();
    let n = trainer.params.len();
    let (_, grads) = trainer.gradient(&docs[0]);
    let grad = grads.first(n);

    let size = |&i: &usize| grad[i].abs();
    let by_size = |a: &usize, b: &usize| size(a).total_cmp(&size(b));
    let moving = (0..n).filter(|&i| grad[i] != 0.0);
    let large = moving.clone().max_by(by_size).expect("a gradient");
    let small = moving.clone().min_by(by_size).expect("a gradient");

    let before = trainer.params.clone();
    trainer.step(&docs[0], learning_rate(0));
    let after = trainer.params.clone();
    let step = |i: usize| after[i] - before[i];
    let rms = |x: &dyn Fn(usize) -> f64| {
        ((0..n).map(|i| x(i) * x(i)).sum::<f64>() / n as f64).sqrt()
    };
    let sgd_rms = rms(&|i| SGD_LEARNING_RATE * grad[i]);
    let adam_rms = rms(&step);

    let first = grad[LM_HEAD_A];
    assert_eq!(parameter_name(&trainer.config, LM_HEAD_A), "lm_head[0][0]");
    trainer.step(&docs[1], learning_rate(1));
    let (_, third) = trainer.gradient(&docs[2]);
    let third = third.first(n)[LM_HEAD_A];

    let pulse = steps_after_a_pulse(8);
    let facts = Facts::new()
        .with("num-params", thousands(n))
        .with(
            "buffers",
            thousands(trainer.adam.m.len() + trainer.adam.v.len()),
        )
        .with("large-name", code(&parameter_name(&trainer.config, large)))
        .with("large-grad", fixed(grad[large], 3))
        .with("large-sgd", fixed(SGD_LEARNING_RATE * grad[large].abs(), 3))
        .with("large-adam", fixed(step(large).abs(), 4))
        .with("small-name", code(&parameter_name(&trainer.config, small)))
        .with("small-grad", fixed(grad[small], 8))
        .with("small-sgd", fixed(SGD_LEARNING_RATE * grad[small].abs(), 8))
        .with("small-adam", fixed(step(small).abs(), 4))
        .with(
            "ratio",
            thousands(fixed((grad[large] / grad[small]).abs(), 0)),
        )
        .with("zero-grads", n - moving.count())
        .with("sgd-rms", fixed(sgd_rms, 4))
        .with("adam-rms", fixed(adam_rms, 4))
        .with("rms-ratio", fixed(adam_rms / sgd_rms, 1))
        .with("memory-beta1", fixed(1.0 / (1.0 - BETA1), 1))
        .with("memory-beta2", fixed(1.0 / (1.0 - BETA2), 0))
        .with("memory-default1", fixed(1.0 / (1.0 - 0.9), 0))
        .with("memory-default2", thousands(fixed(1.0 / (1.0 - 0.999), 0)))
        .with("third-over-first", fixed((third / first).abs(), 0))
        .with("pulse-1", fixed(pulse[0], 4))
        .with("pulse-2", fixed(pulse[1], 4))
        .with("pulse-8", fixed(pulse[7], 4))
        .with("late-pulse", fixed(step_of_a_late_pulse(), 2))
        .with("eps-share", fixed(100.0 * EPS / grad[small].abs(), 1))
        .with("powers-saved", thousands(2 * (n - 1)));
    print!("{facts}");
}

/// The name of parameter `i` as an expression: `lm_head[0][3]`.
fn parameter_name(config: &Config, i: usize) -> String {
    let mut start = 0;
    for (name, [n_out, n_in]) in config.shapes() {
        let offset = i - start;
        if offset < n_out * n_in {
            return format!("{name}[{}][{}]", offset / n_in, offset % n_in);
        }
        start += n_out * n_in;
    }
    panic!("there is no parameter {i}");
}

/// Text as Markdown shows code.
fn code(text: &str) -> String {
    format!("`{text}`")
}

/// How far a parameter moves in each of its first steps, if only the first
/// gradient is not 0. The learning rate stays at 0.01.
fn steps_after_a_pulse(num_steps: usize) -> Vec<f64> {
    let mut adam = Adam::new(1);
    let mut step = |grad| {
        let mut params = [0.0];
        adam.step(&mut params, &[grad], 0.01);
        -params[0]
    };
    (0..num_steps)
        .map(|i| step(if i == 0 { 5.0 } else { 0.0 }))
        .collect()
}

/// How far, in learning rates, one gradient moves a parameter that had none
/// for so long that bias correction is over.
fn step_of_a_late_pulse() -> f64 {
    let mut adam = Adam::new(1);
    let mut params = [0.0];
    for _ in 0..5000 {
        adam.step(&mut params, &[0.0], 1.0);
    }
    adam.step(&mut params, &[5.0], 1.0);
    let bound = (1.0 - BETA1) / math::powf(1.0 - BETA2, 0.5);
    assert!((-params[0] - bound).abs() < 1e-6, "the formula in the text");
    bound
}
