//! Pieces of words by other rules.

use std::cmp::Reverse;
use std::collections::HashMap;

/// Two tokens that stand side by side.
pub type Pair = [usize; 2];

// ANCHOR: words
/// A word as the merges so far cut it, and how often it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its tokens.
    pub tokens: Vec<usize>,
    /// How often it comes.
    pub count: usize,
}

/// How often a pair comes, each of its two tokens, and all tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
    /// The pair.
    pub pair: f64,
    /// Its first and its second token, in whatever pair or none.
    pub tokens: [f64; 2],
    /// All tokens.
    pub all: f64,
}
// ANCHOR_END: words

// ANCHOR: best-pair
/// The pair that has the highest score; of equals, the smallest.
///
/// ```
/// use exercises::step_7::merges::{Word, best_pair};
///
/// let word = |tokens: &[usize], count| Word {
///     tokens: tokens.to_vec(),
///     count,
/// };
/// let words = [word(&[1, 2, 1, 3], 5), word(&[7, 8], 1)];
/// assert_eq!(best_pair(&words, |it| it.pair), Some([1, 2]));
/// let together = |it: exercises::step_7::merges::Counts| {
///     it.pair / (it.tokens[0] * it.tokens[1])
/// };
/// assert_eq!(best_pair(&words, together), Some([7, 8]));
/// ```
pub fn best_pair(
    words: &[Word],
    score: impl Fn(Counts) -> f64,
) -> Option<Pair> {
    let (mut pairs, mut tokens) = (HashMap::new(), HashMap::new());
    for word in words {
        for pair in word.tokens.windows(2) {
            *pairs.entry([pair[0], pair[1]]).or_insert(0) += word.count;
        }
        for &token in &word.tokens {
            *tokens.entry(token).or_insert(0) += word.count;
        }
    }
    let all = tokens.values().sum::<usize>() as f64;
    let scored = pairs.iter().map(|(&pair, &count)| {
        let counts = Counts {
            pair: count as f64,
            tokens: pair.map(|token| tokens[&token] as f64),
            all,
        };
        (score(counts), Reverse(pair))
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    best.map(|(_, Reverse(pair))| pair)
}
// ANCHOR_END: best-pair

// ANCHOR: replace
/// Puts `id` in the place of a pair, in all words.
pub fn replace(words: &mut [Word], pair: Pair, id: usize) {
    for word in words {
        let (tokens, mut end) = (&mut word.tokens, 0);
        let mut at = 0;
        while at < tokens.len() {
            let is_pair = tokens[at..].starts_with(&pair);
            tokens[end] = if is_pair { id } else { tokens[at] };
            at += if is_pair { 2 } else { 1 };
            end += 1;
        }
        tokens.truncate(end);
    }
}
// ANCHOR_END: replace
