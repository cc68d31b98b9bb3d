//! Softmax of three logits, step by step.

use portable::math;
use step_1_gradient_descent::softmax;
use typeset::{Table, fixed};

const LOGITS: [f64; 3] = [2.0, 1.0, 0.0];

pub fn figure() -> String {
    let mut table = Table::new()
        .right("logit $z_i$")
        .right("less the largest")
        .right("exponential")
        .right("divided by the sum: $p_i$");
    let largest = LOGITS[0];
    let mut total = 0.0;
    for (z, p) in LOGITS.into_iter().zip(softmax(&LOGITS)) {
        let e = math::exp(z - largest);
        total += e;
        let cells = [fixed(z, 0), fixed(z - largest, 0), fixed(e, 3)];
        table = table.row(cells.into_iter().chain([fixed(p, 3)]));
    }
    table = table.row([
        "sum".into(),
        String::new(),
        fixed(total, 3),
        fixed(1.0, 3),
    ]);
    table.to_string()
}
