//! Attention by hand: three positions, two numbers per vector.

use step_2_autograd::Scalar;
use step_3_attention::{attention_weights, weighted_sum};
use typeset::{Table, fixed};

fn main() {
    let names = ["e", "m", "m"];
    let q = [3.0, 0.0];
    let keys = [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]];
    let values = [[0.0, 4.0], [1.0, 0.0], [1.0, 0.0]];
    let weights = attention_weights(&q, &keys);
    let vector = |x: &[f64], digits: usize| {
        format!("({}, {})", fixed(x[0], digits), fixed(x[1], digits))
    };

    let mut table = Table::new()
        .left("position")
        .right(r"key $\ck_t$")
        .right(r"$\cq \cdot \ck_t$")
        .right(r"$/ \sqrt{2}$")
        .right("weight")
        .right(r"value $\cval_t$")
        .right("weight × value");
    for (t, name) in names.iter().enumerate() {
        let score = f64::dot(&q, &keys[t]);
        table = table.row([
            (*name).to_string(),
            vector(&keys[t], 0),
            fixed(score, 0),
            fixed(score / f64::sqrt(2.0), 2),
            fixed(weights[t], 3),
            vector(&values[t], 0),
            vector(&values[t].map(|v| v * weights[t]), 3),
        ]);
    }
    let out = weighted_sum(&weights, &values);
    let blank = String::new;
    table = table.row([
        "sum".into(),
        blank(),
        blank(),
        blank(),
        fixed(weights.iter().sum(), 3),
        blank(),
        vector(&out, 3),
    ]);
    print!("{table}");
}
