//! Parts of Adam, each alone: Step 5's model trained by them, from several
//! initial weights.

use crate::spread::{ends, mean};
use portable::math;
use rayon::prelude::*;
use runs::{NUM_STEPS, Once, Weights, mean_over, training_set, validation_set};
use step_1_gradient_descent::linear_decay;
use step_4_transformer::{Config, Gpt};
use step_5_adam::{Adam, BETA1, BETA2, EPS};
use step_6_efficiency::Engine;
use step_6_efficiency::workspace::Workspace;
use typeset::fixed;

/// The size of the model.
pub const CONFIG: Config = Config::of_the_guide(27);

/// What shares a usual size, to be divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divisor {
    /// Nothing is divided.
    None,
    /// All gradients of a matrix.
    Matrix,
    /// All gradients of a row of a matrix.
    Row,
    /// Each gradient has its own, as in Adam.
    Parameter,
}

/// A rule that turns gradients into moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The memory of the mean gradient; 0 for none.
    pub beta1: f64,
    /// The memory of the mean square.
    pub beta2: f64,
    /// What is divided by.
    pub divisor: Divisor,
    /// Whether both means are corrected for the zero they begin with.
    pub is_corrected: bool,
}

impl Rule {
    /// All of Adam.
    pub const ADAM: Rule = Rule {
        beta1: BETA1,
        beta2: BETA2,
        divisor: Divisor::Parameter,
        is_corrected: true,
    };
    /// Plain gradient descent.
    pub const SGD: Rule = Rule {
        beta1: 0.0,
        divisor: Divisor::None,
        ..Rule::ADAM
    };
}

/// A run by a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct By {
    pub rule: Rule,
    pub rate: f64,
    pub num_steps: usize,
}

impl By {
    /// A run as long as the book's.
    pub const fn new(rule: Rule, rate: f64) -> Self {
        By {
            rule,
            rate,
            num_steps: NUM_STEPS,
        }
    }

    /// From the run's own weights and from those of so many seeds.
    pub fn at_starts(self, seeds: u32) -> Vec<Trained> {
        let starts = Weights::and_seeds(seeds);
        starts.into_par_iter().map(|it| self.at_start(it)).collect()
    }

    /// From these initial weights. However many ask for it, it is run once.
    pub fn at_start(self, weights: Weights) -> Trained {
        static RUNS: Once<(By, Weights), Trained> = Once::new();
        RUNS.get((self, weights), || {
            let mut state = State::new(self.rule);
            trained(weights, self.num_steps, |step, params, grad| {
                let rate = linear_decay(self.rate, step, self.num_steps);
                state.step(params, grad, rate);
            })
        })
    }
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Trained {
    pub params: Vec<f64>,
    pub validation_loss: f64,
}

/// A run by any rule: it gets the number of the step, the parameters and their
/// gradient. Hundreds of such runs are compared, so the gradients are those of
/// an engine of Step 6 that is faster than the tape. It rounds otherwise than
/// the tape, and alike on every processor.
pub fn trained(
    weights: Weights,
    num_steps: usize,
    mut rule: impl FnMut(usize, &mut [f64], &[f64]),
) -> Trained {
    let start = weights.start();
    let names = training_set(&start.corpus.docs);
    let mut params = start.parameters(CONFIG.num_params());
    for (step, tokens) in names.iter().take(num_steps).enumerate() {
        let unused = Adam::new(params.len());
        let mut engine = Workspace::resume(CONFIG, params.clone(), unused);
        // At a rate of 0 the parameters stay, and there is a gradient.
        engine.step(tokens, 0.0);
        rule(step, &mut params, engine.last_gradient());
    }
    let gpt = Gpt::new(CONFIG, &params);
    let validation = validation_set(&start.corpus.docs);
    let validation_loss = mean_over(validation, |tokens| gpt.loss(tokens));
    Trained {
        params,
        validation_loss,
    }
}

/// The memory of a rule.
struct State {
    rule: Rule,
    /// Where each group of gradients that share a divisor ends.
    ends: Vec<usize>,
    m: Vec<f64>,
    v: Vec<f64>,
    t: u32,
}

impl State {
    fn new(rule: Rule) -> Self {
        let ends = ends_of_groups(rule.divisor);
        State {
            rule,
            m: vec![0.0; CONFIG.num_params()],
            v: vec![0.0; ends.len()],
            ends,
            t: 0,
        }
    }

    fn step(&mut self, params: &mut [f64], grad: &[f64], rate: f64) {
        let Rule { beta1, beta2, .. } = self.rule;
        self.t += 1;
        let share = |beta| {
            if self.rule.is_corrected {
                1.0 - math::powf(beta, f64::from(self.t))
            } else {
                1.0
            }
        };
        let [share1, share2] = [share(beta1), share(beta2)];
        let mut start = 0;
        for (v, &end) in self.v.iter_mut().zip(&self.ends) {
            let group = start..end;
            let squares = grad[group.clone()].iter().map(|g| g * g);
            let square = squares.sum::<f64>() / group.len() as f64;
            *v = beta2 * *v + (1.0 - beta2) * square;
            let size = match self.rule.divisor {
                Divisor::None => 1.0,
                _ => (*v / share2).sqrt() + EPS,
            };
            for i in group {
                let m = &mut self.m[i];
                *m = beta1 * *m + (1.0 - beta1) * grad[i];
                params[i] -= rate * (*m / share1) / size;
            }
            start = end;
        }
    }
}

/// Where each group ends.
fn ends_of_groups(divisor: Divisor) -> Vec<usize> {
    let shapes = CONFIG.shapes().into_iter().map(|(_, shape)| shape);
    let sizes: Vec<usize> = match divisor {
        Divisor::Matrix => shapes.map(|[n_out, n_in]| n_out * n_in).collect(),
        Divisor::Row => {
            shapes.flat_map(|[n_out, n_in]| vec![n_in; n_out]).collect()
        }
        Divisor::None | Divisor::Parameter => vec![1; CONFIG.num_params()],
    };
    let mut end = 0;
    let ends = sizes.into_iter().map(|size| {
        end += size;
        end
    });
    ends.collect()
}

/// How far numbers usually lie from their mean: the standard deviation.
pub fn spread(numbers: &[f64]) -> f64 {
    let mean = mean(numbers);
    let squares = numbers.iter().map(|it| (it - mean) * (it - mean));
    (squares.sum::<f64>() / (numbers.len() as f64 - 1.0)).sqrt()
}

/// Their mean, and the least and the most of them.
pub fn mean_and_ends(numbers: &[f64]) -> [String; 2] {
    let [least, most] = ends(numbers);
    let ends = format!("{} to {}", fixed(least, 3), fixed(most, 3));
    [fixed(mean(numbers), 3), ends]
}

/// The validation losses of some runs.
pub fn losses(runs: &[Trained]) -> Vec<f64> {
    runs.iter().map(|it| it.validation_loss).collect()
}

/// Two sets of runs cannot be told apart where their means are closer than the
/// runs of one set usually lie from their mean.
pub fn are_alike(a: &[f64], b: &[f64]) -> bool {
    (mean(a) - mean(b)).abs() < spread(a).max(spread(b))
}

/// All of Adam is Adam, but for a last bit: a square is rounded elsewhere.
pub fn assert_is_adam() {
    let n = CONFIG.num_params();
    let (mut adam, mut state) = (Adam::new(n), State::new(Rule::ADAM));
    let [mut a, mut b] = [vec![0.1; n], vec![0.1; n]];
    for t in 1..20 {
        let of = |i: usize| math::cos((t * i) as f64);
        let grad: Vec<f64> = (0..n).map(of).collect();
        adam.step(&mut a, &grad, 0.01);
        state.step(&mut b, &grad, 0.01);
    }
    assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-12));
}
