//! The backward pass of "a" to "v", line by line, with values.

mod common;

use common::{mlp, reference};
use step_1_gradient_descent::analytic::{linear_backward, relu_backward};
use step_1_gradient_descent::{linear, relu, softmax};
use typeset::{Table, fixed, thousands};

const SOURCE: &str = include_str!("../src/analytic.rs");
const A: usize = 0;
const N: usize = 13;
const V: usize = 21;
const PAIRS: f64 = 4.0;

fn main() {
    let run = reference();
    let mlp = mlp(&run.trained);
    let x = mlp.wte.row(A);
    let h_pre = linear(x, &mlp.mlp_fc1);
    let h = relu(&h_pre);
    let probs = softmax(&linear(&h, &mlp.mlp_fc2));

    let mut d_logits: Vec<f64> = probs.iter().map(|p| p / PAIRS).collect();
    let before = d_logits[V];
    d_logits[V] -= 1.0 / PAIRS;
    let (mut d_fc2, mut d_fc1) = (vec![0.0; 27 * 64], vec![0.0; 64 * 16]);
    let d_h = linear_backward(&d_logits, &h, &mlp.mlp_fc2, &mut d_fc2);
    let d_h_pre = relu_backward(&d_h, &h_pre);
    let d_x = linear_backward(&d_h_pre, x, &mlp.mlp_fc1, &mut d_fc1);

    let moving = |d: &[f64]| d.iter().filter(|&&d| d != 0.0).count();
    let f = |x: f64| fixed(x, 4);
    let lines = [
        (
            "probs.iter().map(|p| p / n)",
            "`[27]`",
            format!(
                r#"<br> for the token "n" {}, for "v" {}"#,
                f(d_logits[N]),
                f(before)
            ),
        ),
        (
            "d_logits[target] -= 1.0 / n",
            "`[27]`",
            format!(
                r#"<br> for the token "n" {}, for "v" {}"#,
                f(d_logits[N]),
                f(d_logits[V])
            ),
        ),
        (
            "linear_backward(&d_logits, &h, &self.mlp_fc2, d_fc2)",
            "`d_fc2`, `[27][64]`",
            format!(
                "<br> at `[21][5]` {}; {} of {} are not zero",
                f(d_fc2[V * 64 + 5]),
                moving(&d_fc2),
                thousands(d_fc2.len())
            ),
        ),
        (
            "let d_h =",
            "`[64]`",
            format!(
                "<br> at `[5]` {}; {} are not zero",
                f(d_h[5]),
                moving(&d_h)
            ),
        ),
        (
            "let d_h_pre = relu_backward(&d_h, &h_pre)",
            "`[64]`",
            format!(
                "<br> at `[5]` {}; {} are not zero",
                f(d_h_pre[5]),
                moving(&d_h_pre)
            ),
        ),
        (
            "linear_backward(&d_h_pre, x, &self.mlp_fc1, d_fc1)",
            "`d_fc1`, `[64][16]`",
            format!(
                "<br> at `[5][0]` {}; {} of {} are not zero",
                f(d_fc1[5 * 16]),
                moving(&d_fc1),
                thousands(d_fc1.len())
            ),
        ),
        (
            "let d_x =",
            "`[16]`",
            format!(
                "<br> at `[0]` {}; {} are not zero",
                f(d_x[0]),
                moving(&d_x)
            ),
        ),
        (
            "*d_row += d_x",
            "row 0 of `d_wte`, `[16]`:",
            "these 16 are added".into(),
        ),
    ];
    let mut table = Table::new().left("line").left("what it gives");
    for (line, shape, values) in lines {
        assert!(SOURCE.contains(line), "the code says `{line}`");
        let line = line.trim_end_matches(" =");
        table = table.row([format!("`{line}`"), format!("{shape} {values}")]);
    }
    print!("{table}");
}
