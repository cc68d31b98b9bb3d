//! Section 0.4: what the table expects after a token.

use serde::Serialize;
use step_0_counting::Counts;
use typeset::Bars;

use super::{counted, token_names};
use crate::{Desk, Picture, Problem, Question};

/// What may follow a token.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The bars of the probabilities, with the counts above.
    picture: Picture,
    /// How often each token followed, `[vocab_size]`.
    counts: Vec<u32>,
    /// The probability of each token, `[vocab_size]`.
    probabilities: Vec<f64>,
}

/// Arguments: `token`, an id; `names`, how many were counted; `smoothed`,
/// whether one is added to every count.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Problem> {
    let vocab_size = desk.tokenizer().vocab_size();
    let token = q.count("token", 0..=vocab_size - 1)?;
    let counts = counted(desk, q)?;
    let probabilities = if q.flag("smoothed")? {
        counts.probabilities(token)
    } else {
        shares(counts.row(token))
    };
    Ok(Answer {
        picture: (&figure(&counts, token, &probabilities)).into(),
        counts: counts.row(token).to_vec(),
        probabilities,
    })
}

/// Probabilities without smoothing: all 0 where nothing was counted.
fn shares(row: &[u32]) -> Vec<f64> {
    let total = f64::from(row.iter().sum::<u32>().max(1));
    row.iter().map(|&n| f64::from(n) / total).collect()
}

/// The bars of what follows `token`, with the counts above them.
pub fn figure(counts: &Counts, token: usize, probabilities: &[f64]) -> Bars {
    let row = counts.row(token);
    let bos = row.len() - 1;
    let names = token_names();
    let title = if token == bos {
        "What the table expects after BOS".to_owned()
    } else {
        format!("What the table expects after the letter {}", names[token])
    };
    let most = probabilities.iter().copied().fold(0.2, f64::max);
    let mut bars = Bars::new(&title, most);
    for next in 0..row.len() {
        if next == bos {
            bars = bars.bar("bar", "", 0.0, ""); // room for a longer name
        }
        let note = row[next].to_string();
        bars = bars.bar("bar", &names[next], probabilities[next], &note);
    }
    bars.level("", 1.0 / row.len() as f64)
}
