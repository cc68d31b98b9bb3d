//! Local gradients against nudges.

use step_2_autograd::{Tape, Value};
use typeset::{Table, fixed};

/// An operation on two numbers; it may use the first alone.
pub type Operation = for<'t> fn(Value<'t>, Value<'t>) -> Value<'t>;

/// How far a number is nudged.
const NUDGE: f64 = 1e-6;

/// A table with a row for each parent of each operation: what the tape says
/// of its local gradient, and what comes of nudging it.
pub fn table(operations: &[(&str, Operation)], a: f64, b: f64) -> Table {
    let mut table = Table::new()
        .left("operation")
        .right("result")
        .left("nudged")
        .right("local gradient")
        .right("by nudging");
    for &(name, operation) in operations {
        let tape = Tape::new();
        let result = operation(tape.leaf(a), tape.leaf(b));
        let at = |a: f64, b: f64| {
            let tape = Tape::new();
            operation(tape.leaf(a), tape.leaf(b)).data()
        };
        for (parent, local) in result.parent_edges() {
            let (which, nudged) = if parent.index() == 0 {
                ("`a`", at(a + NUDGE, b))
            } else {
                ("`b`", at(a, b + NUDGE))
            };
            let slope = (nudged - result.data()) / NUDGE;
            assert!((slope - local).abs() < 1e-4, "{name}");
            table = table.row([
                format!("`{name}`"),
                fixed(result.data(), 4),
                which.to_string(),
                fixed(local, 4),
                fixed(slope, 4),
            ]);
        }
    }
    table
}
