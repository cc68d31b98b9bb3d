//! Section 3.6: what a position gathers, and its residual stream.

use serde::Serialize;
use typeset::{HeatMap, fixed};

use super::trace::{self, Position, rms};
use crate::{Desk, Picture, Question, Refusal};

/// How a position's residual stream comes about.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The values that are gathered.
    gathering: Picture,
    /// The stream and what is added to it.
    stream: Picture,
    /// The name with BOS before it, `[positions]`.
    tokens: Vec<usize>,
    /// The position.
    position: usize,
    /// Its weights, `[positions so far]`.
    weights: Vec<f64>,
    /// Each value so far times its weight, then their sum,
    /// `[positions so far + 1][N_EMBD]`.
    shares: Vec<Vec<f64>>,
    /// The stream, what attention adds, the stream, what the MLP adds, and
    /// the stream, `[5][N_EMBD]`.
    rows: [Vec<f64>; 5],
    /// The RMS of these five at all positions, `[positions][5]`.
    sizes: Vec<[f64; 5]>,
}

/// Arguments: `name`; `position`; `trained`.
///
/// # Errors
///
/// If one is missing or none that the model can read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let word = trace::word(desk, q)?;
    let all = trace::read(desk, &word, q.flag("trained")?);
    let position = trace::position(q, "position", &all)?;
    let [gathering, stream] = figure(&all, position);
    Ok(Answer {
        gathering: (&gathering).into(),
        stream: (&stream).into(),
        tokens: trace::tokens(&all),
        position,
        weights: all[position].weights.clone(),
        shares: shares(&all, position),
        rows: rows(&all[position]).map(<[f64]>::to_vec),
        sizes: all.iter().map(|it| rows(it).map(rms)).collect(),
    })
}

/// The values that a position gathers, and its residual stream.
pub fn figure(positions: &[Position], position: usize) -> [HeatMap; 2] {
    let at = &positions[position];
    let mut shares = shares(positions, position);
    let gathered = shares.pop().unwrap_or_default();
    // The positions to come have their rows too, so that the drawing keeps its
    // size.
    shares.resize(positions.len(), vec![0.0; gathered.len()]);
    shares.push(gathered);
    let labels = positions.iter().map(|it| {
        let letter = trace::letter(it.token);
        match at.weights.get(it.position) {
            Some(&weight) => format!("{} of {letter}", fixed(weight, 2)),
            None => format!("not yet: {letter}"),
        }
    });
    let labels = labels.chain(["= gathered".into()]);
    let gathering = HeatMap::new("What the position gathers", &shares)
        .rows("", labels)
        .columns("each value times its weight, and the sum", 0..16);

    let rows = rows(at).map(<[f64]>::to_vec);
    let stream = HeatMap::new("The residual stream of the position", &rows)
        .rows(
            "",
            ["stream", "+ attention", "= stream", "+ MLP", "= stream"],
        )
        .columns("the residual stream, and what is added to it", 0..16);
    [gathering.cell(24.0), stream.cell(24.0)]
}

/// Each value so far times its weight; then their sum, which is what the
/// position gathers.
fn shares(positions: &[Position], position: usize) -> Vec<Vec<f64>> {
    let at = &positions[position];
    let share = |(it, weight): (&Position, &f64)| {
        it.v.iter().map(|v| v * weight).collect()
    };
    let shares = positions.iter().zip(&at.weights).map(share);
    shares.chain([at.gathered.clone()]).collect()
}

/// The stream and what is added to it, from top to bottom.
pub fn rows(at: &Position) -> [&[f64]; 5] {
    let ([before, between, after], [attention, mlp]) = (&at.stream, &at.added);
    [before, attention, between, mlp, after]
}
