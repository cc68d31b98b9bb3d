//! Where a head looks from the pieces of a name that stands for the second
//! time.

use runs::text::refrains::RECORD;
use typeset::{Svg, fixed};

use super::{PLAIN, REFRAINS};

/// The name that is shown.
pub const NAME: &str = "Zandrey";

/// The side of a cell.
const SIDE: f64 = 36.0;
/// From a model's left edge to that of the next.
const PITCH: f64 = 172.0;
/// The room above, and on the left.
const EDGE: [f64; 2] = [56.0, 62.0];

/// The recorded pieces of a name: what each says, and the weights that it gets
/// at the first appearance from all but the last of the second.
pub fn pieces(model: &str, name: &str) -> Vec<(String, Vec<f64>)> {
    let begin = format!("looks\t{model}\t{name}\t");
    let lines = RECORD.lines().filter_map(|it| it.strip_prefix(&begin));
    let piece = |line: &str| {
        let mut parts = line.split('\t');
        let piece = parts.next().unwrap_or_default().replace(' ', "␣");
        let weights = parts.map(|it| it.parse().expect("a weight"));
        (piece, weights.collect())
    };
    lines.map(piece).collect()
}

/// The pieces of the first appearance one below the other, and beside them what
/// they get.
pub fn figure() -> String {
    let [one, two] = REFRAINS;
    let models = [(one, "start 1"), (two, "start 2"), (PLAIN, "no refrains")];
    let panels = models.map(|(model, title)| (pieces(model, NAME), title));
    let [left, top] = EDGE;
    let rows = panels[0].0.len();
    let height = top + rows as f64 * SIDE + 4.0;
    let width = left + 2.0 * PITCH + (rows - 1) as f64 * SIDE + 8.0;
    let mut svg = Svg::new("Where a head looks from a name", width, height);
    let weights = panels
        .iter()
        .flat_map(|it| it.0.iter().flat_map(|it| &it.1));
    let most = weights.copied().fold(0.0, f64::max);
    for (i, (pieces, title)) in panels.iter().enumerate() {
        let left = left + PITCH * i as f64;
        let middle = left + (rows - 1) as f64 * SIDE / 2.0;
        svg.text("middle", [middle, 14.0], title);
        svg.text("small middle", [middle, 34.0], "from");
        let weights: Vec<Vec<f64>> =
            pieces.iter().map(|it| it.1.clone()).collect();
        svg.cells([left, top], [SIDE, SIDE], most, &weights);
        for (row, (piece, weights)) in pieces.iter().enumerate() {
            let along = (row as f64 + 0.5) * SIDE;
            if row + 1 < rows {
                svg.text("small middle", [left + along, top - 8.0], piece);
            }
            if i == 0 {
                let beside = [left - 6.0, top + along + 4.0];
                svg.text("small end", beside, format!("to {piece}"));
            }
            for (column, weight) in weights.iter().enumerate() {
                let x = left + (column as f64 + 0.5) * SIDE;
                let number = fixed(weight * 100.0, 1);
                let y = top + along + 4.0;
                svg.text("small middle note", [x, y], number);
            }
        }
    }
    svg.to_string()
}
