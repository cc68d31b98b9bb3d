//! Section 1.7: the backward pass of one pair of tokens, line by line.

use serde::Serialize;
use step_1_gradient_descent::analytic::{linear_backward, relu_backward};
use step_1_gradient_descent::{Mlp, N_EMBD, N_HIDDEN, linear, relu, softmax};
use typeset::{fixed, thousands};

use crate::{Desk, Question, Refusal};

/// The pair is one of four, as in "ava".
const PAIRS: f64 = 4.0;

/// The backward pass of a pair.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The probability that the network gives the target.
    probability: f64,
    /// The lines in their order.
    lines: Vec<Line>,
}

/// A line of the backward pass, and what it gives, both as they stand in the
/// table of the page: code is between backticks.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The code.
    pub code: &'static str,
    /// The name of its result, and its shape.
    pub what: String,
    /// Some of the numbers.
    pub numbers: String,
}

/// Arguments: `token` and `target`, two ids.
///
/// # Errors
///
/// If one is missing or no id.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let last = desk.tokenizer().vocab_size() - 1;
    let token = q.count("token", 0..=last)?;
    let target = q.count("target", 0..=last)?;
    let mlp = Mlp::new(last + 1, &desk.mlp().model);
    Ok(Answer {
        probability: softmax(&mlp.logits(token))[target],
        lines: Backward::new(&mlp, token, target).lines(),
    })
}

/// All slopes of a pair.
#[derive(Debug)]
pub struct Backward {
    token: usize,
    target: usize,
    /// The likeliest of the tokens that did not come, `[vocab_size]`.
    other: usize,
    /// The hidden number with the largest value, of `[N_HIDDEN]`.
    hidden: usize,
    shares: Vec<f64>,
    d_logits: Vec<f64>,
    d_fc2: Vec<f64>,
    d_h: Vec<f64>,
    d_h_pre: Vec<f64>,
    d_fc1: Vec<f64>,
    d_x: Vec<f64>,
}

impl Backward {
    /// The lines of `Mlp::add_gradient`, each result kept.
    pub fn new(mlp: &Mlp, token: usize, target: usize) -> Self {
        let x = mlp.wte.row(token);
        let h_pre = linear(x, &mlp.mlp_fc1);
        let h = relu(&h_pre);
        let probs = softmax(&linear(&h, &mlp.mlp_fc2));

        let shares: Vec<f64> = probs.iter().map(|p| p / PAIRS).collect();
        let mut d_logits = shares.clone();
        d_logits[target] -= 1.0 / PAIRS;
        let mut d_fc2 = vec![0.0; probs.len() * N_HIDDEN];
        let mut d_fc1 = vec![0.0; N_HIDDEN * N_EMBD];
        let d_h = linear_backward(&d_logits, &h, &mlp.mlp_fc2, &mut d_fc2);
        let d_h_pre = relu_backward(&d_h, &h_pre);
        let d_x = linear_backward(&d_h_pre, x, &mlp.mlp_fc1, &mut d_fc1);
        Backward {
            token,
            target,
            other: index_of_largest(&probs, |i| i != target),
            hidden: index_of_largest(&h, |_| true),
            shares,
            d_logits,
            d_fc2,
            d_h,
            d_h_pre,
            d_fc1,
            d_x,
        }
    }

    /// The lines of the code, with what each gives.
    pub fn lines(&self) -> Vec<Line> {
        let f = |x: f64| fixed(x, 4);
        let (other, target) = (self.other, self.target);
        let two = |logits: &[f64]| {
            let (other_name, target_name) = (name(other), name(target));
            let (at_other, at_target) = (f(logits[other]), f(logits[target]));
            format!(
                "for the token {other_name} {at_other}, \
                 for {target_name} {at_target}"
            )
        };
        let one = |at: String, x: f64, all: &[f64]| {
            let moving = all.iter().filter(|&&d| d != 0.0).count();
            let of = match all.len() {
                len @ 100.. => format!(" of {}", thousands(len)),
                _ => String::new(),
            };
            format!("at `{at}` {}; {moving}{of} are not zero", f(x))
        };
        let (j, row) = (self.hidden, self.target * N_HIDDEN);
        let in_h = |d: &[f64]| one(format!("[{j}]"), d[j], d);
        let in_fc2 =
            one(format!("[{target}][{j}]"), self.d_fc2[row + j], &self.d_fc2);
        let in_fc1 =
            one(format!("[{j}][0]"), self.d_fc1[j * N_EMBD], &self.d_fc1);
        let d_wte = format!("row {} of `d_wte`, `[16]`:", self.token);
        let line = |code, what: &str, numbers| Line {
            code,
            what: what.to_owned(),
            numbers,
        };
        vec![
            line("probs.iter().map(|p| p / n)", "`[27]`", two(&self.shares)),
            line("d_logits[target] -= 1.0 / n", "`[27]`", two(&self.d_logits)),
            line(
                "linear_backward(&d_logits, &h, &self.mlp_fc2, d_fc2)",
                "`d_fc2`, `[27][64]`",
                in_fc2,
            ),
            line("let d_h", "`[64]`", in_h(&self.d_h)),
            line(
                "let d_h_pre = relu_backward(&d_h, &h_pre)",
                "`[64]`",
                in_h(&self.d_h_pre),
            ),
            line(
                "linear_backward(&d_h_pre, x, &self.mlp_fc1, d_fc1)",
                "`d_fc1`, `[64][16]`",
                in_fc1,
            ),
            line(
                "let d_x",
                "`[16]`",
                one("[0]".to_owned(), self.d_x[0], &self.d_x),
            ),
            line("*d_row += d_x", &d_wte, "these 16 are added".to_owned()),
        ]
    }
}

/// A token as the sentences of the book have it.
fn name(token: usize) -> String {
    match u8::try_from(token) {
        Ok(token @ ..26) => format!("\"{}\"", char::from(b'a' + token)),
        _ => "BOS".to_owned(),
    }
}

/// The place of the largest finite number among those that are meant.
fn index_of_largest(
    numbers: &[f64],
    is_meant: impl Fn(usize) -> bool,
) -> usize {
    let meant =
        (0..numbers.len()).filter(|&i| is_meant(i) && numbers[i].is_finite());
    let largest = meant.max_by(|&i, &j| numbers[i].total_cmp(&numbers[j]));
    largest.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::{Backward, index_of_largest};
    use crate::Desk;
    use step_1_gradient_descent::{Mlp, N_EMBD, analytic_gradient};

    #[test]
    fn a_computed_nan_is_never_the_largest() {
        let nan = black_box(0.0) / black_box(0.0);
        for nan in [nan, -nan] {
            assert_eq!(index_of_largest(&[0.25, nan, 0.75], |_| true), 2);
        }
    }

    #[test]
    fn all_pairs_of_a_name_together_are_its_gradient() {
        let desk = Desk::default();
        let params = &desk.mlp().model;
        let mlp = Mlp::new(27, params);
        let ava = [26, 0, 21, 0, 26];
        let mut sum = vec![0.0; params.len()];
        for pair in ava.windows(2) {
            let it = Backward::new(&mlp, pair[0], pair[1]);
            let row = pair[0] * N_EMBD;
            let layers = it.d_fc1.iter().chain(&it.d_fc2);
            for (sum, d) in sum[27 * N_EMBD..].iter_mut().zip(layers) {
                *sum += d;
            }
            for (sum, d) in sum[row..].iter_mut().zip(&it.d_x) {
                *sum += d;
            }
        }
        assert_eq!(sum, analytic_gradient(27, params, &ava).1);
    }
}
