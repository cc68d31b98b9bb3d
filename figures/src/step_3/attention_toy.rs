//! Attention by hand: three positions, two numbers per vector.

use portable::math::exp;
use step_2_autograd::Scalar;
use step_3_attention::{attention_weights, weighted_sum};
use typeset::{Table, fixed};

pub fn figure() -> String {
    let names = ["e", "m", "m"];
    let q = [3.0, 0.0];
    let keys = [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]];
    let values = [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]];
    let weights = attention_weights(&q, &keys);
    let scores = keys.map(|k| f64::dot(&q, &k) / f64::sqrt(2.0));
    let exps = scores.map(exp);
    let total: f64 = exps.iter().sum();
    assert!((exps[0] / total - weights[0]).abs() < 1e-12, "its share");
    let vector = |x: &[f64], digits: usize| {
        format!("({}, {})", fixed(x[0], digits), fixed(x[1], digits))
    };

    let mut table = Table::new()
        .left("position")
        .right(r"key $\ck_t$")
        .right(r"$\cq \cdot \ck_t$")
        .right(r"$/ \sqrt{2}$")
        .right(r"$e^{\dots}$")
        .right("weight")
        .right(r"value $\cval_t$")
        .right("weight × value");
    for (t, name) in names.iter().enumerate() {
        table = table.row([
            (*name).to_string(),
            vector(&keys[t], 0),
            fixed(f64::dot(&q, &keys[t]), 0),
            fixed(scores[t], 2),
            fixed(exps[t], 2),
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
        fixed(total, 2),
        fixed(weights.iter().sum(), 3),
        blank(),
        vector(&out, 3),
    ]);
    table.to_string()
}
