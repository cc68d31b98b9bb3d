//! Shared by this step's figures: the start of the reference run, the
//! expression that its pages follow, and line counts of sources.

use std::sync::LazyLock;

use names::Corpus;
use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
use step_2_autograd::order::depth_first;
use step_2_autograd::{Op, Tape, Value, mlp, train};
use typeset::{Table, fixed};
use widgets::step_2::local_gradients::{self, Operation};

/// The number of different tokens.
pub const VOCAB_SIZE: usize = 27;

/// The numbers `a`, `b` and `c` of the expression.
const LEAVES: [f64; 3] = [2.0, -3.0, 10.0];

/// The expression: `a`, `b`, `c`, `d`, `e`, and the result.
pub fn expression(tape: &Tape) -> [Value<'_>; 6] {
    let [a, b, c] = LEAVES.map(|x| tape.leaf(x));
    let d = a * b;
    let e = d + c;
    [a, b, c, d, e, e * d]
}

/// A table with a row for each parent of each operation on `a` and `b`: what
/// the tape says of its local gradient, and what comes of nudging it by a
/// millionth.
pub fn nudge_table(operations: &[(&'static str, Operation)]) -> Table {
    let mut table = Table::new()
        .left("operation")
        .right("result")
        .left("nudged")
        .right("local gradient")
        .right("by nudging");
    let [a, b, _] = LEAVES;
    for row in local_gradients::rows(operations, [a, b], 1e-6) {
        let name = row.operation;
        assert!((row.slope - row.local).abs() < 1e-4, "{name}");
        table = table.row([
            format!("`{name}`"),
            fixed(row.result, 4),
            format!("`{}`", row.nudged),
            fixed(row.local, 4),
            fixed(row.slope, 4),
        ]);
    }
    table
}

/// The names as tokens, and the parameters before the first training step.
pub fn reference_run() -> (Vec<Vec<usize>>, Vec<f64>) {
    let (Corpus { docs, .. }, mut rng) = runs::corpus();
    let params = initial_parameters(num_params(VOCAB_SIZE), &mut rng);
    (docs, params)
}

/// The loss of a name on a tape, given the parameters there.
pub fn loss<'t>(weights: &[Value<'t>], tokens: &[usize]) -> Value<'t> {
    mlp::loss(&Mlp::new(VOCAB_SIZE, weights), tokens)
}

/// What Step 2's program learns. [`runs`] has the same run by hand.
pub struct ByMachine {
    pub params: Vec<f64>,
    /// The loss of each training step.
    pub losses: Vec<f64>,
}

/// The run. Two figures ask for it.
pub fn by_machine() -> &'static ByMachine {
    static RUN: LazyLock<ByMachine> = LazyLock::new(|| {
        let (docs, mut params) = reference_run();
        let losses = train(&mut params, &docs, runs::NUM_STEPS, 1.0, loss);
        let losses = losses.collect();
        ByMachine { params, losses }
    });
    &RUN
}

/// Whether a line is code: no comment, attribute, import or blank line.
fn is_code(line: &str) -> bool {
    let is_extra = ["//", "#", "use "].iter().any(|it| line.starts_with(it));
    !line.is_empty() && !is_extra
}

/// The lines of code between the markers of some anchors.
pub fn code_lines<'s>(source: &'s str, anchors: &[&str]) -> Vec<&'s str> {
    let of_anchor = |name: &str| {
        let begin = format!("// ANCHOR: {name}");
        let end = format!("// ANCHOR_END: {name}");
        let lines: Vec<&str> = source
            .lines()
            .map(str::trim)
            .skip_while(|&line| line != begin)
            .take_while(|&line| line != end)
            .filter(|line| is_code(line))
            .collect();
        assert!(!lines.is_empty(), "there is no anchor `{name}`");
        lines
    };
    anchors.iter().flat_map(|name| of_anchor(name)).collect()
}

/// The source files whose lines are counted.
pub mod source {
    /// Step 1's gradient by the chain rule.
    pub const ANALYTIC: &str = include_str!(
        "../../../chapters-code/step-1-gradient-descent/src/analytic.rs"
    );
    /// Step 1's gradient by trying.
    pub const NUMERICAL: &str = include_str!(
        "../../../chapters-code/step-1-gradient-descent/src/numerical.rs"
    );
    /// Step 1's program.
    pub const MAIN: &str = include_str!(
        "../../../chapters-code/step-1-gradient-descent/src/main.rs"
    );
    /// The tape.
    pub const TAPE: &str =
        include_str!("../../../chapters-code/step-2-autograd/src/tape.rs");
    /// The numbers on it.
    pub const VALUE: &str =
        include_str!("../../../chapters-code/step-2-autograd/src/value.rs");
    /// The operations.
    pub const OP: &str =
        include_str!("../../../chapters-code/step-2-autograd/src/op.rs");
    /// The way back.
    pub const BACKWARD: &str =
        include_str!("../../../chapters-code/step-2-autograd/src/backward.rs");
    /// The operations that a model needs of a number.
    pub const SCALAR: &str =
        include_str!("../../../chapters-code/step-2-autograd/src/scalar.rs");
}

/// The lines of Step 1 that find the gradient by the chain rule.
pub fn lines_by_hand() -> usize {
    all_code_lines(source::ANALYTIC)
}

/// How many lines of code a file has.
fn all_code_lines(source: &str) -> usize {
    let lines = source.lines().map(str::trim);
    lines.filter(|line| is_code(line)).count()
}

/// The lines of Step 2 that find any gradient: what they are, and how many.
pub fn lines_of_autograd() -> [(&'static str, usize); 5] {
    let lines = all_code_lines;
    [
        ("the tape", lines(source::TAPE)),
        ("a number on it, and its arithmetic", lines(source::VALUE)),
        (
            "the operations, and the derivative of each",
            lines(source::OP),
        ),
        ("`backward`", lines(source::BACKWARD)),
        (
            "what a model may ask of a number, recorded or plain",
            lines(source::SCALAR),
        ),
    ]
}

/// The origin of each number of the tape up to this one, found by walking the
/// graph from it.
pub fn ops_up_to(last: Value) -> Vec<Op> {
    depth_first(last).into_iter().map(Value::op).collect()
}
