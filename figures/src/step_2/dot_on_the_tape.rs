//! A dot product of three numbers with three on the tape, as products and sums
//! and as one number.

use step_2_autograd::order::depth_first;
use step_2_autograd::{Op, Scalar, Tape, Value};
use typeset::{Svg, fixed};

const CELL: [f64; 2] = [42.0, 26.0];
const LEFT: f64 = 6.0;

pub fn figure() -> String {
    let mut svg = Svg::new("A dot product on the tape", 480.0, 178.0);
    let lengths = [
        row(&mut svg, 16.0, "as products and sums", chain),
        row(&mut svg, 106.0, "as one number", |w, x| Value::dot(w, x)),
    ];
    assert_eq!(lengths, [11, 7], "five more, and one");
    svg.to_string()
}

/// The dot product as a chain.
fn chain<'t>(w: &[Value<'t>], x: &[Value<'t>]) -> Value<'t> {
    let products = w.iter().zip(x).map(|(&w, &x)| w * x);
    products.reduce(|sum, p| sum + p).expect("three of them")
}

/// The tape after two vectors of three and what `record` makes of them: the
/// numbers in cells, and below each what made it. Returns its length.
fn row(
    svg: &mut Svg,
    y: f64,
    name: &str,
    record: impl for<'t> Fn(&[Value<'t>], &[Value<'t>]) -> Value<'t>,
) -> usize {
    let tape = Tape::new();
    let w = tape.leaves(&[1.0, 2.0, 3.0]);
    let x = tape.leaves(&[4.0, 5.0, 6.0]);
    let mut all = depth_first(record(&w, &x));
    all.sort_by_key(|value| value.index());
    svg.text("small", [LEFT, y], name);
    for (value, i) in all.iter().zip(0_u8..) {
        let left = LEFT + f64::from(i) * CELL[0];
        let class = match i {
            0..3 => "box",
            3..6 => "bar weak",
            _ => "box new",
        };
        svg.rect(class, [left, y + 8.0], CELL);
        svg.rect("heat-frame", [left, y + 8.0], CELL);
        let middle = left + CELL[0] / 2.0;
        svg.text("small middle", [middle, y + 25.0], fixed(value.data(), 0));
        svg.text("small middle", [middle, y + 50.0], words(value.op(), i));
    }
    tape.len()
}

/// What made number `i`.
fn words(op: Op, i: u8) -> String {
    match op {
        Op::Leaf if i < 3 => format!("w[{i}]"),
        Op::Leaf => format!("x[{}]", i - 3),
        Op::Mul(a, b) => format!("{a} × {b}"),
        Op::Add(a, b) => format!("{a} + {b}"),
        Op::Dot { .. } => "Dot".into(),
        other => panic!("{other:?} is no part of a dot product"),
    }
}
