//! Where a piece may end: three ways to cut the text before pairs are counted.

use step_7_text::words;
use typeset::{Table, fixed, thousands};

use super::table::bits_per_character;
use super::{TRAINING, VALIDATION, per_token, plain};

/// The vocabulary that all three fill.
const SIZE: usize = 1024;

type Cut = fn(&'static str) -> Vec<&'static [u8]>;

/// What a way to cut comes to.
struct Outcome {
    name: &'static str,
    distinct: usize,
    per_token: f64,
    bits: f64,
}

fn outcomes() -> [Outcome; 3] {
    [
        ("at the ends of lines", lines as Cut),
        ("before each space, too", spaces),
        ("where letters and signs meet, too", own),
    ]
    .map(outcome)
}

fn outcome((name, cut): (&'static str, Cut)) -> Outcome {
    let (mut training, validation) = (cut(&TRAINING), cut(&VALIDATION));
    let [learnt, asked] = plain::merged([&training, &validation], SIZE);
    let characters = VALIDATION.chars().count();
    let bits = bits_per_character(&learnt, &asked, characters, SIZE);
    training.sort_unstable();
    training.dedup();
    let (distinct, per_token) =
        (training.len(), per_token(&VALIDATION, &asked));
    Outcome {
        name,
        distinct,
        per_token,
        bits,
    }
}

/// The words of the chapter.
fn own(text: &'static str) -> Vec<&'static [u8]> {
    words(text.as_bytes())
}

fn lines(text: &'static str) -> Vec<&'static [u8]> {
    text.split_inclusive('\n').map(str::as_bytes).collect()
}

/// A word begins at a space, and after a line's end.
fn spaces(text: &'static str) -> Vec<&'static [u8]> {
    let mut words = Vec::new();
    for line in text.split_inclusive('\n') {
        let mut rest = 0;
        for (at, _) in line.match_indices(' ') {
            words.push(&line.as_bytes()[rest..at]);
            rest = at;
        }
        words.push(&line.as_bytes()[rest..]);
    }
    words.retain(|word| !word.is_empty());
    words
}

pub fn figure() -> String {
    let mut table = Table::new()
        .left("the text is cut")
        .right("different words")
        .right("characters a token")
        .right("bits a character, by a table of pairs");
    let outcomes = outcomes();
    let [lines, spaces, own] = &outcomes;
    assert!(spaces.per_token > own.per_token, "the longest");
    assert!(own.per_token > lines.per_token);
    assert!(
        own.bits < spaces.bits && spaces.bits < lines.bits,
        "the best"
    );
    for outcome in outcomes {
        table = table.row([
            outcome.name.to_owned(),
            thousands(outcome.distinct),
            fixed(outcome.per_token, 2),
            fixed(outcome.bits, 2),
        ]);
    }
    table.to_string()
}
