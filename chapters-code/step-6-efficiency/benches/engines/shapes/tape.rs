//! The tape without its dot product: each product is a number, and each sum.

use std::ops::{Add, Div, Mul, Neg, Sub};

use step_2_autograd::{Scalar, Tape, Value};
use step_4_transformer::{Config, Gpt};
use step_5_adam::Adam;
use step_6_efficiency::Engine;

/// A value on a tape. It leaves [`Scalar::dot`] as it is for any number.
#[derive(Clone, Copy, Debug)]
struct Plain<'t>(Value<'t>);

macro_rules! operator {
    ($trait:ident::$method:ident) => {
        impl $trait for Plain<'_> {
            type Output = Self;

            fn $method(self, b: Self) -> Self {
                Plain(self.0.$method(b.0))
            }
        }

        impl $trait<f64> for Plain<'_> {
            type Output = Self;

            fn $method(self, c: f64) -> Self {
                Plain(self.0.$method(c))
            }
        }
    };
}

operator!(Add::add);
operator!(Sub::sub);
operator!(Mul::mul);
operator!(Div::div);

impl Neg for Plain<'_> {
    type Output = Self;

    fn neg(self) -> Self {
        Plain(-self.0)
    }
}

impl Scalar for Plain<'_> {
    fn data(self) -> f64 {
        self.0.data()
    }

    fn exp(self) -> Self {
        Plain(self.0.exp())
    }

    fn ln(self) -> Self {
        Plain(self.0.ln())
    }

    fn powf(self, exponent: f64) -> Self {
        Plain(self.0.powf(exponent))
    }

    fn relu(self) -> Self {
        Plain(self.0.relu())
    }
}

/// The training step of Step 5 on it.
#[derive(Debug)]
pub struct TapeWithoutDot {
    config: Config,
    params: Vec<f64>,
    adam: Adam,
    tape: Tape,
}

impl Engine for TapeWithoutDot {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        TapeWithoutDot {
            config,
            params,
            adam,
            tape: Tape::new(),
        }
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        self.tape.clear();
        let leaves = self.tape.leaves(&self.params);
        let weights: Vec<Plain> = leaves.into_iter().map(Plain).collect();
        let loss = Gpt::new(self.config, &weights).loss(tokens);
        let grads = loss.0.backward();
        let grad = grads.first(self.params.len());
        let data = loss.data();
        self.adam.step(&mut self.params, grad, learning_rate);
        data
    }

    fn params(&self) -> Vec<f64> {
        self.params.clone()
    }

    fn adam(&self) -> Adam {
        self.adam.clone()
    }
}
