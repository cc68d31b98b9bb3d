//! Section 3.4: queries, keys and values of a name.

use serde::Serialize;
use typeset::HeatMap;

use super::trace::{self, Position};
use crate::{Desk, Picture, Question, Refusal};

/// Queries, keys and values of a name.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// A heat map of each.
    pictures: [Picture; 3],
    /// The name with BOS before it, `[positions]`.
    tokens: Vec<usize>,
    /// Their numbers, `[3][positions][N_EMBD]`.
    vectors: [Vec<Vec<f64>>; 3],
}

/// Arguments: `name`; `trained`.
///
/// # Errors
///
/// If one is missing or none that the model can read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let both = trace::read_by_both(desk, &trace::word(desk, q)?);
    // Both models to one scale, so that training is seen.
    let most = both.each_ref().map(|all| most(all));
    let most = most.into_iter().fold(0.0, f64::max);
    let all = &both[usize::from(q.flag("trained")?)];
    Ok(Answer {
        pictures: figure(all, most).each_ref().map(Picture::from),
        tokens: trace::tokens(all),
        vectors: vectors(all),
    })
}

/// Queries, keys and values, a row per position. The darkest cell is of size
/// `most`.
pub fn figure(positions: &[Position], most: f64) -> [HeatMap; 3] {
    let letters = positions.iter().map(|it| trace::letter(it.token));
    let letters: Vec<String> = letters.collect();
    let cell = if letters.len() > 8 { 18.0 } else { 26.0 };
    let [q, k, v] = vectors(positions);
    let names = [
        ("q, the queries", q),
        ("k, the keys", k),
        ("v, the values", v),
    ];
    names.map(|(name, rows)| {
        HeatMap::new(name, &rows)
            .rows("", &letters)
            .columns(name, 0..16)
            .most(most)
            .cell(cell)
    })
}

/// The size of the largest number in the figure.
pub fn most(positions: &[Position]) -> f64 {
    let vectors = vectors(positions);
    trace::largest(vectors.iter().flatten().flatten())
}

fn vectors(positions: &[Position]) -> [Vec<Vec<f64>>; 3] {
    let rows = |vector: fn(&Position) -> &Vec<f64>| {
        positions.iter().map(|it| vector(it).clone()).collect()
    };
    [rows(|it| &it.q), rows(|it| &it.k), rows(|it| &it.v)]
}
