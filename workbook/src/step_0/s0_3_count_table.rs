//! 0.3 The Count Table
//!
//! The page: `src/step-0-counting/0.3-the-count-table.md`.

/// How often each token followed each.
///
/// ```
/// use workbook::step_0::Counts;
///
/// let mut counts = Counts::new(27);
/// counts.observe(&[26, 0, 21, 0, 26]); // "ava", see 0.5
/// assert_eq!(counts.row(0)[21], 1); // v after a, once
/// ```
#[derive(Clone, Debug)]
pub struct Counts {
    pub rows: Vec<Vec<u32>>, // [vocab_size][vocab_size]
}

impl Counts {
    /// A table of zeros, `[vocab_size][vocab_size]`: a row for the current
    /// token, a column for the next.
    pub fn new(vocab_size: usize) -> Self {
        todo!()
    }

    /// The counts of what followed `token`, one for each token: `[vocab_size]`.
    ///
    /// # Panics
    ///
    /// If `token` is not in the vocabulary.
    pub fn row(&self, token: usize) -> &[u32] {
        todo!()
    }
}
