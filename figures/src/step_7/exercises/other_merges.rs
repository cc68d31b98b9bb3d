//! Of 7.E: vocabularies that are merged by other rules.

use std::sync::LazyLock;

use exercises::step_7::merges::{Counts, Pair, Word, best_pair, replace};
use portable::math::ln;
use step_7_text::words;
use typeset::{Table, fixed};

use crate::step_7::pieces::table::bits;
use crate::step_7::pieces::{
    TRAINING, VALIDATION, counted_words, per_token, shown,
};

/// How many merges are made.
pub const MERGES: usize = 40;

/// How many pieces of each rule are shown.
const SHOWN: usize = 8;

/// A rule's name and its score.
type Rule = (&'static str, fn(Counts) -> f64);

/// The rules.
const RULES: [Rule; 3] = [
    ("how often it comes", |it| it.pair),
    ("that over how often its parts come", |it| {
        it.pair / (it.tokens[0] * it.tokens[1])
    }),
    ("what it saves", |it| {
        it.pair * ln(it.pair * it.all / (it.tokens[0] * it.tokens[1]))
    }),
];

/// What came of a rule.
pub struct Outcome {
    pub pieces: Vec<Vec<u8>>,
    pub per_token: f64,
    pub bits: f64,
}

/// One for each rule.
pub static OUTCOMES: LazyLock<[Outcome; 3]> =
    LazyLock::new(|| RULES.map(|(_, score)| outcome(score)));

/// Bytes as tokens.
fn bytes(word: &[u8]) -> Vec<usize> {
    word.iter().copied().map(usize::from).collect()
}

/// The merges of a rule.
fn merges(score: fn(Counts) -> f64) -> Vec<Pair> {
    let mut words: Vec<Word> = counted_words()
        .into_iter()
        .map(|(word, count)| Word {
            tokens: bytes(word),
            count,
        })
        .collect();
    let mut merges = Vec::new();
    while merges.len() < MERGES {
        let Some(pair) = best_pair(&words, score) else {
            break;
        };
        replace(&mut words, pair, 256 + merges.len());
        merges.push(pair);
    }
    merges
}

/// A text's tokens, by merges in their order.
fn encode(text: &str, merges: &[Pair]) -> Vec<usize> {
    let words = words(text.as_bytes());
    let mut words: Vec<Word> = words
        .into_iter()
        .map(|word| Word {
            tokens: bytes(word),
            count: 1,
        })
        .collect();
    for (id, &pair) in (256..).zip(merges) {
        replace(&mut words, pair, id);
    }
    words.into_iter().flat_map(|word| word.tokens).collect()
}

fn outcome(score: fn(Counts) -> f64) -> Outcome {
    let merges = merges(score);
    let mut pieces: Vec<Vec<u8>> = (0..=u8::MAX).map(|it| vec![it]).collect();
    for pair in &merges {
        pieces.push(pair.map(|token| pieces[token].clone()).concat());
    }
    let [learnt, asked] =
        [&**TRAINING, &**VALIDATION].map(|text| encode(text, &merges));
    let characters = VALIDATION.chars().count() as f64;
    Outcome {
        per_token: per_token(&VALIDATION, &asked),
        bits: bits(&learnt, &[asked], pieces.len())[0] / characters,
        pieces: pieces.split_off(256),
    }
}

pub fn figure() -> String {
    let mut table = Table::new()
        .left("a pair's score")
        .left("the first pieces")
        .right("characters a token")
        .right("bits a character");
    for ((name, _), it) in RULES.iter().zip(&*OUTCOMES) {
        let chip = |piece: &Vec<u8>| {
            let piece = shown(piece).replace('$', "&#36;"); // no formula
            format!("<span class=\"token\">{piece}</span>")
        };
        let first: Vec<String> =
            it.pieces.iter().take(SHOWN).map(chip).collect();
        table = table.row([
            (*name).to_owned(),
            first.join(" "),
            fixed(it.per_token, 2),
            fixed(it.bits, 2),
        ]);
    }
    let [often, beside, saves] = &*OUTCOMES;
    assert!(beside.per_token < 1.0, "no longer than a byte");
    assert!(beside.bits > often.bits && beside.bits > saves.bits);
    table.to_string()
}
