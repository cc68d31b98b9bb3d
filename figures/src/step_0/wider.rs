//! Tables that see more than one token.

use std::collections::{HashMap, HashSet};

use portable::{PythonRandom, math};

use super::common::{BOS, VOCAB_SIZE};
use crate::spread::mean;

/// A row of counts for each context of `k` tokens.
pub struct Contexts {
    k: usize,
    rows: HashMap<Vec<usize>, Vec<f64>>, // [VOCAB_SIZE] each
}

impl Contexts {
    /// The table that has counted these documents.
    pub fn counted(k: usize, docs: &[Vec<usize>]) -> Self {
        let mut rows = HashMap::new();
        for tokens in docs {
            for (context, next) in questions(k, tokens) {
                let row = rows.entry(context).or_insert(vec![0.0; VOCAB_SIZE]);
                row[next] += 1.0;
            }
        }
        Contexts { k, rows }
    }

    /// What was counted after a context, `[VOCAB_SIZE]`.
    fn row(&self, context: &[usize]) -> Vec<f64> {
        let row = self.rows.get(context);
        row.cloned().unwrap_or(vec![0.0; VOCAB_SIZE])
    }

    /// The loss of each document, where smoothing adds `added` to each count.
    pub fn losses(&self, docs: &[Vec<usize>], added: f64) -> Vec<f64> {
        let cost = |(context, next): (Vec<usize>, usize)| {
            let row = self.row(&context);
            let total = row.iter().sum::<f64>() + added * row.len() as f64;
            -math::ln((row[next] + added) / total)
        };
        let loss = |tokens: &Vec<usize>| {
            let costs = questions(self.k, tokens).map(cost);
            mean(&costs.collect::<Vec<_>>())
        };
        docs.iter().map(loss).collect()
    }

    /// The share of the documents' questions that come to a row of fewer than
    /// `limit` pairs.
    pub fn poor(&self, docs: &[Vec<usize>], limit: f64) -> f64 {
        let questions = docs.iter().flat_map(|it| questions(self.k, it));
        let is_poor = |(context, _): (Vec<usize>, usize)| {
            let total: f64 = self.row(&context).iter().sum();
            f64::from(u8::from(total < limit))
        };
        mean(&questions.map(is_poor).collect::<Vec<_>>())
    }

    /// Draws a document as `step_0_counting::sample` does, with 1 added to
    /// each count.
    pub fn sample(&self, max_len: usize, rng: &mut PythonRandom) -> Vec<usize> {
        let mut tokens = vec![BOS; self.k];
        while tokens.len() < self.k + max_len {
            let row = self.row(&tokens[tokens.len() - self.k..]);
            let weights: Vec<f64> = row.iter().map(|n| n + 1.0).collect();
            match rng.choose_weighted(&weights) {
                BOS => break,
                token => tokens.push(token),
            }
        }
        tokens.split_off(self.k)
    }
}

/// The questions of a document to a model that sees `k` tokens, and what came.
/// BOS stands before the start.
fn questions(
    k: usize,
    tokens: &[usize],
) -> impl Iterator<Item = (Vec<usize>, usize)> {
    let padded = [vec![BOS; k - 1], tokens.to_vec()].concat();
    (k..padded.len()).map(move |i| (padded[i - k..i].to_vec(), padded[i]))
}

/// How many contexts of `k` tokens occur.
pub fn distinct_contexts(k: usize, docs: &[Vec<usize>]) -> usize {
    let questions = docs.iter().flat_map(|tokens| questions(k, tokens));
    let contexts = questions.map(|(context, _)| context);
    contexts.collect::<HashSet<_>>().len()
}
