//! Section 4.3: the loop over the heads, step by step.

use serde::Serialize;

use super::read;
use crate::{Desk, Question, Refusal};

/// The work of each head at the last position of a name.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The tokens that were read, `[positions]`.
    tokens: Vec<usize>,
    /// The turns of the loop, `[n_head]`.
    heads: Vec<Turn>,
}

/// One turn of the loop.
#[derive(Debug, Serialize)]
pub struct Turn {
    /// Where the slice begins and ends.
    slice: [usize; 2],
    /// The slice of the query, `[head_dim]`.
    q: Vec<f64>,
    /// The slices of the keys, `[positions][head_dim]`.
    keys: Vec<Vec<f64>>,
    /// The slices of the values, `[positions][head_dim]`.
    values: Vec<Vec<f64>>,
    /// The score of each key by the query, `[positions]`.
    scores: Vec<f64>,
    /// The softmax of the scores, `[positions]`.
    weights: Vec<f64>,
    /// The mean of the values by these weights, `[head_dim]`.
    gathered: Vec<f64>,
}

/// Arguments: `word`, a name; `model`.
///
/// # Errors
///
/// If the name cannot be read or there is no such model.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = read::tokens(desk, q)?;
    let params = read::model(desk, q, "model")?;
    let passes = read::passes(desk, &params, &tokens);
    let last = &passes[passes.len() - 1].layers[0].heads;
    let turn = |head: usize| {
        let of_all = || passes.iter().map(|it| &it.layers[0].heads[head]);
        let it = last[head].clone();
        let head_dim = it.q.len();
        Turn {
            slice: [head * head_dim, (head + 1) * head_dim],
            keys: of_all().map(|it| it.k.clone()).collect(),
            values: of_all().map(|it| it.v.clone()).collect(),
            q: it.q,
            scores: it.scores,
            weights: it.weights,
            gathered: it.gathered,
        }
    };
    Ok(Answer {
        heads: (0..last.len()).map(turn).collect(),
        tokens,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

    #[test]
    fn the_first_weights_of_emma_are_those_of_the_page() {
        let question =
            json!({"ask": "head-stepper", "word": "emma", "model": "step-4"});
        let answer = super::answer(&Desk::default(), &question.into());
        let heads = answer.expect("a name that can be read").heads;
        let rounded = heads[0].weights.iter().map(|it| format!("{it:.3}"));
        let rounded: Vec<String> = rounded.collect();
        assert_eq!(rounded, ["0.175", "0.201", "0.228", "0.221", "0.175"]);
        assert_eq!(format!("{:.3}", heads[3].gathered[2]), "0.422");
    }
}
