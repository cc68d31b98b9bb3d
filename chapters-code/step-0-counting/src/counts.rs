//! The count table, and the probabilities it gives.

// ANCHOR: counts
/// How often each token followed each.
///
/// ```
/// use step_0_counting::Counts;
///
/// let mut counts = Counts::new(27);
/// counts.observe(&[26, 0, 21, 0, 26]); // "ava"
/// assert_eq!(counts.row(0)[21], 1); // v after a, once
/// ```
#[derive(Clone, Debug)]
pub struct Counts {
    rows: Vec<Vec<u32>>, // [vocab_size][vocab_size]
}

impl Counts {
    /// A table of zeros, `[vocab_size][vocab_size]`: a row for the current
    /// token, a column for the next.
    pub fn new(vocab_size: usize) -> Self {
        Counts {
            rows: vec![vec![0; vocab_size]; vocab_size],
        }
    }

    /// The counts of what followed `token`, one for each token: `[vocab_size]`.
    ///
    /// # Panics
    ///
    /// If `token` is not in the vocabulary.
    pub fn row(&self, token: usize) -> &[u32] {
        &self.rows[token]
    }
}
// ANCHOR_END: counts

// ANCHOR: probabilities
impl Counts {
    /// How likely each token is to follow `token`: `[vocab_size]`, sum 1.
    ///
    /// Every count is taken as one more than it is (Laplace smoothing), so
    /// that nothing is impossible:
    /// `p(next | token) = (count + 1) / (sum of the row + vocab_size)`.
    ///
    /// ```
    /// let mut counts = step_0_counting::Counts::new(3);
    /// counts.observe(&[2, 0, 0, 2]);
    /// assert_eq!(counts.probabilities(2), [0.5, 0.25, 0.25]);
    /// ```
    pub fn probabilities(&self, token: usize) -> Vec<f64> {
        let row = self.row(token);
        let total = f64::from(row.iter().sum::<u32>()) + row.len() as f64;
        row.iter().map(|&n| f64::from(n + 1) / total).collect()
    }
}
// ANCHOR_END: probabilities

// ANCHOR: observe
impl Counts {
    /// Counts every pair of neighbours in `tokens`.
    ///
    /// # Panics
    ///
    /// If one of them is not in the vocabulary.
    pub fn observe(&mut self, tokens: &[usize]) {
        for pair in tokens.windows(2) {
            self.rows[pair[0]][pair[1]] += 1;
        }
    }
}
// ANCHOR_END: observe
