//! Section 0.7: names that the table makes up.

use serde::Serialize;
use step_0_counting::{Counts, sample};

use super::counted;
use crate::{Desk, Question, Refusal};

/// How many names are shown at a time.
const BATCH: usize = 20;

/// How many batches there are: 2,000 names, as many as the text speaks of.
const NUM_BATCHES: usize = 100;

/// The longest that a name may get.
const MAX_LEN: usize = 16;

/// The same random numbers, made to names by two tables.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// By an empty table.
    before: Samples,
    /// By one that has counted names.
    after: Samples,
}

/// The names that one table writes.
#[derive(Debug, Serialize)]
pub struct Samples {
    /// The names of the batch.
    names: Vec<String>,
    /// Which of them are in the data; empty as long as these are unknown.
    real: Vec<bool>,
    /// How many are, of those of this batch and all before.
    num_real: usize,
}

/// Arguments: `names`, how many the second table has counted; `batch`, which
/// 20 of the names that a table writes, from 0.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let counts = counted(desk, q)?;
    let batch = q.count("batch", 0..=NUM_BATCHES - 1)?;
    let untrained = Counts::new(desk.tokenizer().vocab_size());
    Ok(Answer {
        before: samples(desk, &untrained, batch),
        after: samples(desk, &counts, batch),
    })
}

/// A batch as the program of this step would write it.
fn samples(desk: &Desk, counts: &Counts, batch: usize) -> Samples {
    let tokenizer = desk.tokenizer();
    let mut rng = desk.start().rng.clone();
    let name = || {
        let model = |token| counts.probabilities(token);
        let tokens = sample(tokenizer.bos(), MAX_LEN, &mut rng, model);
        tokenizer.decode(&tokens)
    };
    let mut names: Vec<String> = std::iter::repeat_with(name)
        .take((batch + 1) * BATCH)
        .collect();
    let mut real: Vec<bool> =
        names.iter().filter_map(|it| desk.is_real(it)).collect();
    let num_real = real.iter().filter(|&&it| it).count();
    Samples {
        names: names.split_off(batch * BATCH),
        real: real.split_off(real.len().saturating_sub(BATCH)),
        num_real,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

    #[test]
    fn the_first_names_are_those_of_the_program() {
        let mut desk = Desk::default();
        let ask = |desk: &Desk, batch: usize| {
            let question =
                json!({"ask": "name-sampler", "names": 1000, "batch": batch});
            super::answer(desk, &question.into()).expect("all arguments")
        };
        let answer = ask(&desk, 0);
        assert_eq!(answer.before.names[0], "imbrraxwrgvbzeua");
        assert_eq!(answer.after.names[..2], ["enaroa", "romra"]);
        assert_eq!(answer.after.names[13], "ma");
        assert!(answer.after.real.is_empty(), "nothing is known");

        let know = json!({"ask": "know-names", "text": names::NAMES});
        assert_eq!(desk.ask(&know), 32_033);
        let answer = ask(&desk, 0);
        assert!(
            answer
                .after
                .real
                .iter()
                .copied()
                .eq((0..20).map(|i| i == 13))
        );
        let last = ask(&desk, super::NUM_BATCHES - 1).after;
        assert_eq!((last.names.len(), last.real.len()), (20, 20));
        let share = last.num_real as f64 / 2000.0;
        assert_eq!(typeset::percent(share, 1), "9.2\u{a0}%");
    }
}
