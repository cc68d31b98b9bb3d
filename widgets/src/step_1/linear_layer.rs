//! Section 1.3: a linear layer, dot product by dot product.

use serde::Serialize;
use step_1_gradient_descent::{Matrix, linear};

use crate::{Question, Refusal};

/// How many numbers go in.
const N_IN: usize = 3;
/// How many come out.
const N_OUT: usize = 4;

/// A linear layer and what it makes of a vector.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The vector, `[N_IN]`.
    x: Vec<f64>,
    /// The matrix, `[N_OUT][N_IN]`.
    w: Vec<Vec<f64>>,
    /// One dot product per row, `[N_OUT]`.
    y: Vec<f64>,
}

/// Arguments: `x`, some numbers; `w`, the rows of the matrix, one after the
/// other.
///
/// # Errors
///
/// If one is not a number of reasonable size, or they are too few or too many.
pub fn answer(q: &Question) -> Result<Answer, Refusal> {
    let x = q.numbers("x", -1e6..=1e6)?;
    let w = q.numbers("w", -1e6..=1e6)?;
    if x.len() != N_IN || w.len() != N_OUT * N_IN {
        return Err(Refusal::new("x needs 3 numbers, and w 4 rows of 3"));
    }
    let matrix = Matrix::take(&mut &w[..], N_OUT, N_IN);
    Ok(Answer {
        y: linear(&x, &matrix),
        w: matrix.rows().map(<[f64]>::to_vec).collect(),
        x,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::Desk;

    fn ask(x: &str, w: &str) -> Value {
        Desk::default().ask(&json!({"ask": "linear-layer", "x": x, "w": w}))
    }

    #[test]
    fn it_computes_the_rows_of_the_page() {
        let w = "1 0 0  0.5 0.5 0  0 -1 2  -0.5 1.5 3";
        let answer = ask("1 -2 0.5", w);
        assert_eq!(answer["y"], json!([1.0, -0.5, 3.0, -2.0]));
    }

    #[test]
    fn shapes_that_do_not_fit_are_refused() {
        let w = "1 ".repeat(12);
        for x in ["", "1 2", "1 2 3 4", "1 2 NaN", "1 2 1e7"] {
            assert!(ask(x, &w)["refusal"].is_string(), "{x}");
        }
        let more = ask("1 2 3", &"1 ".repeat(13));
        assert!(more["refusal"].is_string());
    }
}
