//! The expression that Step 2 follows, `(d + c) * d` with `d = a * b`, as a
//! graph.

use step_2_autograd::{Gradients, Tape, Value};
use typeset::{Svg, fixed};

/// The numbers `a`, `b` and `c`.
pub const LEAVES: [f64; 3] = [2.0, -3.0, 10.0];

/// The expression: `a`, `b`, `c`, `d`, `e`, and the result.
pub fn expression(tape: &Tape) -> [Value<'_>; 6] {
    let [a, b, c] = LEAVES.map(|x| tape.leaf(x));
    let d = a * b;
    let e = d + c;
    [a, b, c, d, e, e * d]
}

/// What is written in the boxes, and where they stand.
const BOXES: [(&str, [f64; 2]); 6] = [
    ("a", [2.0, 14.0]),
    ("b", [2.0, 94.0]),
    ("c", [2.0, 174.0]),
    ("d = a × b", [128.0, 54.0]),
    ("e = d + c", [258.0, 134.0]),
    ("L = e × d", [384.0, 54.0]),
];

const WIDTH: f64 = 94.0;

/// The graph with the numbers in its boxes and the local gradients on its
/// edges, and the gradients of the result, if they are given.
pub fn draw(title: &str, grads: Option<&Gradients>) -> Svg {
    let tape = Tape::new();
    let nodes = expression(&tape);
    let height = if grads.is_some() { 58.0 } else { 42.0 };
    let mut svg = Svg::new(title, 480.0, 174.0 + height + 6.0);
    let width = |i: usize| if i < 3 { 64.0 } else { WIDTH };
    for (i, node) in nodes.iter().enumerate() {
        let [x, y] = BOXES[i].1;
        for (parent, local) in node.parent_edges() {
            let parent = parent.index();
            let [from_x, from_y] = BOXES[parent].1;
            // Edges that come from above end above, so that none cross.
            let shift = if from_y > y { 8.0 } else { -8.0 };
            let shift = if (from_y - y).abs() < 1.0 { 0.0 } else { shift };
            let from = [from_x + width(parent), from_y + height / 2.0];
            let to = [x, y + height / 2.0 + shift];
            svg.arrow("edge", from, to);
            // Beside a steep edge, above any other.
            let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
            let beside = match dy.abs() > dx.abs() {
                true if dy > 0.0 => [9.0, 0.0],
                true => [-14.0, 2.0],
                false => [0.0, if shift == 0.0 { -6.0 } else { -9.0 }],
            };
            let middle = [
                f64::midpoint(from[0], to[0]) + beside[0],
                f64::midpoint(from[1], to[1]) + beside[1],
            ];
            svg.text("small middle", middle, fixed(local, 0));
        }
    }
    for (i, node) in nodes.iter().enumerate() {
        let (name, [x, y]) = BOXES[i];
        svg.rect("box", [x, y], [width(i), height]);
        let middle = x + width(i) / 2.0;
        svg.text("code middle", [middle, y + 17.0], name);
        svg.text("middle", [middle, y + 34.0], fixed(node.data(), 0));
        if let Some(grads) = grads {
            let grad = format!("grad {}", fixed(grads.of(*node), 0));
            svg.text("small middle", [middle, y + 51.0], grad);
        }
    }
    svg
}
