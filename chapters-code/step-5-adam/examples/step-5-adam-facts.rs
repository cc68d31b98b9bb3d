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
    let sgd_step = |i: usize| -SGD_LEARNING_RATE * grad[i];
    let sgd_median = median((0..n).map(|i| sgd_step(i).abs()).collect());
    let adam_median = median((0..n).map(|i| step(i).abs()).collect());

    let first = grad[LM_HEAD_A];
    assert_eq!(parameter_name(&trainer.config, LM_HEAD_A), "lm_head[0][0]");
    trainer.step(&docs[1], learning_rate(1));
    let (_, third) = trainer.gradient(&docs[2]);
    let third = third.first(n)[LM_HEAD_A];

    // Without EPS, what has no gradient in the first step becomes NaN.
    let (_, mut poisoned) = reference_run();
    for i in (0..n).filter(|&i| grad[i] == 0.0) {
        poisoned.params[i] = f64::NAN;
    }
    poisoned.step(&docs[1], learning_rate(1));
    let not_numbers = poisoned.params.iter().filter(|p| p.is_nan()).count();

    let pulse = after_a_pulse(0, 100);
    let late = after_a_pulse(900, 100);
    let bound = (1.0 - BETA1) / math::powf(1.0 - BETA2, 0.5);
    assert!((late[0] - bound).abs() < 1e-3, "the formula in the text");

    let facts = Facts::new()
        .with("num-params", thousands(n))
        .with(
            "buffers",
            thousands(trainer.adam.m.len() + trainer.adam.v.len()),
        )
        .with("large-name", code(&parameter_name(&trainer.config, large)))
        .with("large-grad", fixed(grad[large], 3))
        .with("large-sgd", fixed(sgd_step(large), 3))
        .with("large-adam", fixed(step(large).abs(), 4))
        .with("small-name", code(&parameter_name(&trainer.config, small)))
        .with("small-grad", fixed(grad[small], 8))
        .with("small-sgd", fixed(sgd_step(small), 8))
        .with("small-adam", fixed(step(small).abs(), 4))
        .with("ratio", two_digits((grad[large] / grad[small]).abs()))
        .with("zero-grads", n - moving.count())
        .with("not-numbers", thousands(not_numbers))
        .with("sgd-median", fixed(sgd_median, 5))
        .with("adam-median", fixed(adam_median, 4))
        .with("median-ratio", two_digits(adam_median / sgd_median))
        .with("share-m", percent(1.0 - BETA1, 0))
        .with("share-v", percent(1.0 - BETA2, 0))
        .with("memory-beta1", fixed(1.0 / (1.0 - BETA1), 1))
        .with("memory-beta2", fixed(1.0 / (1.0 - BETA2), 0))
        .with("memory-default1", fixed(1.0 / (1.0 - 0.9), 0))
        .with("memory-default2", thousands(fixed(1.0 / (1.0 - 0.999), 0)))
        .with("left-default2", percent(math::powf(0.999, 999.0), 0))
        .with("left-beta2", percent(math::powf(BETA2, 999.0), 3))
        .with("param-0", fixed(before[LM_HEAD_A], 5))
        .with("third-over-first", fixed((third / first).abs(), 0))
        .with("one-of-three", fixed(f64::sqrt(1.0 / 3.0), 2))
        .with("pulse-1", fixed(0.01 * pulse[0], 4))
        .with("pulse-2", fixed(0.01 * pulse[1], 4))
        .with("pulse-8", fixed(0.01 * pulse[7], 4))
        .with(
            "pulse-rest",
            fixed(0.01 * pulse[1..].iter().sum::<f64>(), 3),
        )
        .with("late-pulse", fixed(late[0], 1))
        .with("late-rest", fixed(late[1..].iter().sum(), 1))
        .with("eps-share", percent(EPS / grad[small].abs(), 1))
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

/// How far a parameter moves, in learning rates, in each of `num_steps` steps
/// of which only the first has a gradient, after `quiet` steps without one.
fn after_a_pulse(quiet: usize, num_steps: usize) -> Vec<f64> {
    let mut adam = Adam::new(1);
    let mut step = |grad| {
        let mut params = [0.0];
        adam.step(&mut params, &[grad], 1.0);
        -params[0]
    };
    for _ in 0..quiet {
        step(0.0);
    }
    (0..num_steps)
        .map(|i| step(if i == 0 { 5.0 } else { 0.0 }))
        .collect()
}

/// A share of the whole, with its sign.
fn percent(share: f64, digits: usize) -> String {
    fixed(100.0 * share, digits) + " %"
}

/// The number in the middle.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// A number of two digits and more, rounded to its first two.
fn two_digits(x: f64) -> String {
    let mut unit = 1.0;
    while x / unit >= 100.0 {
        unit *= 10.0;
    }
    thousands(fixed((x / unit).round() * unit, 0))
}
