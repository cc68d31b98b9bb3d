//! Section 2.4: the local gradients of all operations, against nudges.

use serde::Serialize;
use step_2_autograd::{Tape, Value};

use crate::{Question, Refusal};

/// An operation on two numbers; it may use the first alone.
pub type Operation = for<'t> fn(Value<'t>, Value<'t>) -> Value<'t>;

/// The operations of section 2.3.
pub const FIRST: [(&str, Operation); 2] =
    [("a + b", |a, b| a + b), ("a * b", |a, b| a * b)];

/// The operations of section 2.4.
pub const MORE: [(&str, Operation); 11] = [
    ("a - b", |a, b| a - b),
    ("a / b", |a, b| a / b),
    ("-a", |a, _| -a),
    ("a + 5.0", |a, _| a + 5.0),
    ("a * 5.0", |a, _| a * 5.0),
    ("a / 5.0", |a, _| a / 5.0),
    ("a.powf(3.0)", |a, _| a.powf(3.0)),
    ("a.exp()", |a, _| a.exp()),
    ("a.ln()", |a, _| a.ln()),
    ("a.relu()", |a, _| a.relu()),
    ("b.relu()", |_, b| b.relu()),
];

/// One parent of one operation.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Row {
    /// The operation in Rust.
    pub operation: &'static str,
    /// Its result on the two numbers.
    pub result: f64,
    /// The parent that is nudged.
    pub nudged: char,
    /// The local gradient along it.
    pub local: f64,
    /// How far the result moves per unit of the nudge.
    pub slope: f64,
}

/// A row for each parent of each operation on `a` and `b`.
pub fn rows(
    operations: &[(&'static str, Operation)],
    [a, b]: [f64; 2],
    nudge: f64,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for &(operation, run) in operations {
        let tape = Tape::new();
        let result = run(tape.leaf(a), tape.leaf(b));
        let at = |a: f64, b: f64| {
            let tape = Tape::new();
            run(tape.leaf(a), tape.leaf(b)).data()
        };
        for (parent, local) in result.parent_edges() {
            let (name, moved) = if parent.index() == 0 {
                ('a', at(a + nudge, b))
            } else {
                ('b', at(a, b + nudge))
            };
            rows.push(Row {
                operation,
                result: result.data(),
                nudged: name,
                local,
                slope: (moved - result.data()) / nudge,
            });
        }
    }
    rows
}

/// Arguments: the numbers `a` and `b`, and how far each is nudged, as a power
/// of ten, `power`.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(q: &Question) -> Result<Vec<Row>, Refusal> {
    let a = q.number("a", -10.0..=10.0)?;
    let b = q.number("b", -10.0..=10.0)?;
    let power = q.number("power", -6.0..=0.0)?;
    Ok(rows(&MORE, [a, b], portable::math::powf(10.0, power)))
}
