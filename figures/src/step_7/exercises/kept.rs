//! Of 7.D: how many characters top-p sampling keeps, and what is written.

use std::collections::HashSet;

use exercises::step_5::top_k::top_k;
use exercises::step_7::top_p::top_p;
use portable::PythonRandom;
use step_7_text::{MOBY_DICK, Part, Vocabulary as _, write};
use typeset::{Table, percent, thousands};

use super::{TABLE, seen_of};
use crate::spread::mean;
use crate::step_7::tables::{CHARACTERS, CHOSEN, VALIDATION, encode};

/// How many characters are written for each row, from each seed.
const WRITTEN: usize = 20_000;

/// Where the random numbers start.
const SEEDS: [u32; 3] = [1, 2, 3];

/// What may come: a name, and what is left of probabilities.
type Kept = (&'static str, fn(&[f64]) -> Vec<f64>);

const ROWS: [Kept; 5] = [
    ("all", <[f64]>::to_vec),
    ("the 5 likeliest", |p| top_k(p, 5)),
    ("the 4 likeliest", |p| top_k(p, 4)),
    ("those that have 90\u{a0}%", |p| top_p(p, 0.9)),
    ("those that have 80\u{a0}%", |p| top_p(p, 0.8)),
];

/// How many tokens are left.
fn count(p: &[f64]) -> usize {
    p.iter().filter(|&&p| p > 0.0).count()
}

/// How many characters have `share` at places of the validation chapters, in
/// order of size.
pub fn counts(share: f64) -> Vec<usize> {
    let at = (CHOSEN..VALIDATION.len()).step_by(7);
    let counts = at.map(|at| {
        let p = TABLE.probabilities(seen_of(&VALIDATION[..at]));
        count(&top_p(&p, share))
    });
    let mut counts: Vec<usize> = counts.collect();
    counts.sort_unstable();
    counts
}

/// How many have it after some text.
pub fn after(text: &str, share: f64) -> usize {
    let tokens = encode(text);
    count(&top_p(&TABLE.probabilities(seen_of(&tokens)), share))
}

/// The share of written words that stand in the novel's training chapters,
/// and how many different words are written; from each seed.
fn written((_, kept): Kept, known: &HashSet<&str>) -> [Vec<f64>; 2] {
    let of_seed = |seed| {
        let mut rng = PythonRandom::new(seed);
        let model = |seen: &[usize]| kept(&TABLE.probabilities(seen));
        let start = encode("The whale");
        let tokens = write(&start, WRITTEN, CHOSEN, &mut rng, model);
        let text = CHARACTERS.decode(&tokens);
        let all: Vec<&str> = words(&text).collect();
        let right = all.iter().filter(|it| known.contains(**it)).count();
        let different: HashSet<&&str> = all.iter().collect();
        (right as f64 / all.len() as f64, different.len() as f64)
    };
    let (right, different) = SEEDS.into_iter().map(of_seed).unzip();
    [right, different]
}

pub fn figure() -> String {
    let training = Part::Training.of(MOBY_DICK);
    let known: HashSet<&str> = words(&training).collect();
    let rows = ROWS.map(|row| written(row, &known));
    let [four, ninety] = [&rows[2], &rows[3]];
    let pairs = four[1].iter().zip(&ninety[1]);
    let mut more = pairs.map(|(four, ninety)| ninety / four);
    assert!(more.all(|it| it > 1.2), "many more different words");
    let near = (mean(&four[0]) - mean(&ninety[0])).abs();
    assert!(near < 0.015, "about as many words that there are");
    let mut table = Table::new()
        .left("may come")
        .right("words of the novel")
        .right("different words");
    for ((name, _), [right, different]) in ROWS.iter().zip(&rows) {
        table = table.row([
            (*name).to_owned(),
            percent(mean(right), 0),
            thousands(mean(different).round()),
        ]);
    }
    table.to_string()
}

/// The runs of letters of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|char: char| !char.is_alphabetic());
    words.filter(|word| !word.is_empty())
}
