//! One vector, and what three matrices make of it: the first m of "emma" in
//! the trained model.

use step_3_attention::rms_norm;
use typeset::Svg;
use widgets::step_3::trace::largest;

use super::common::reference_run;

const CELL: [f64; 2] = [11.0, 16.0];
const LEFT: f64 = 8.0;
const MATRIX: f64 = 214.0;
const RIGHT: f64 = 296.0;

pub fn figure() -> String {
    let [_, trained] = reference_run().read("emma");
    let at = &trained[2];
    let x = rms_norm(&at.stream[0]);
    let made = [&at.q, &at.k, &at.v];
    let most = largest(made.into_iter().flatten());

    let mut svg =
        Svg::new("One vector, three matrices, three vectors", 480.0, 164.0);
    let row = |svg: &mut Svg, corner, most, numbers: &[f64]| {
        svg.cells(corner, CELL, most, &[numbers.to_vec()]);
    };
    svg.text("code", [LEFT, 68.0], "x");
    svg.text("small", [LEFT + 14.0, 68.0], "of the first m, [16]");
    row(&mut svg, [LEFT, 76.0], largest(&x), &x);
    let names = [
        ("attn_wq", "q", "what it looks for"),
        ("attn_wk", "k", "what it is found by"),
        ("attn_wv", "v", "what it hands over"),
    ];
    let start = [LEFT + 16.0 * CELL[0] + 3.0, 84.0];
    for (i, (matrix, name, what)) in names.into_iter().enumerate() {
        let y = 28.0 + 56.0 * i as f64;
        svg.arrow("edge", start, [MATRIX - 2.0, y]);
        svg.rect("box new", [MATRIX, y - 13.0], [66.0, 26.0]);
        svg.text("code middle", [MATRIX + 33.0, y + 4.0], matrix);
        svg.arrow("edge", [MATRIX + 66.0, y], [RIGHT - 2.0, y]);
        svg.text("code", [RIGHT, y - 14.0], name);
        svg.text("small", [RIGHT + 14.0, y - 14.0], what);
        row(&mut svg, [RIGHT, y - 8.0], most, made[i]);
    }
    svg.to_string()
}
