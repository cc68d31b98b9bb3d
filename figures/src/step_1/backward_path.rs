//! The way from the embedding to the loss and back, as boxes.

use typeset::Svg;

const FORWARD: [(&str, &str); 5] = [
    ("x", "[16]"),
    ("h_pre", "[64]"),
    ("h", "[64]"),
    ("logits", "[27]"),
    ("loss", ""),
];
const ARROWS: [&str; 4] = ["mlp_fc1", "ReLU", "mlp_fc2", "softmax, ln"];
const BACKWARD: [&str; 5] = ["d_x", "d_h_pre", "d_h", "d_logits", "1"];
const GRADIENTS: [(usize, &str); 3] =
    [(0, "d_wte"), (1, "d_fc1"), (3, "d_fc2")];

const PITCH: f64 = 104.0;
const BOX: [f64; 2] = [60.0, 38.0];

pub fn figure() -> String {
    let mut svg = Svg::new(
        "Forward through the network and backward again",
        480.0,
        222.0,
    );
    let left = |i: usize| 2.0 + i as f64 * PITCH;
    let (top, back) = (22.0, 112.0);
    for (i, (name, shape)) in FORWARD.iter().enumerate() {
        let middle = left(i) + BOX[0] / 2.0;
        svg.rect("box", [left(i), top], BOX);
        let drop = if shape.is_empty() { 24.0 } else { 16.0 };
        svg.text("code middle", [middle, top + drop], name);
        svg.text("small middle", [middle, top + 32.0], shape);
        svg.rect("box", [left(i), back], BOX);
        svg.text("code middle", [middle, back + 24.0], BACKWARD[i]);
    }
    for (i, name) in ARROWS.iter().enumerate() {
        let (from, to) = (left(i) + BOX[0] + 2.0, left(i + 1) - 2.0);
        let middle = f64::midpoint(from, to);
        let (y, y_back) = (top + BOX[1] / 2.0, back + BOX[1] / 2.0);
        svg.arrow("edge", [from, y], [to, y]);
        svg.text("small middle", [middle, top - 6.0], name);
        svg.arrow("line gradient", [to, y_back], [from, y_back]);
    }
    for (i, name) in GRADIENTS {
        let middle = left(i) + BOX[0] / 2.0;
        let below = back + BOX[1];
        svg.arrow(
            "line gradient",
            [middle, below + 2.0],
            [middle, below + 28.0],
        );
        svg.text("code middle", [middle, below + 43.0], name);
    }
    svg.to_string()
}
