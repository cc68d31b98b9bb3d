//! The way from tokens to scores, in pieces, so that one can be exchanged for
//! what a mistake puts in its place.

use workbook::step_1::Matrix;
use workbook::step_2::linear;
use workbook::step_3::{add, rms_norm};

/// A function of a vector.
type Block<'m> = Box<dyn FnMut(&[f64]) -> Vec<f64> + 'm>;

/// A model whose layers, and their caches, are attention and MLP.
pub struct Model<'m> {
    pub wte: &'m Matrix<'m, f64>,
    pub wpe: &'m Matrix<'m, f64>,
    pub lm_head: &'m Matrix<'m, f64>,
    pub layers: Vec<[Block<'m>; 2]>,
}

/// A block around which something is done.
type Around = fn(&[f64], &mut Block) -> Vec<f64>;

/// A way through a model.
pub struct Way {
    position: fn(usize) -> usize,
    embed: fn(&[f64], &[f64]) -> Vec<f64>,
    attention: Around,
    mlp: Around,
    end: fn(&[f64]) -> Vec<f64>,
}

/// The way that the book goes.
pub const RIGHT: Way = Way {
    position: |position| position,
    embed: |token, position| rms_norm(&add(token, position)),
    attention: RESIDUAL,
    mlp: RESIDUAL,
    end: <[f64]>::to_vec,
};

const RESIDUAL: Around = |x, block| add(&block(&rms_norm(x)), x);

/// The mistakes in place of it.
const REPLACED: Around = |x, block| block(&rms_norm(x));
const BARE: Around = |x, block| add(&block(x), x);
const OF_THE_NORMED: Around = |x, block| {
    let x = rms_norm(x);
    add(&block(&x), &x)
};

/// The ways of those who make a mistake, and the words for it.
pub const WRONG: [(Way, &str); 12] = [
    (
        Way {
            embed: |token, _| rms_norm(token),
            ..RIGHT
        },
        "The position is missing: add its row of wpe to the token's of wte.",
    ),
    (
        Way {
            position: |_| 0,
            ..RIGHT
        },
        "Every position is taken for the first: cache.len() says which it is.",
    ),
    (
        Way {
            position: |position| position + 1,
            ..RIGHT
        },
        "Positions count from 0: it is cache.len() before this position is \
         in it.",
    ),
    (
        Way {
            embed: |token, position| add(token, position),
            ..RIGHT
        },
        "The first norm is missing, on the sum of the embeddings.",
    ),
    (
        Way {
            attention: REPLACED,
            mlp: REPLACED,
            ..RIGHT
        },
        "The blocks replace x. Add what was there: the residuals are missing.",
    ),
    (
        Way {
            attention: REPLACED,
            ..RIGHT
        },
        "Attention replaces x. Add what was there: the residual is missing.",
    ),
    (
        Way {
            mlp: REPLACED,
            ..RIGHT
        },
        "The MLP replaces x. Add what was there: the residual is missing.",
    ),
    (
        Way {
            attention: OF_THE_NORMED,
            ..RIGHT
        },
        "What was added around attention is the normalised x. The stream goes \
         past the block as it was: normalise a copy.",
    ),
    (
        Way {
            mlp: OF_THE_NORMED,
            ..RIGHT
        },
        "What was added around the MLP is the normalised x. The stream goes \
         past the block as it was: normalise a copy.",
    ),
    (
        Way {
            attention: BARE,
            ..RIGHT
        },
        "Attention reads x as it is: it must be given rms_norm of it.",
    ),
    (
        Way { mlp: BARE, ..RIGHT },
        "The MLP reads x as it is: it must be given rms_norm of it.",
    ),
    (
        Way {
            end: rms_norm,
            ..RIGHT
        },
        "There is a norm before lm_head. This model has none there.",
    ),
];

impl Way {
    /// The scores after some tokens. The model's caches are empty.
    pub fn scores(&self, mut model: Model, tokens: &[usize]) -> Vec<f64> {
        let mut scores = Vec::new();
        for (position, &token) in tokens.iter().enumerate() {
            let position = model.wpe.row((self.position)(position));
            let mut x = (self.embed)(model.wte.row(token), position);
            for [attention, mlp] in &mut model.layers {
                x = (self.attention)(&x, attention);
                x = (self.mlp)(&x, mlp);
            }
            scores = linear(&(self.end)(&x), model.lm_head);
        }
        scores
    }
}
