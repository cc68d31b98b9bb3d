//! The best that a table of one token can do: the table that minimises the
//! book's loss over the names it learns from.
//!
//! That loss is a mean over names of the mean over a name's n pairs, so each
//! pair weighs 1/n. With w[i][j] for the weights of pair (i, j) together, a
//! table q has the loss sum of -w[i][j] ln q[i][j], and its rows can be chosen
//! one by one. Gibbs' inequality: of all distributions q, the sum of -p ln q is
//! least for q = p. So the best row is w[i], divided by its sum.

use step_0_counting::mean_loss;

use super::common::VOCAB_SIZE;

/// What a pair of a name with `n` pairs counts.
pub type Weigh = fn(n: usize) -> f64;

/// Each name counts the same, however long it is, as in the book's loss.
pub const NAMES_ALIKE: Weigh = |n| 1.0 / n as f64;

/// Each pair counts the same, as `Counts` has it.
pub const PAIRS_ALIKE: Weigh = |_| 1.0;

/// Weights of pairs, and the shares that they are of their row.
pub struct Shares {
    weights: Vec<Vec<f64>>, // [VOCAB_SIZE][VOCAB_SIZE]
}

impl Shares {
    /// The shares of the pairs of these names.
    pub fn counted(names: &[Vec<usize>], weigh: Weigh) -> Self {
        let mut weights = vec![vec![0.0; VOCAB_SIZE]; VOCAB_SIZE];
        for tokens in names {
            for pair in tokens.windows(2) {
                weights[pair[0]][pair[1]] += weigh(tokens.len() - 1);
            }
        }
        Shares { weights }
    }

    /// The share of each token after `token`, `[VOCAB_SIZE]`.
    pub fn row(&self, token: usize) -> Vec<f64> {
        let row = &self.weights[token];
        let total: f64 = row.iter().sum();
        row.iter().map(|weight| weight / total).collect()
    }

    /// The mean loss over names.
    pub fn loss(&self, names: &[Vec<usize>]) -> f64 {
        runs::mean_over(names, |tokens| mean_loss(tokens, |it| self.row(it)))
    }
}

/// Whether no table of one token has a smaller mean loss over these names
/// than `table`.
///
/// The loss is a convex function of a row. So a row is best if the loss does
/// not fall in the direction of any of the corners, which are certain of one
/// token. The slope from q to corner k is the row's weight less w[k] / q[k].
pub fn is_best(table: &Shares, names: &[Vec<usize>]) -> bool {
    let weights = Shares::counted(names, NAMES_ALIKE).weights;
    weights.iter().enumerate().all(|(token, weights)| {
        let total: f64 = weights.iter().sum();
        weights.iter().zip(table.row(token)).all(|(weight, share)| {
            let pull = if *weight > 0.0 { weight / share } else { 0.0 };
            total - pull >= -1e-9 * total
        })
    })
}
