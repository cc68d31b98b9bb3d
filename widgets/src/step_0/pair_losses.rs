//! Section 0.6: the loss of a name, pair by pair.

use serde::Serialize;
use step_0_counting::{Counts, mean_loss};

use super::counted;
use crate::{Desk, Question, Refusal};

/// The loss of a name.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its pairs, in their order.
    pairs: Vec<Pair>,
    /// The loss of the name, which is the mean of theirs.
    mean: f64,
}

/// The loss of a pair.
#[derive(Debug, Serialize)]
pub struct Pair {
    token: usize,
    target: usize,
    /// How often it was counted.
    count: u32,
    /// How often anything was counted after the token.
    total: u32,
    /// How likely the target was.
    probability: f64,
    /// Minus the logarithm of that.
    loss: f64,
}

/// Arguments: `name`; `names`, how many the table had counted.
///
/// # Errors
///
/// If an argument is missing or out of range, or the name cannot be read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = q.word("name", desk.tokenizer())?;
    let counts = counted(desk, q)?;
    Ok(Answer {
        pairs: tokens.windows(2).map(|it| pair(&counts, it)).collect(),
        mean: loss(&counts, &tokens),
    })
}

fn pair(counts: &Counts, pair: &[usize]) -> Pair {
    let (token, target) = (pair[0], pair[1]);
    let row = counts.row(token);
    Pair {
        token,
        target,
        count: row[target],
        total: row.iter().sum(),
        probability: counts.probabilities(token)[target],
        loss: loss(counts, pair),
    }
}

fn loss(counts: &Counts, tokens: &[usize]) -> f64 {
    mean_loss(tokens, |token| counts.probabilities(token))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use typeset::fixed;

    use crate::Desk;

    #[test]
    fn ava_costs_what_the_book_says() {
        let desk = Desk::default();
        let question =
            json!({"ask": "pair-losses", "name": "ava", "names": 100});
        let answer = super::answer(&desk, &question.into())
            .expect("a name that can be read");
        let losses = answer.pairs.iter().map(|it| fixed(it.loss, 3));
        assert!(losses.eq(["2.011", "3.195", "2.140", "1.914"]));
        assert_eq!(fixed(answer.mean, 3), "2.315");
        assert_eq!((answer.pairs[1].count, answer.pairs[1].total), (4, 95));
    }
}
