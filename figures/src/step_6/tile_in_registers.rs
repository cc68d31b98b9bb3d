//! A tile of a product: what stays in registers, and what streams through.

use typeset::Svg;

const ROWS: usize = 6;
const VECTORS: usize = 2;
const LANES: usize = 8;
const ROUNDS: usize = 5;
/// The round that is drawn.
const NOW: usize = 1;

const CELL: f64 = 15.0;
const LEFT: f64 = 42.0;
const TOP: f64 = 40.0;
const GAP: f64 = 20.0;

pub fn figure() -> String {
    let title = "A tile of six rows and two vectors of eight lanes: twelve \
                 registers hold its sums, and each round six numbers of the \
                 left matrix meet two vectors of the right one";
    let mut svg = Svg::new(title, 480.0, 246.0);
    let x = LEFT + CELL * ROUNDS as f64 + GAP;
    let y = TOP + CELL * ROUNDS as f64 + GAP;
    let wide = CELL * (VECTORS * LANES) as f64;
    // The right matrix above the result, the left one beside it.
    svg.text("small", [x, TOP - 24.0], "right matrix, a row a round");
    svg.text("small", [LEFT - 34.0, y - 24.0], "left matrix,");
    svg.text("small", [LEFT - 34.0, y - 9.0], "a column a round");
    for round in 0..ROUNDS {
        let step = CELL * round as f64;
        let class = if round == NOW { "box new" } else { "box again" };
        for vector in 0..VECTORS {
            let x = x + CELL * (vector * LANES) as f64;
            let size = [CELL * LANES as f64 - 3.0, CELL - 3.0];
            svg.rect(class, [x, TOP + step], size);
        }
        for row in 0..ROWS {
            let y = y + CELL * row as f64;
            svg.rect(class, [LEFT + step, y], [CELL - 3.0, CELL - 3.0]);
        }
    }
    let down = [x + wide + 14.0, TOP + CELL * (NOW + 1) as f64];
    svg.arrow("edge", down, [down[0], down[1] + 2.0 * CELL]);
    svg.text("small", [down[0] + 8.0, down[1] + 12.0], "next round");
    let right = [LEFT + CELL * (NOW + 1) as f64, y + CELL * 6.0 + 12.0];
    svg.arrow("edge", right, [right[0] + 2.0 * CELL, right[1]]);
    svg.text("small", [LEFT - 34.0, right[1] + 20.0], "next round");
    // The sums.
    for row in 0..ROWS {
        for vector in 0..VECTORS {
            let at =
                [x + CELL * (vector * LANES) as f64, y + CELL * row as f64];
            let size = [CELL * LANES as f64 - 3.0, CELL - 3.0];
            svg.rect("box", at, size);
            for lane in 1..LANES {
                let x = at[0] + CELL * lane as f64 - 1.5;
                svg.line("grid", [x, at[1]], [x, at[1] + size[1]]);
            }
        }
    }
    let below = y + CELL * ROWS as f64 + 16.0;
    svg.text(
        "small",
        [x, below],
        "result: twelve registers, eight sums in each",
    );
    svg.to_string()
}
