//! Section 3.2: token embedding plus position embedding.

use serde::Serialize;
use typeset::HeatMap;

use super::trace::{self, Position};
use crate::{Desk, Picture, Question, Refusal};

/// Two positions of a name: what stands there, and what becomes of it.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The rows as a heat map.
    picture: Picture,
    /// The name with BOS before it, `[positions]`.
    tokens: Vec<usize>,
    /// The two positions.
    positions: [usize; 2],
    /// Of each position the token's row, its own row and their sum,
    /// `[6][N_EMBD]`.
    rows: [Vec<f64>; 6],
}

/// Arguments: `name`; `first` and `second`, positions in it; `trained`.
///
/// # Errors
///
/// If one is missing or none that the model can read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let both = trace::read_by_both(desk, &trace::word(desk, q)?);
    let first = trace::position(q, "first", &both[0])?;
    let second = trace::position(q, "second", &both[0])?;
    let pairs = both.each_ref().map(|all| [&all[first], &all[second]]);
    let pair = pairs[usize::from(q.flag("trained")?)];
    // Both models to one scale, so that training is seen.
    let most = pairs.map(most).into_iter().fold(0.0, f64::max);
    Ok(Answer {
        picture: (&figure(pair, most)).into(),
        tokens: trace::tokens(&both[0]),
        positions: [first, second],
        rows: rows(pair),
    })
}

/// Token, position and sum at two positions. The darkest cell is of size
/// `most`.
pub fn figure(pair: [&Position; 2], most: f64) -> HeatMap {
    let labels = pair.map(|it| {
        let token = format!("token {}", trace::letter(it.token));
        [token, format!("position {}", it.position), "sum".into()]
    });
    HeatMap::new("Token, position and sum at two positions", &rows(pair))
        .rows("", labels.as_flattened())
        .columns("the 16 numbers of each vector", 0..16)
        .most(most)
        .cell(24.0)
}

/// The size of the largest number in the figure of two positions.
pub fn most(pair: [&Position; 2]) -> f64 {
    trace::largest(rows(pair).iter().flatten())
}

fn rows(pair: [&Position; 2]) -> [Vec<f64>; 6] {
    let [first, second] = pair.map(|it| {
        let [token, position] = it.embeddings.clone();
        [token, position, it.sum.clone()]
    });
    let ([a, b, c], [d, e, f]) = (first, second);
    [a, b, c, d, e, f]
}
