//! The attention that `inspect` shows, against the model at work.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

use microgpt::inspect::attention;
use microgpt::{Data, Hyperparameters, TrainingRun};
use step_2_autograd::Scalar;
use step_4_transformer::{Cache, Gpt};

thread_local! {
    static QUOTIENTS: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
}

/// A number that writes down every quotient of two numbers. Until it has its
/// logits, the model divides numbers by numbers in one place only: at the end
/// of the softmax that makes attention weights.
#[derive(Clone, Copy)]
struct Witness(f64);

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl $trait<f64> for Witness {
            type Output = Self;
            fn $method(self, other: f64) -> Self {
                Witness(self.0.$method(other))
            }
        }
    };
    ($trait:ident, $method:ident, $seen:expr) => {
        operator!($trait, $method);
        impl $trait for Witness {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                let result = self.0.$method(other.0);
                if $seen {
                    QUOTIENTS.with_borrow_mut(|seen| seen.push(result));
                }
                Witness(result)
            }
        }
    };
}

operator!(Add, add, false);
operator!(Sub, sub, false);
operator!(Mul, mul, false);
operator!(Div, div, true);

impl Neg for Witness {
    type Output = Self;
    fn neg(self) -> Self {
        Witness(-self.0)
    }
}

impl Scalar for Witness {
    fn data(self) -> f64 {
        self.0
    }

    fn exp(self) -> Self {
        Witness(Scalar::exp(self.0))
    }

    fn ln(self) -> Self {
        Witness(Scalar::ln(self.0))
    }

    fn powf(self, exponent: f64) -> Self {
        Witness(Scalar::powf(self.0, exponent))
    }

    fn relu(self) -> Self {
        Witness(Scalar::relu(self.0))
    }
}

#[test]
fn the_weights_are_those_that_the_model_computes() {
    let hyperparameters = Hyperparameters {
        n_layer: 3,
        n_head: 2,
        n_embd: 6,
        block_size: 5,
        ..Hyperparameters::default()
    };
    let names = Data::read(None).expect("the names of the book");
    let mut run =
        TrainingRun::start(&names, hyperparameters).expect("a small model");
    for _ in 0..20 {
        run.step().expect("a finite loss");
    }
    let checkpoint = run.checkpoint();
    let tokens = [26, 0, 13, 13, 4];

    let params: Vec<Witness> =
        checkpoint.params.iter().copied().map(Witness).collect();
    let model = Gpt::new(checkpoint.config(), &params);
    let mut cache = Cache::new(3);
    for token in tokens {
        model.logits(token, &mut cache);
    }
    let computed = QUOTIENTS.take();

    // The model goes position by position, in each through its layers, and in
    // each of them through its heads.
    let layers: Vec<_> = (0..3)
        .map(|layer| attention(&checkpoint, &tokens, layer))
        .collect();
    let mut told = Vec::new();
    for position in 0..tokens.len() {
        for head in layers.iter().flatten() {
            assert_eq!(head[position].len(), position + 1);
            told.extend(&head[position]);
        }
    }
    let bits = |weights: &[f64]| -> Vec<u64> {
        weights.iter().map(|w| w.to_bits()).collect()
    };
    assert_eq!(bits(&told), bits(&computed));
}
