//! Section 4.3: what all heads attend to in a name, for two models.

use serde::Serialize;
use typeset::Svg;

use super::read;
use super::trace::Position;
use crate::picture::Cells;
use crate::{Desk, Picture, Question, Refusal};

/// The widest cell.
const CELL: f64 = 17.0;
/// The room on the left of a map, and above it.
const MARGIN: [f64; 2] = [30.0, 40.0];

/// The attention of two models over a name.
#[derive(Debug, Serialize)]
pub struct Answer {
    picture: Picture,
    /// The place of each map, `[2 * n_head]`.
    grids: Vec<Cells>,
    /// The tokens that were read, `[positions]`.
    tokens: Vec<usize>,
    /// How much each position attends to each so far:
    /// `[2][n_head][positions][positions so far]`.
    weights: Vec<Vec<Vec<Vec<f64>>>>,
}

/// Arguments: `word`, a name; `above` and `below`, two models.
///
/// # Errors
///
/// If the name cannot be read or there is no such model.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = read::tokens(desk, q)?;
    let names: Vec<String> = tokens.iter().map(|&it| desk.name(it)).collect();
    let mut models = Vec::new();
    for place in ["above", "below"] {
        let params = read::model(desk, q, place)?;
        let title = match q.text(place)? {
            "step-4" => "Step 4's run",
            "step-5" => "Step 5's run",
            _ => "untrained",
        };
        let passes = read::passes(desk, &params, &tokens);
        models.push((title, weights(&passes)));
    }
    let (svg, grids) = figure(&names, &models);
    Ok(Answer {
        picture: (&svg).into(),
        grids,
        tokens,
        weights: models.into_iter().map(|(_, weights)| weights).collect(),
    })
}

/// The attention of each head of the first layer, position by position:
/// `[n_head][positions][positions so far]`.
pub fn weights(passes: &[Position]) -> Vec<Vec<Vec<f64>>> {
    let n_head = passes.first().map_or(0, |it| it.layers[0].heads.len());
    let of_head = |head: usize| {
        let rows = passes.iter().map(|it| &it.layers[0].heads[head].weights);
        rows.cloned().collect()
    };
    (0..n_head).map(of_head).collect()
}

/// A map for each head of each model, and where the maps are. `models` are
/// titles and [`weights`].
pub fn figure(
    names: &[String],
    models: &[(&str, Vec<Vec<Vec<f64>>>)],
) -> (Svg, Vec<Cells>) {
    let n = names.len() as f64;
    // Of long names, two maps to a row, and a little smaller.
    let (in_row, widest) = match names.len() {
        ..=7 => (4, CELL),
        _ => (2, 12.0),
    };
    let pitch = 464.0 / in_row as f64;
    let cell = ((pitch - MARGIN[0]) / n).min(widest);
    let n_head = models.first().map_or(0, |(_, heads)| heads.len());
    let map = MARGIN[1] + n * cell + 11.0;
    let model = 12.0 + map * n_head.div_ceil(in_row) as f64;
    let read: String = names.iter().skip(1).map(String::as_str).collect();
    let title = format!("What each head attends to in {read}");
    let mut svg = Svg::new(&title, 480.0, models.len() as f64 * model - 6.0);
    let mut grids = Vec::new();
    for (i, (name, heads)) in models.iter().enumerate() {
        let top = i as f64 * model;
        svg.text("", [0.0, top + 12.0], name);
        for (head, rows) in heads.iter().enumerate() {
            let x = MARGIN[0] + (head % in_row) as f64 * pitch;
            let y = top + 12.0 + (head / in_row) as f64 * map + MARGIN[1];
            let above = [x + n * cell / 2.0, y - 24.0];
            svg.text("small middle", above, format!("head {head}"));
            for (j, token) in names.iter().enumerate() {
                let middle = (j as f64 + 0.5) * cell;
                let short = if j == 0 { "·" } else { token };
                svg.text("small middle", [x + middle, y - 4.0], short);
                svg.text("small end", [x - 4.0, y + middle + 4.0], short);
            }
            svg.cells([x, y], [cell, cell], 1.0, rows);
            grids.push(Cells {
                left: x,
                top: y,
                side: cell,
                rows: names.len(),
                columns: names.len(),
            });
        }
    }
    (svg, grids)
}
