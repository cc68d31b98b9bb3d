//! What the past of a name says about the next letter: tables that count it.

use std::collections::HashMap;

use portable::math;

use super::common::VOCAB_SIZE;

/// What a shorter context counts for where a longer one is rare, in names.
const SHORTER: f64 = 8.0;

/// How often each token came in a context, and how often any did.
type Seen = (HashMap<usize, f64>, f64);

/// Counts of what comes next at a position after the last few tokens.
pub struct Counts {
    last: usize,
    seen: HashMap<(usize, Vec<usize>), Seen>,
}

impl Counts {
    /// Counts with the position and at most `last` tokens before the next.
    pub fn new(names: &[Vec<usize>], last: usize) -> Self {
        let mut seen: HashMap<_, Seen> = HashMap::new();
        for tokens in names {
            for at in 1..tokens.len() {
                for few in 1..=last.min(at) {
                    let context = (at, tokens[at - few..at].to_vec());
                    let (nexts, all) = seen.entry(context).or_default();
                    *nexts.entry(tokens[at]).or_default() += 1.0;
                    *all += 1.0;
                }
            }
        }
        Counts { last, seen }
    }

    /// The mean loss over names.
    pub fn loss(&self, names: &[Vec<usize>]) -> f64 {
        runs::mean_over(names, |tokens| {
            let surprise = |at| -math::ln(self.probability(tokens, at));
            let sum: f64 = (1..tokens.len()).map(surprise).sum();
            sum / (tokens.len() - 1) as f64
        })
    }

    /// The chance of the token at a position: its share in the shortest
    /// context, corrected by what was seen in longer and longer ones.
    fn probability(&self, tokens: &[usize], at: usize) -> f64 {
        let even = 1.0 / VOCAB_SIZE as f64;
        (1..=self.last.min(at)).fold(even, |shorter, few| {
            let context = (at, tokens[at - few..at].to_vec());
            self.seen.get(&context).map_or(shorter, |(nexts, all)| {
                let count = nexts.get(&tokens[at]).copied().unwrap_or(0.0);
                (count + SHORTER * shorter) / (all + SHORTER)
            })
        })
    }
}
