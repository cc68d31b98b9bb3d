//! What a vocabulary costs and buys.

use std::sync::LazyLock;

use step_7_text::{Characters, Vocabulary};
use typeset::{Table, fixed, thousands};

use super::table::bits;
use super::{PAIRS, SIZES, TRAINING, VALIDATION, WIDTH, WINDOW, per_token};

/// A vocabulary and what comes of it.
pub struct Outcome {
    pub name: String,
    pub size: usize,
    pub training: f64,
    pub validation: f64,
    pub bits: f64,
}

/// The characters, then the byte pairs of all sizes.
pub static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(|| {
    let characters = Characters::of(step_7_text::MOBY_DICK);
    let mut outcomes = vec![outcome("characters", &characters)];
    for size in SIZES {
        let merges = thousands(size - SIZES[0]);
        let name = match size {
            256 => "bytes".to_owned(),
            _ => format!("{merges}\u{a0}merges"),
        };
        outcomes.push(outcome(&name, &PAIRS.first(size)));
    }
    outcomes
});

fn outcome(name: &str, vocabulary: &dyn Vocabulary) -> Outcome {
    let [learnt, asked] = [&**TRAINING, &**VALIDATION]
        .map(|text| vocabulary.encode(text).expect("characters of the novel"));
    let characters = VALIDATION.chars().count() as f64;
    let (training, validation) = (
        per_token(&TRAINING, &learnt),
        per_token(&VALIDATION, &asked),
    );
    let bits = bits(&learnt, &[asked], vocabulary.size())[0] / characters;
    Outcome {
        name: name.to_owned(),
        size: vocabulary.size(),
        training,
        validation,
        bits,
    }
}

/// The parameters of the two tables with a row for each token.
pub fn parameters(size: usize) -> usize {
    2 * size * WIDTH
}

pub fn figure() -> String {
    let mut table = Table::new()
        .left("vocabulary")
        .right("tokens")
        .right("characters a token")
        .right("characters in a window")
        .right("parameters in its tables")
        .right("bits a character, by a table of pairs");
    for outcome in &*OUTCOMES {
        table = table.row([
            outcome.name.clone(),
            thousands(outcome.size),
            fixed(outcome.validation, 2),
            fixed(outcome.validation * WINDOW as f64, 0),
            thousands(parameters(outcome.size)),
            fixed(outcome.bits, 2),
        ]);
    }
    table.to_string()
}
