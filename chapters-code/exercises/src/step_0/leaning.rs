//! Long contexts that lean on shorter ones.

use std::collections::HashMap;

// ANCHOR: leaning
/// Counts of what followed each context, from none to `longest` tokens long.
#[derive(Clone, Debug)]
pub struct Leaning {
    vocab_size: usize,
    longest: usize,
    /// How often each token followed a context: `[vocab_size]`.
    rows: HashMap<Vec<usize>, Vec<u32>>,
}

impl Leaning {
    /// No counts yet.
    pub fn new(vocab_size: usize, longest: usize) -> Self {
        Leaning {
            vocab_size,
            longest,
            rows: HashMap::new(),
        }
    }
}
// ANCHOR_END: leaning

// ANCHOR: observe
impl Leaning {
    /// Counts each token but the first after every context that it has, up to
    /// the longest: after the last token, the last two, and so on, and after
    /// none. No context reaches back beyond the first token.
    pub fn observe(&mut self, tokens: &[usize]) {
        for i in 1..tokens.len() {
            for start in i.saturating_sub(self.longest)..=i {
                let context = tokens[start..i].to_vec();
                let row = self.rows.entry(context);
                let row = row.or_insert_with(|| vec![0; self.vocab_size]);
                row[tokens[i]] += 1;
            }
        }
    }
}
// ANCHOR_END: observe

// ANCHOR: probabilities
impl Leaning {
    /// How likely each token is to follow `past`: `[vocab_size]`, sum 1.
    ///
    /// Each context adds `V = vocab_size` to its counts, as Laplace smoothing
    /// does. But it spreads them as the next shorter context expects
    /// (after MacKay and Peto, 1995), and only the empty one spreads them
    /// evenly: `p_k(j) = (c_j + V * p_{k-1}(j)) / (Σ c + V)`.
    ///
    /// ```
    /// use exercises::step_0::leaning::Leaning;
    ///
    /// let mut counts = Leaning::new(2, 1);
    /// counts.observe(&[1, 0, 0, 1]);
    /// // With no context: counts of 2 and 1, and a one for each.
    /// assert_eq!(counts.probabilities(&[]), [0.6, 0.4]);
    /// // A 0 came once after a 1, and 2 * 0.6 lean on the shorter context.
    /// assert!((counts.probabilities(&[1])[0] - 2.2 / 3.0).abs() < 1e-12);
    /// ```
    pub fn probabilities(&self, past: &[usize]) -> Vec<f64> {
        let v = self.vocab_size as f64;
        let mut p = vec![1.0 / v; self.vocab_size];
        for length in 0..=self.longest.min(past.len()) {
            let context = &past[past.len() - length..];
            let Some(row) = self.rows.get(context) else {
                break;
            };
            let total = f64::from(row.iter().sum::<u32>()) + v;
            for (p, &n) in p.iter_mut().zip(row) {
                *p = (f64::from(n) + v * *p) / total;
            }
        }
        p
    }
}
// ANCHOR_END: probabilities
