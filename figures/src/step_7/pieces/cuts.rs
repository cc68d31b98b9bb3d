//! Where a piece may end: three ways to cut the text before pairs are counted.

use std::collections::HashSet;
use std::iter;
use step_7_text::{chapters, words};

use typeset::{Table, fixed, thousands};

use super::table::bits;
use super::{TRAINING, VALIDATION, plain};

/// The vocabulary that all three fill.
const SIZE: usize = 1024;

type Cut = fn(&'static str) -> Vec<&'static [u8]>;

/// What a way to cut comes to.
struct Outcome {
    name: &'static str,
    distinct: usize,
    per_token: f64,
    /// Of each validation chapter.
    bits: Vec<f64>,
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
    let texts: Vec<Vec<&[u8]>> = iter::once(&**TRAINING)
        .chain(chapters(&VALIDATION))
        .map(cut)
        .collect();
    let merged = plain::merged(&texts, SIZE);
    let (learnt, asked) = (&merged[0], &merged[1..]);
    let tokens: usize = asked.iter().map(Vec::len).sum();
    let distinct: HashSet<&[u8]> = texts[0].iter().copied().collect();
    Outcome {
        name,
        distinct: distinct.len(),
        per_token: VALIDATION.chars().count() as f64 / tokens as f64,
        bits: bits(learnt, asked, SIZE),
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
    let characters = VALIDATION.chars().count() as f64;
    let [lines, spaces, own] = &outcomes;
    assert!(spaces.per_token > own.per_token, "the longest");
    assert!(own.per_token > lines.per_token);
    // In how many chapters the stricter one is better.
    let better = |a: &Outcome, b: &Outcome| {
        a.bits.iter().zip(&b.bits).filter(|(a, b)| a < b).count()
    };
    let counted = [better(own, spaces), better(spaces, lines)];
    assert_eq!(counted, [7, 7], "of seven");
    for outcome in outcomes {
        table = table.row([
            outcome.name.to_owned(),
            thousands(outcome.distinct),
            fixed(outcome.per_token, 2),
            fixed(outcome.bits.iter().sum::<f64>() / characters, 2),
        ]);
    }
    table.to_string()
}
