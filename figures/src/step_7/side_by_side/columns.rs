//! The columns of a share: window after window, each filled up to whole
//! registers.

use step_7_text::engine::shape::Shape;
use typeset::Svg;

/// Windows of a small share, and the positions of each.
const WINDOWS: usize = 3;
const LEN: usize = 6;

/// Features that are drawn, and their names.
const FEATURES: [&str; 4] = ["feature 0", "feature 1", "…", "the last"];

const CELL: [f64; 2] = [16.0, 22.0];
const LEFT: f64 = 82.0;
const TOP: f64 = 44.0;

pub fn figure() -> String {
    // In `f64` a cache line has eight numbers.
    let shape = Shape::new::<f64>(WINDOWS, LEN);
    let across = CELL[0] * shape.columns() as f64;
    let down = CELL[1] * FEATURES.len() as f64;
    let title = "Three windows of six positions side by side: each takes \
                 eight columns, of which two are idle; a row is one feature of \
                 all of them";
    let mut svg = Svg::new(title, 480.0, TOP + down + 46.0);
    for window in 0..WINDOWS {
        let left = LEFT + CELL[0] * shape.at(0, window) as f64;
        let middle = left + CELL[0] * shape.n as f64 / 2.0;
        let name = format!("window {window}");
        svg.text("middle small", [middle, TOP - 10.0], name);
    }
    for (row, name) in FEATURES.iter().enumerate() {
        let y = TOP + CELL[1] * row as f64;
        svg.text("end small", [LEFT - 8.0, y + 15.0], name);
        if *name == "…" {
            continue;
        }
        for column in 0..shape.columns() {
            let is_idle = column % shape.n >= shape.len;
            let class = if is_idle { "bar hollow" } else { "heat-frame" };
            let x = LEFT + CELL[0] * column as f64;
            svg.rect(class, [x, y], CELL);
        }
    }
    // A row through all, and all rows of one window.
    svg.rect("box new", [LEFT, TOP + CELL[1]], [across, CELL[1]]);
    let second = LEFT + CELL[0] * shape.at(0, 1) as f64;
    let size = [CELL[0] * shape.n as f64, down + 8.0];
    svg.rect("box again", [second, TOP - 4.0], size);
    let below = TOP + down + 22.0;
    let rows = "matrices, norms and MLPs go row by row, through all windows;";
    svg.text("small", [LEFT, below], rows);
    let square = "attention stays within one";
    svg.text("small", [LEFT, below + 16.0], square);
    svg.to_string()
}
