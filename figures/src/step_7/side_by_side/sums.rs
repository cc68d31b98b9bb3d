//! One gradient, added up by so many threads.

use std::sync::LazyLock;

use portable::PythonRandom;
use runs::text::{Plan, SMALL};
use step_5_adam::Adam;
use step_7_text::{Parts, TextTrainer, Windows, initial_parameters};
use typeset::{Table, fixed, percent};

use super::super::tables::TRAINING;

/// Numbers of threads.
const THREADS: [usize; 4] = [1, 2, 3, 4];

/// What comes of one number of threads.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// How many threads there are.
    pub threads: usize,
    /// Of the numbers that are not zero, the share that has other bits than
    /// with one thread.
    pub others: f64,
    /// How far it is from the exact sum, as a share of its length.
    pub off: f64,
}

/// The gradient of a batch, if each thread adds up its own share, and the sums
/// of the threads are added up in the end.
pub static SUMS: LazyLock<Vec<Sum>> = LazyLock::new(measured);

pub fn figure() -> String {
    let mut table = Table::new()
        .right("threads")
        .right("numbers with other bits than on one")
        .right("off the exact sum, in ten-millionths");
    for sum in SUMS.iter() {
        table = table.row([
            sum.threads.to_string(),
            percent(sum.others, 0),
            fixed(sum.off * 1e7, 2),
        ]);
    }
    table.to_string()
}

fn measured() -> Vec<Sum> {
    let gradients = gradients();
    let exact = in_turn(gradients.iter().map(|it| widened(it)));
    let one = by_threads(&gradients, 1);
    let used = one.iter().filter(|&&it| it != 0.0).count() as f64;
    let sum = |threads| {
        let ours = by_threads(&gradients, threads);
        let pairs = ours.iter().zip(&one);
        let others = pairs.filter(|(a, b)| a != b).count() as f64;
        let wide = widened(&ours);
        let off: Vec<f64> =
            wide.iter().zip(&exact).map(|(a, b)| a - b).collect();
        Sum {
            threads,
            others: others / used,
            off: length(&off) / length(&exact),
        }
    };
    let sums = THREADS.map(sum).to_vec();
    assert!(sums[1..].iter().all(|it| it.others > 0.25), "{sums:?}");
    let [least, most] =
        crate::spread::ends(&sums.iter().map(|it| it.off).collect::<Vec<_>>());
    assert!(
        most < 1e-6 && most < 2.0 * least,
        "all are as near: {sums:?}"
    );
    sums
}

/// The gradient of each window of a batch, in single precision.
fn gradients() -> Vec<Vec<f32>> {
    let plan = Plan::base("", 1);
    let mut rng = PythonRandom::new(plan.seed);
    let params = initial_parameters(&SMALL, plan.recipe.init_std_dev, &mut rng);
    let adam = Adam::new(params.len());
    let all = Parts::default();
    let mut trainer = TextTrainer::<f32>::new(SMALL, all, &params, &adam);
    let len = SMALL.block_size;
    let drawn = Windows::draw(&TRAINING, len, plan.recipe.batch, &mut rng);
    let each = drawn.tokens.iter().zip(&drawn.targets);
    each.map(|(&tokens, &targets)| {
        let window = Windows {
            tokens: vec![tokens],
            targets: vec![targets],
        };
        trainer.step(&window, 0.0);
        trainer.last_gradient().into_iter().map(narrow).collect()
    })
    .collect()
}

/// The sum as so many threads would make it, each of a share of its own.
fn by_threads(gradients: &[Vec<f32>], threads: usize) -> Vec<f32> {
    let shares = gradients.chunks(gradients.len().div_ceil(threads));
    in_turn(shares.map(|share| in_turn(share.iter().cloned())))
}

/// A sum of vectors, one after the other.
fn in_turn<F: Copy + std::ops::AddAssign>(
    mut vectors: impl Iterator<Item = Vec<F>>,
) -> Vec<F> {
    let mut sum = vectors.next().unwrap_or_default();
    for vector in vectors {
        sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
    }
    sum
}

fn widened(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().map(|&x| f64::from(x)).collect()
}

#[allow(clippy::cast_possible_truncation, reason = "they were narrow before")]
fn narrow(x: f64) -> f32 {
    x as f32
}

fn length(vector: &[f64]) -> f64 {
    vector.iter().map(|x| x * x).sum::<f64>().sqrt()
}
