//! Three small matrices as stretches of one flat list.

use step_1_gradient_descent::Matrix;
use typeset::Svg;

/// A network for three tokens, with two numbers in an embedding and two hidden
/// ones: each matrix, its rows, and the length of a row.
const MATRICES: [(&str, usize, usize); 3] =
    [("wte", 3, 2), ("mlp_fc1", 2, 2), ("mlp_fc2", 3, 2)];

const CELL: [f64; 2] = [29.0, 22.0];
const LEFT: f64 = 8.0;
/// Where the list is drawn, and where the matrices are.
const LIST: f64 = 26.0;
const GRIDS: f64 = 106.0;

pub fn figure() -> String {
    let places: Vec<usize> = (0..16).collect();
    let mut svg =
        Svg::new("A list of 16 numbers as three matrices", 480.0, 178.0);
    svg.text("code", [LEFT, LIST - 8.0], "params");

    let mut rest = &places[..];
    for (name, n_out, n_in) in MATRICES {
        let matrix = Matrix::take(&mut rest, n_out, n_in);
        let left = LEFT + matrix.row(0)[0] as f64 * CELL[0];
        for (i, row) in matrix.rows().enumerate() {
            // Every other row is shaded, in the list and below it.
            let class = if i % 2 == 0 { "bar weak" } else { "box" };
            let in_list = LEFT + row[0] as f64 * CELL[0];
            cells(&mut svg, class, [in_list, LIST], row);
            let y = GRIDS + i as f64 * CELL[1];
            cells(&mut svg, class, [left, y], row);
            let right = left + n_in as f64 * CELL[0];
            svg.text("small", [right + 6.0, y + 15.0], format!("row {i}"));
        }
        let right = left + (n_out * n_in) as f64 * CELL[0];
        bracket(&mut svg, left + 2.0, right - 2.0);
        svg.text("code", [left, GRIDS - 8.0], name);
        let shape = format!("{n_out} × {n_in}");
        svg.text("small", [left + 62.0, GRIDS - 8.0], shape);
    }
    assert!(rest.is_empty(), "all are taken");
    svg.to_string()
}

/// A row: numbers in cells, from here to the right.
fn cells(svg: &mut Svg, class: &str, [mut x, y]: [f64; 2], row: &[usize]) {
    for place in row {
        svg.rect(class, [x, y], CELL);
        svg.rect("heat-frame", [x, y], CELL);
        svg.text("small middle", [x + CELL[0] / 2.0, y + 15.0], place);
        x += CELL[0];
    }
}

/// What spans a matrix's stretch of the list.
fn bracket(svg: &mut Svg, left: f64, right: f64) {
    let y = LIST + CELL[1] + 4.0;
    let corners = [[left, y], [left, y + 6.0], [right, y + 6.0], [right, y]];
    svg.polyline("edge", &corners);
    svg.arrow("edge", [left + 27.0, y + 6.0], [left + 27.0, GRIDS - 20.0]);
}
