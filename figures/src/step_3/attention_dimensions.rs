//! The dimensions of a step through attention, at position 3.

use typeset::Svg;

const COLUMNS: [f64; 3] = [90.0, 240.0, 390.0];
const WIDTH: f64 = 122.0;
const BETWEEN: f64 = f64::midpoint(COLUMNS[0], COLUMNS[1]);
const END: f64 = 315.0;

pub fn figure() -> String {
    let mut svg =
        Svg::new("The dimensions of a step of attention", 480.0, 396.0);
    let [q, k, v] = COLUMNS;
    data(&mut svg, [k, 18.0], "x [16], normalised");
    for (x, matrix, makes) in [
        (q, "attn_wq 16 × 16", "q [16]"),
        (k, "attn_wk 16 × 16", "keys 4 × 16"),
        (v, "attn_wv 16 × 16", "values 4 × 16"),
    ] {
        svg.arrow("edge", [k, 26.0], [x, 47.0]);
        matrix_box(&mut svg, [x, 60.0], matrix);
        svg.arrow("edge", [x, 73.0], [x, 92.0]);
        data(&mut svg, [x, 106.0], makes);
    }
    svg.text("small middle", [k, 122.0], "from the cache: 3,");
    svg.text("small middle", [k, 135.0], "and this position’s");
    svg.text("small middle", [v, 122.0], "the same");

    svg.arrow("edge", [q, 113.0], [BETWEEN - 10.0, 152.0]);
    svg.arrow("edge", [k, 140.0], [BETWEEN + 10.0, 152.0]);
    data(&mut svg, [BETWEEN, 166.0], "q · k / 4: scores [4]");
    svg.arrow("edge", [BETWEEN, 173.0], [BETWEEN, 198.0]);
    data(&mut svg, [BETWEEN, 212.0], "softmax: weights [4]");
    svg.arrow("edge", [BETWEEN, 219.0], [END - 14.0, 246.0]);
    svg.arrow("edge", [v, 127.0], [END + 14.0, 246.0]);
    data(&mut svg, [END, 260.0], "weighted sum [16]");
    svg.arrow("edge", [END, 267.0], [END, 284.0]);
    matrix_box(&mut svg, [END, 297.0], "attn_wo 16 × 16");
    svg.arrow("edge", [END, 310.0], [END, 333.0]);
    plus(&mut svg, [END, 342.0]);
    svg.arrow("edge", [END, 351.0], [END, 372.0]);
    data(&mut svg, [END, 386.0], "x [16], the stream");

    // The stream itself goes around all of it.
    svg.text("small", [12.0, 328.0], "x [16], as it was");
    svg.arrow("edge", [12.0, 342.0], [END - 9.0, 342.0]);
    svg.to_string()
}

fn data(svg: &mut Svg, at: [f64; 2], name: &str) {
    svg.text("code middle", at, name);
}

fn matrix_box(svg: &mut Svg, [x, y]: [f64; 2], name: &str) {
    svg.rect("box new", [x - WIDTH / 2.0, y - 13.0], [WIDTH, 26.0]);
    svg.text("code middle", [x, y + 4.0], name);
}

fn plus(svg: &mut Svg, [x, y]: [f64; 2]) {
    svg.rect("box new", [x - 9.0, y - 9.0], [18.0, 18.0]);
    svg.text("middle", [x, y + 4.5], "+");
}
