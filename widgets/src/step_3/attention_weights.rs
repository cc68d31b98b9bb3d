//! Section 3.5: from scores to weights.

use serde::Serialize;
use typeset::{Svg, fixed};

use super::trace::{self, Position};
use crate::picture::Cells;
use crate::{Desk, Picture, Question, Refusal};

/// The attention of a name's positions, and how one of them comes to its
/// weights.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// All weights, untrained and trained.
    pictures: [Picture; 2],
    /// The name with BOS before it, `[positions]`.
    tokens: Vec<usize>,
    /// The position that looks.
    position: usize,
    /// Its query's dot product with each key so far, `[positions so far]`.
    dots: Vec<f64>,
    /// The same divided by the root of the width.
    scores: Vec<f64>,
    /// The softmax of these.
    weights: Vec<f64>,
}

/// Arguments: `name`; `position`, the one that looks; `trained`, in which of
/// the models.
///
/// # Errors
///
/// If one is missing or none that the model can read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let both = trace::read_by_both(desk, &trace::word(desk, q)?);
    let position = trace::position(q, "position", &both[0])?;
    let looking = &both[usize::from(q.flag("trained")?)][position];
    Ok(Answer {
        pictures: figures(&both),
        tokens: trace::tokens(&both[0]),
        position,
        dots: looking.dots.clone(),
        scores: looking.scores.clone(),
        weights: looking.weights.clone(),
    })
}

/// All weights of a name, before training and after it.
pub fn figures(both: &[Vec<Position>; 2]) -> [Picture; 2] {
    let [untrained, trained] = both;
    [
        triangle("untrained", untrained, 240.0),
        triangle("after 1,000 names", trained, 240.0),
    ]
}

/// All weights of a name as a triangle, from each position down the side to
/// those so far.
pub fn triangle(name: &str, positions: &[Position], width: f64) -> Picture {
    const LEFT: f64 = 42.0;
    const TOP: f64 = 40.0;
    let n = positions.len();
    let cell = ((width - LEFT - 6.0) / n as f64).min(36.0);
    let is_roomy = cell >= 26.0; // for numbers in the cells
    let height = TOP + n as f64 * cell + 6.0;
    let title = format!("Attention weights, {name}");
    let mut svg = Svg::new(&title, width, height);
    svg.text("small", [LEFT, 12.0], name);
    for (row, Position { token, weights, .. }) in positions.iter().enumerate() {
        let y = TOP + row as f64 * cell;
        let letter = trace::letter(*token);
        svg.text("small end", [LEFT - 5.0, y + cell / 2.0 + 4.0], &letter);
        let right = LEFT + (row + 1) as f64 * cell;
        if row == 0 && !is_roomy {
            svg.text("small end", [right, TOP - 6.0], &letter); // a long word
        } else {
            let above = [right - cell / 2.0, TOP - 6.0];
            svg.text("small middle", above, &letter);
        }
        for (column, &weight) in weights.iter().enumerate() {
            let x = LEFT + column as f64 * cell;
            // Without a number to read, small weights have to be seen.
            let shade = if is_roomy { weight } else { weight.sqrt() };
            let shade = (shade * 50.0).round() / 50.0;
            let side = format!("h{cell:.1}v{cell:.1}h-{cell:.1}z");
            svg.shade("heat", shade, &format!("M{x:.1} {y:.1}{side}"));
            svg.rect("heat-frame", [x, y], [cell, cell]);
            if is_roomy {
                let class = if weight > 0.6 {
                    "small middle on"
                } else {
                    "small middle"
                };
                let at = [x + cell / 2.0, y + cell / 2.0 + 4.0];
                svg.text(class, at, fixed(weight, 2));
            }
        }
    }
    let grid = Cells {
        left: LEFT,
        top: TOP,
        side: cell,
        rows: n,
        columns: n,
    };
    Picture {
        grid: Some(grid),
        ..(&svg).into()
    }
}
