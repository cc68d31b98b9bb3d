//! A table of pairs of tokens, as in Step 0, which leans on how often each
//! token comes at all.

use std::collections::HashMap;

use portable::math::ln;

/// What a row leans by, in counts: the best of these on the validation
/// chapters is taken.
const LEANINGS: [f64; 7] = [1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0];

/// Counts of tokens and of their pairs.
struct Counts {
    single: Vec<f64>,
    pairs: HashMap<[usize; 2], f64>,
}

impl Counts {
    fn of(tokens: &[usize], size: usize) -> Self {
        let mut single = vec![0.0; size];
        let mut pairs = HashMap::new();
        for &token in tokens {
            single[token] += 1.0;
        }
        for pair in tokens.windows(2) {
            *pairs.entry([pair[0], pair[1]]).or_insert(0.0) += 1.0;
        }
        Counts { single, pairs }
    }

    /// What all tokens but the first cost, in bits.
    fn bits(&self, tokens: &[usize], leaning: f64) -> f64 {
        let total: f64 = self.single.iter().sum();
        let size = self.single.len() as f64;
        let cost = |pair: &[usize]| {
            let alone = (self.single[pair[1]] + 1.0) / (total + size);
            let seen = self.pairs.get(pair).copied().unwrap_or(0.0);
            let row = self.single[pair[0]];
            -ln((seen + leaning * alone) / (row + leaning)) / ln(2.0)
        };
        tokens.windows(2).map(cost).sum()
    }
}

/// The bits that each validation text costs a table that has counted the
/// training text.
pub fn bits(
    training: &[usize],
    validation: &[Vec<usize>],
    size: usize,
) -> Vec<f64> {
    let counts = Counts::of(training, size);
    let tried = LEANINGS.map(|leaning| {
        let bits = validation.iter().map(|text| counts.bits(text, leaning));
        bits.collect::<Vec<f64>>()
    });
    let total = |bits: &Vec<f64>| bits.iter().sum::<f64>();
    let best = tried
        .into_iter()
        .min_by(|a, b| total(a).total_cmp(&total(b)));
    best.expect("some leanings")
}
