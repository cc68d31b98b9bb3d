//! Section 1.5: the pairs of a name, before and after training.

use portable::math;
use serde::Serialize;
use step_0_counting::mean_loss;
use step_1_gradient_descent::{Mlp, softmax};

use crate::{Desk, Question, Refusal};

/// The losses of three models on a name: the untrained network, the trained
/// one, and the table of Step 0, in this order.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The name with BOS on both sides.
    tokens: Vec<usize>,
    /// For each pair, what each model gives its second token.
    probabilities: Vec<[f64; 3]>,
    /// For each pair, the loss of each model.
    losses: Vec<[f64; 3]>,
    /// The mean loss of each model.
    means: [f64; 3],
}

/// Arguments: `name`, a word.
///
/// # Errors
///
/// If it is missing, or no model of the book can read it.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = q.word("name", desk.tokenizer())?;
    let vocab_size = desk.tokenizer().vocab_size();
    let untrained = desk.untrained_mlp();
    let untrained = Mlp::new(vocab_size, &untrained);
    let trained = Mlp::new(vocab_size, &desk.mlp().model);
    let table = &desk.counts().model;
    let models: [&dyn Fn(usize) -> Vec<f64>; 3] = [
        &|token| softmax(&untrained.logits(token)),
        &|token| softmax(&trained.logits(token)),
        &|token| table.probabilities(token),
    ];
    let probabilities: Vec<[f64; 3]> = tokens
        .windows(2)
        .map(|pair| models.map(|model| model(pair[0])[pair[1]]))
        .collect();
    Ok(Answer {
        losses: probabilities
            .iter()
            .map(|of_pair| of_pair.map(|p| -math::ln(p)))
            .collect(),
        probabilities,
        means: models.map(|model| mean_loss(&tokens, model)),
        tokens,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use typeset::fixed;

    use super::answer;
    use crate::Desk;

    #[test]
    fn ava_costs_what_the_page_says() -> Result<(), crate::Refusal> {
        let question = json!({"ask": "mlp-pair-losses", "name": "Ava"});
        let answer = answer(&Desk::default(), &question.into())?;
        assert_eq!(answer.tokens, [26, 0, 21, 0, 26]);
        assert_eq!(
            answer.means.map(|it| fixed(it, 2)),
            ["3.30", "2.15", "2.20"]
        );
        let v = answer.probabilities[1].map(|it| fixed(it, 3));
        assert_eq!(v, ["0.037", "0.016", "0.023"]);
        Ok(())
    }
}
