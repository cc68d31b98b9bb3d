//! What a number must know to be differentiated: in one object, and where it is
//! in this book.

use step_2_autograd::Tape;
use typeset::{Svg, fixed};

use super::common::expression;

pub fn figure() -> String {
    let tape = Tape::new();
    let [.., d, _, loss] = expression(&tape);
    let edges = d.parent_edges();
    let slopes: Vec<String> =
        edges.iter().map(|(_, slope)| fixed(*slope, 0)).collect();
    let gradient = fixed(loss.backward().of(d), 0);
    let index = d.index();
    let rows = [
        ("data", fixed(d.data(), 0), format!("tape: data[{index}]")),
        (
            "parents",
            "a, b".into(),
            format!("tape: ops[{index}] = {:?}", d.op()),
        ),
        (
            "local gradients",
            slopes.join(", "),
            "from these two (2.3)".into(),
        ),
        ("gradient", gradient, "a list of its own (2.5)".into()),
    ];

    let title = "The number d with four fields, and where each of them is here";
    let mut svg = Svg::new(title, 480.0, 186.0);
    svg.text("", [2.0, 14.0], "one object: d = a * b");
    svg.text("", [262.0, 14.0], "here");
    for ((field, content, place), row) in rows.into_iter().zip(0_u8..) {
        let y = 26.0 + 40.0 * f64::from(row);
        let middle = y + 20.0;
        svg.rect("box", [2.0, y], [204.0, 34.0]);
        svg.text("small", [12.0, middle + 1.0], field);
        svg.text("small end", [196.0, middle + 1.0], content);
        svg.arrow("axis", [206.0, y + 17.0], [262.0, y + 17.0]);
        svg.rect("box new", [262.0, y], [216.0, 34.0]);
        svg.text("small", [272.0, middle + 1.0], place);
    }
    svg.to_string()
}
