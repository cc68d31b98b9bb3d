//! Of 2.A: slopes of the loss of "ava" in Step 2's network, untrained.

use exercises::step_2::dual::along;
use portable::PythonRandom;
use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
use step_2_autograd::{Scalar, Tape, mlp};

const VOCAB_SIZE: usize = 27;
const AVA: [usize; 5] = [26, 0, 21, 0, 26];

/// Slopes along directions of length 1, and what two ways of finding the
/// gradient have in common.
pub struct Slopes {
    pub along_gradient: f64,
    /// The largest along one parameter, up or down.
    pub of_one: f64,
    /// The largest of a thousand random directions, up or down.
    pub at_random: f64,
    /// The largest difference of two slopes along one parameter, one found
    /// forward and one backward.
    pub difference: f64,
}

impl Slopes {
    pub fn of_ava() -> Self {
        let (_, rng) = runs::corpus();
        let params =
            initial_parameters(num_params(VOCAB_SIZE), &mut rng.clone());
        let n = params.len();

        let tape = Tape::new();
        let weights = tape.leaves(&params);
        let loss = mlp::loss(&Mlp::new(VOCAB_SIZE, &weights), &AVA);
        let grads = loss.backward();
        let gradient = grads.first(n);

        let slope = |direction: &[f64]| {
            let duals = along(&params, direction);
            mlp::loss(&Mlp::new(VOCAB_SIZE, &duals), &AVA).slope
        };
        let of_length_1 = |direction: &[f64]| -> Vec<f64> {
            let length = f64::dot(direction, direction).sqrt();
            direction.iter().map(|x| x / length).collect()
        };
        let one_by_one = (0..n).map(|i| {
            let mut direction = vec![0.0; n];
            direction[i] = 1.0;
            slope(&direction)
        });
        let one_by_one: Vec<f64> = one_by_one.collect();
        let differences = one_by_one.iter().zip(gradient);
        let mut draws = PythonRandom::new(42);
        let at_random = (0..1000).map(|_| {
            let direction: Vec<f64> =
                (0..n).map(|_| draws.gauss(0.0, 1.0)).collect();
            slope(&of_length_1(&direction))
        });
        Slopes {
            along_gradient: slope(&of_length_1(gradient)),
            of_one: largest(one_by_one.iter().copied()),
            at_random: largest(at_random),
            difference: largest(differences.map(|(a, b)| a - b)),
        }
    }
}

/// The largest without its sign.
fn largest(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.map(f64::abs).fold(0.0, f64::max)
}
