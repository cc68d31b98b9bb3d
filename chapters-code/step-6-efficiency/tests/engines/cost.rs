//! The counts against what is counted.

use std::cell::Cell;
use std::ops::{Add, Div, Mul, Neg, Sub};

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_2_autograd::{Scalar, Tape};
use step_4_transformer::{Config, Gpt};
use step_6_efficiency::cost::{
    Operations, StepCost, forward, nodes_on_tape, step,
};

use crate::common::configs;

#[test]
fn the_tape_has_as_many_numbers() {
    for config in configs() {
        let params = vec![0.1; config.num_params()];
        for n in 1..=config.block_size.min(16) {
            let tape = Tape::new();
            let weights = tape.leaves(&params);
            Gpt::new(config, &weights).loss(&vec![0; n + 1]);
            assert_eq!(nodes_on_tape(&config, n), tape.len(), "{n} {config:?}");
        }
    }
}

thread_local! {
    static COUNTS: Cell<Operations> = const {
        Cell::new(Operations {
            multiplications: 0,
            additions: 0,
            divisions: 0,
            functions: 0,
        })
    };
}

/// A number that counts what is done with it.
#[derive(Clone, Copy)]
struct Counted(f64);

fn counted(data: f64, count: impl Fn(&mut Operations)) -> Counted {
    let mut counts = COUNTS.get();
    count(&mut counts);
    COUNTS.set(counts);
    Counted(data)
}

macro_rules! counted {
    ($trait:ident, $method:ident, $op:tt, $kind:ident) => {
        #[allow(clippy::suspicious_arithmetic_impl)] // It counts.
        impl $trait for Counted {
            type Output = Self;

            fn $method(self, b: Self) -> Self {
                counted(self.0 $op b.0, |counts| counts.$kind += 1)
            }
        }

        #[allow(clippy::suspicious_arithmetic_impl)]
        impl $trait<f64> for Counted {
            type Output = Self;

            fn $method(self, b: f64) -> Self {
                counted(self.0 $op b, |counts| counts.$kind += 1)
            }
        }
    };
}

counted!(Add, add, +, additions);
counted!(Sub, sub, -, additions);
counted!(Mul, mul, *, multiplications);
counted!(Div, div, /, divisions);

impl Neg for Counted {
    type Output = Self;

    fn neg(self) -> Self {
        Counted(-self.0)
    }
}

impl Scalar for Counted {
    fn data(self) -> f64 {
        self.0
    }

    fn exp(self) -> Self {
        counted(portable::math::exp(self.0), |counts| counts.functions += 1)
    }

    fn ln(self) -> Self {
        counted(portable::math::ln(self.0), |counts| counts.functions += 1)
    }

    fn powf(self, n: f64) -> Self {
        counted(portable::math::powf(self.0, n), |counts| {
            counts.functions += 1;
        })
    }

    fn relu(self) -> Self {
        Counted(self.0.relu())
    }
}

#[test]
fn the_way_forward_takes_as_many_operations() {
    for config in configs() {
        let params = vec![Counted(0.1); config.num_params()];
        for n in 1..=config.block_size {
            COUNTS.take();
            Gpt::new(config, &params).loss(&vec![0; n + 1]);
            assert_eq!(forward(&config, n), COUNTS.take(), "{n} {config:?}");
        }
    }
}

#[test]
fn the_reference_run_is_of_this_size() {
    let config = Config::of_the_guide(27);
    let docs = Corpus::new(NAMES, &mut PythonRandom::new(42)).docs;
    let lens = docs[..1000].iter().map(|doc| doc.len() - 1);
    assert_eq!(lens.clone().sum::<usize>(), 7170);
    let steps = lens.map(|n| step(&config, n));
    let total = |part: fn(StepCost) -> usize| -> usize {
        steps.clone().map(part).sum()
    };
    assert_eq!(total(|step| step.matrices), 150_742_080);
    assert_eq!(total(|step| step.attention), 30_294 * 192);
    assert_eq!(total(|step| step.adam), 50_304_000);
}
