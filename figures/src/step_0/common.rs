//! Shared by this step's figures: tokens by name, and tables that
//! have counted some of the run's names.
use portable::math;
use std::collections::{HashMap, HashSet};
use step_0_counting::{Counts, mean_loss};

/// The number of tokens: a to z and BOS.
pub const VOCAB_SIZE: usize = 27;

/// The id of BOS.
pub const BOS: usize = 26;

/// The tokens of "ava", the running example of Steps 0 to 2.
pub const AVA: [usize; 5] = [BOS, 0, 21, 0, BOS];

/// The name of a token: its letter, or BOS.
pub fn name(token: usize) -> String {
    let letter = ('a'..='z').nth(token);
    letter.map_or("BOS".into(), String::from)
}

/// The token of a letter.
pub fn id(letter: char) -> usize {
    let is_it = |it: char| it == letter;
    ('a'..='z').position(is_it).expect("a letter from a to z")
}

/// A token as the book shows it.
pub fn chip(token: usize) -> String {
    typeset::chips([(name(token), token)])
}

/// Tokens as the book shows them.
pub fn chips(tokens: &[usize]) -> String {
    typeset::chips(tokens.iter().map(|&token| (name(token), token)))
}

/// A name as tokens, with BOS on both sides.
pub fn encode(name: &str) -> Vec<usize> {
    let tokenizer: names::Tokenizer = ('a'..='z').collect();
    tokenizer.encode(name).expect("letters from a to z")
}

/// The table that has counted these documents.
pub fn counted(docs: &[Vec<usize>]) -> Counts {
    let mut counts = Counts::new(VOCAB_SIZE);
    for tokens in docs {
        counts.observe(tokens);
    }
    counts
}

/// The loss of a table on a document.
pub fn loss(counts: &Counts, tokens: &[usize]) -> f64 {
    mean_loss(tokens, |token| counts.probabilities(token))
}

/// How often anything was counted after a token.
pub fn seen(counts: &Counts, token: usize) -> u32 {
    counts.row(token).iter().sum()
}

/// How often a pair was counted, of how many with the same first token.
pub fn count_of(counts: &Counts, pair: &[usize]) -> String {
    let count = counts.row(pair[0])[pair[1]];
    format!("{count} of {}", seen(counts, pair[0]))
}

/// The mean of some numbers.
pub fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// A table whose rows are contexts of `k` tokens: for each of their first
/// `k - 1` tokens a table of pairs.
pub struct Contexts {
    k: usize,
    tables: HashMap<Vec<usize>, Counts>,
}

impl Contexts {
    /// The table that has counted these documents.
    pub fn counted(k: usize, docs: &[Vec<usize>]) -> Self {
        let mut tables = HashMap::new();
        for tokens in docs {
            for (start, pair) in steps(k, tokens) {
                let table =
                    tables.entry(start).or_insert(Counts::new(VOCAB_SIZE));
                table.observe(&pair);
            }
        }
        Contexts { k, tables }
    }

    /// How a table like this one does on some documents.
    pub fn test(&self, docs: &[Vec<usize>]) -> Test {
        let empty = Counts::new(VOCAB_SIZE);
        let (mut losses, mut pairs) = (Vec::new(), Vec::new());
        for tokens in docs {
            let mut terms = Vec::new();
            for (start, pair) in steps(self.k, tokens) {
                let table = self.tables.get(&start).unwrap_or(&empty);
                terms.push(-math::ln(table.probabilities(pair[0])[pair[1]]));
                pairs.push(seen(table, pair[0]));
            }
            losses.push(mean(&terms));
        }
        let share = |limit: usize| {
            let below = pairs.iter().filter(|&&n| (n as usize) < limit).count();
            below as f64 / pairs.len() as f64
        };
        Test {
            loss: mean(&losses),
            empty: share(1),
            thin: share(VOCAB_SIZE),
        }
    }
}

/// How a table of longer contexts does on documents.
pub struct Test {
    /// The mean loss per document.
    pub loss: f64,
    /// The share of predictions whose row holds no pair.
    pub empty: f64,
    /// The share of predictions whose row holds fewer pairs than the ones that
    /// smoothing adds.
    pub thin: f64,
}

/// The questions of a document to a model that sees `k` tokens: the first
/// `k - 1` of them, then the last and the one to predict. BOS stands before the
/// start.
fn steps(
    k: usize,
    tokens: &[usize],
) -> impl Iterator<Item = (Vec<usize>, [usize; 2])> {
    let padded = [vec![BOS; k - 1], tokens.to_vec()].concat();
    (k..padded.len()).map(move |i| {
        let start = padded[i - k..i - 1].to_vec();
        (start, [padded[i - 1], padded[i]])
    })
}

/// How many contexts of `k` tokens occur.
pub fn distinct_contexts(k: usize, docs: &[Vec<usize>]) -> usize {
    let contexts = docs.iter().flat_map(|tokens| steps(k, tokens));
    let context = |(start, pair): (Vec<usize>, [usize; 2])| (start, pair[0]);
    contexts.map(context).collect::<HashSet<_>>().len()
}
