//! The tape's gradients against central differences, on random graphs of every
//! operation; and against the gradient derived by hand in Step 1.

use approx::{assert_abs_diff_eq, assert_relative_eq};
use names::{Corpus, NAMES};
use portable::PythonRandom;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use step_0_counting::mean_loss;
use step_1_gradient_descent::{
    Mlp, analytic_gradient, initial_parameters, num_params,
};
use step_2_autograd::order::{backward_sorted, depth_first};
use step_2_autograd::{Scalar, Tape, Value, mlp, softmax};

/// A graph of `size` random operations on the leaves, the same for the same
/// seed. What comes near a kink or a pole is moved away from it.
fn random_graph<S: Scalar>(leaves: &[S], size: u32, seed: u32) -> S {
    let mut rng = StdRng::seed_from_u64(seed.into());
    let mut numbers = leaves.to_vec();
    for _ in 0..size {
        let a = numbers[rng.random_range(0..numbers.len())];
        let b = numbers[rng.random_range(0..numbers.len())];
        let c = rng.random_range(-2.0..2.0);
        let positive = a * a + 0.5;
        let number = match rng.random_range(0..15) {
            0 => a + b,
            1 => a - b,
            2 => a * b,
            3 => a / (b * b + 1.0),
            4 => -a,
            5 => a + c,
            6 => a - c,
            7 => a * c,
            8 => a / (c * c + 0.5),
            9 => positive.powf(c),
            10 => (a / (positive + 1.0)).exp(),
            11 => positive.ln(),
            12 if a.data().abs() < 0.01 => a + 1.0,
            12 => a.relu(),
            13 => S::dot(leaves, &numbers[..leaves.len()]) + a,
            _ => S::dot(&numbers[numbers.len() - 3..], &leaves[..3]),
        };
        // Keeps the numbers within reach of each other.
        numbers.push(number / (number * number / 25.0 + 1.0));
    }
    S::sum(&numbers[leaves.len()..])
}

fn random_leaves(seed: u32) -> Vec<f64> {
    let mut rng = StdRng::seed_from_u64(seed.into());
    (0..6).map(|_| rng.random_range(-2.0..2.0)).collect()
}

/// `(L(x + h) - L(x - h)) / 2h` along one of the numbers.
fn central_difference(
    numbers: &mut [f64],
    i: usize,
    loss: impl Fn(&[f64]) -> f64,
) -> f64 {
    let (old, h) = (numbers[i], 1e-5);
    numbers[i] = old + h;
    let above = loss(numbers);
    numbers[i] = old - h;
    let below = loss(numbers);
    numbers[i] = old;
    (above - below) / (2.0 * h)
}

#[test]
fn random_graphs_agree_with_central_differences() {
    for seed in 0..300 {
        let mut leaves = random_leaves(seed);
        let size = 1 + seed % 40;
        let tape = Tape::new();
        let values = tape.leaves(&leaves);
        let grads = random_graph(&values, size, seed).backward();
        for (i, value) in values.iter().enumerate() {
            let numerical = central_difference(&mut leaves, i, |leaves| {
                random_graph(leaves, size, seed)
            });
            assert_relative_eq!(
                grads.of(*value),
                numerical,
                epsilon = 1e-7,
                max_relative = 1e-7
            );
        }
    }
}

#[test]
fn random_graphs_have_the_same_bits_in_f64_and_on_the_tape() {
    for seed in 0..300 {
        let leaves = random_leaves(seed);
        let tape = Tape::new();
        let on_the_tape = random_graph(&tape.leaves(&leaves), 40, seed);
        assert_eq!(on_the_tape.data(), random_graph(&leaves, 40, seed));
    }
}

#[test]
fn every_operation_has_its_derivative() {
    let check = |f: &dyn Fn(Value<'_>, Value<'_>) -> f64, expected| {
        let tape = Tape::new();
        let found = f(tape.leaf(3.0), tape.leaf(-2.0));
        assert_relative_eq!(
            found,
            expected,
            epsilon = 0.0,
            max_relative = 1e-15
        );
    };
    check(&|a, b| (a + b).backward().of(b), 1.0);
    check(&|a, b| (a - b).backward().of(b), -1.0);
    check(&|a, b| (a * b).backward().of(b), 3.0);
    check(&|a, b| (a / b).backward().of(b), -0.75);
    check(&|a, _| (-a).backward().of(a), -1.0);
    check(&|a, _| (a + 5.0).backward().of(a), 1.0);
    check(&|a, _| (a - 5.0).backward().of(a), 1.0);
    check(&|a, _| (a * 5.0).backward().of(a), 5.0);
    check(&|a, _| (a / 5.0).backward().of(a), 0.2);
    check(&|a, _| (5.0 + a).backward().of(a), 1.0);
    check(&|a, _| (5.0 - a).backward().of(a), -1.0);
    check(&|a, _| (5.0 * a).backward().of(a), 5.0);
    check(&|_, b| (5.0 / b).backward().of(b), -1.25);
    check(&|a, _| a.powf(3.0).backward().of(a), 27.0);
    check(&|a, _| a.ln().backward().of(a), 1.0 / 3.0);
    check(&|_, b| b.exp().backward().of(b), portable::math::exp(-2.0));
    check(&|a, _| a.relu().backward().of(a), 1.0);
    check(&|_, b| b.relu().backward().of(b), 0.0);
    check(&|a, b| Scalar::dot(&[a, b], &[a, b]).backward().of(b), -4.0);
    check(&|a, b| Scalar::dot(&[a, b], &[b, a]).backward().of(b), 6.0);
}

#[test]
fn a_dot_product_is_one_number_where_its_operands_lie_side_by_side() {
    let tape = Tape::new();
    let x = tape.leaves(&[1.0, 2.0, 3.0, 4.0]);
    let before = tape.len();
    let run = Scalar::dot(&x[..2], &x[2..]);
    assert_eq!((run.data(), tape.len() - before), (11.0, 1));
    let scattered = Scalar::dot(&[x[0], x[1]], &[x[3], x[2]]);
    assert_eq!((scattered.data(), tape.len() - before), (10.0, 4));
}

#[test]
fn a_dot_product_keeps_the_sign_of_zero() {
    let tape = Tape::new();
    let x = tape.leaves(&[-0.0, 1.0]);
    let taped = Scalar::dot(&x[..1], &x[1..]).data();
    assert_eq!(taped.to_bits(), f64::dot(&[-0.0], &[1.0]).to_bits());
}

#[test]
fn the_tape_needs_no_sort() {
    for seed in 0..100 {
        let tape = Tape::new();
        let leaves = tape.leaves(&random_leaves(seed));
        let root = random_graph(&leaves, 40, seed);
        let (grads, sorted) = (root.backward(), backward_sorted(root));
        for value in depth_first(root) {
            assert_relative_eq!(
                grads.of(value),
                sorted.of(value),
                epsilon = 1e-12,
                max_relative = 1e-12
            );
        }
    }
}

#[test]
fn what_the_loss_does_not_use_has_no_gradient() {
    let tape = Tape::new();
    let a = tape.leaf(0.0);
    let unused = a.ln(); // -∞, with an infinite slope
    let loss = a + 1.0;
    let later = a * 2.0;
    let grads = loss.backward();
    assert_eq!(grads.of(a), 1.0);
    assert_eq!(grads.of(unused), 0.0);
    assert_eq!(grads.of(later), 0.0);
}

#[test]
fn relu_is_flat_where_it_bends() {
    let tape = Tape::new();
    let a = tape.leaf(0.0);
    assert_eq!(a.relu().backward().of(a), 0.0);
    assert_eq!(step_1_gradient_descent::relu(&[0.0]), [0.0]);
}

#[test]
#[should_panic(expected = "values of two tapes")]
fn values_of_two_tapes_do_not_mix() {
    let (tape, other) = (Tape::new(), Tape::new());
    let _ = tape.leaf(1.0) + other.leaf(2.0);
}

#[test]
#[should_panic(expected = "values of two tapes")]
fn a_dot_product_across_tapes_is_refused() {
    let (tape, other) = (Tape::new(), Tape::new());
    Scalar::dot(&tape.leaves(&[1.0, 2.0]), &other.leaves(&[1.0, 2.0]));
}

#[test]
#[should_panic(expected = "unequal vectors")]
fn a_dot_product_of_unequal_vectors_is_refused() {
    f64::dot(&[1.0, 2.0], &[1.0]);
}

#[test]
fn by_hand_by_machine_and_by_trying_give_one_gradient() {
    let mut rng = PythonRandom::new(42);
    let corpus = Corpus::new(NAMES, &mut rng);
    let mut params = initial_parameters(num_params(27), &mut rng);
    for tokens in &corpus.docs[..5] {
        let (loss, by_hand) = analytic_gradient(27, &params, tokens);

        let tape = Tape::new();
        let weights = tape.leaves(&params);
        let taped_loss = mlp::loss(&Mlp::new(27, &weights), tokens);
        let by_machine = taped_loss.backward();
        assert_relative_eq!(
            loss,
            taped_loss.data(),
            epsilon = 0.0,
            max_relative = 1e-14
        );

        for (i, by_hand) in by_hand.iter().enumerate() {
            let by_machine = by_machine.of(weights[i]);
            assert_relative_eq!(
                *by_hand,
                by_machine,
                epsilon = 1e-17,
                max_relative = 1e-12
            );
            let by_trying = central_difference(&mut params, i, |params| {
                let mlp = Mlp::new(27, params);
                mean_loss(tokens, |token| softmax(&mlp.logits(token)))
            });
            assert_abs_diff_eq!(*by_hand, by_trying, epsilon = 1e-9);
        }
    }
}
