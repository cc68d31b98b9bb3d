//! A table of what followed the last few tokens.

use std::collections::HashMap;

use portable::PythonRandom;

// ANCHOR: table
/// How often each token followed each context: what stood just before it.
///
/// ```
/// use step_7_text::{Characters, Table, Vocabulary};
///
/// let text = "the whale and the whaler";
/// let characters = Characters::of(text);
/// let stream = characters.encode(text).expect("its own text");
/// let table = Table::counted(&stream, characters.size(), 3);
/// let whale = characters.encode("hal").expect("known");
/// let e = characters.encode("e").expect("known")[0];
/// // "hal" came twice, and an "e" after it each time.
/// let v = characters.size() as f64;
/// assert_eq!(table.add_one(&whale)[e], 3.0 / (2.0 + v));
/// ```
#[derive(Clone, Debug)]
pub struct Table<'a> {
    vocab_size: usize,
    rows: HashMap<&'a [usize], Vec<(usize, u32)>>, // token and count
}

impl<'a> Table<'a> {
    /// The table that has counted each token of a stream after the `longest`
    /// tokens before it, and after each shorter context, down to none.
    pub fn counted(
        stream: &'a [usize],
        vocab_size: usize,
        longest: usize,
    ) -> Self {
        let mut table = Table {
            vocab_size,
            rows: HashMap::new(),
        };
        for at in 0..stream.len() {
            for len in 0..=longest.min(at) {
                table.count(&stream[at - len..at], stream[at]);
            }
        }
        table
    }
}
// ANCHOR_END: table

// ANCHOR: count
impl<'a> Table<'a> {
    /// Counts a token after a context: how often has it come by now?
    fn count(&mut self, context: &'a [usize], token: usize) -> u32 {
        let row = self.rows.entry(context).or_default();
        if let Some((_, count)) = row.iter_mut().find(|it| it.0 == token) {
            *count += 1;
            return *count;
        }
        row.push((token, 1));
        1
    }
}
// ANCHOR_END: count

// ANCHOR: add-one
impl Table<'_> {
    /// How likely each token is to follow a context, `[vocab_size]`, by that
    /// context's counts and one more for each token.
    pub fn add_one(&self, context: &[usize]) -> Vec<f64> {
        let mut counts = vec![1.0; self.vocab_size];
        for &(token, count) in self.rows.get(context).into_iter().flatten() {
            counts[token] += f64::from(count);
        }
        let total: f64 = counts.iter().sum();
        counts.iter().map(|count| count / total).collect()
    }
}
// ANCHOR_END: add-one

// ANCHOR: probabilities
/// What a count gives to the shorter context: it is worth so much less.
pub const DISCOUNT: f64 = 0.75;

impl Table<'_> {
    /// How likely each token is to follow a context, `[vocab_size]`, by the
    /// counts of that context and of all shorter ones.
    ///
    /// ```
    /// use step_7_text::Table;
    ///
    /// let table = Table::counted(&[0, 1, 0, 1, 1], 2, 1);
    /// // Of five tokens two were a 0 and three a 1, and each kind gives 0.75.
    /// let [zero, one] = [(2.0 - 0.75) / 5.0, (3.0 - 0.75) / 5.0];
    /// let shared = 2.0 * 0.75 / 5.0 / 2.0;
    /// let [zero, one] = [zero + shared, one + shared];
    /// assert_eq!(table.probabilities(&[]), [zero, one]);
    /// // After a 0 came a 1, twice.
    /// let likely = (2.0 - 0.75) / 2.0 + 0.75 / 2.0 * one;
    /// assert_eq!(table.probabilities(&[0]), [0.75 / 2.0 * zero, likely]);
    /// ```
    pub fn probabilities(&self, context: &[usize]) -> Vec<f64> {
        let even = 1.0 / self.vocab_size as f64;
        let mut probabilities = vec![even; self.vocab_size];
        for start in (0..=context.len()).rev() {
            let Some(row) = self.rows.get(&context[start..]) else {
                break; // never seen, and no longer one was
            };
            let total = f64::from(row.iter().map(|it| it.1).sum::<u32>());
            let given = DISCOUNT * row.len() as f64 / total;
            for probability in &mut probabilities {
                *probability *= given;
            }
            for &(token, count) in row {
                probabilities[token] += (f64::from(count) - DISCOUNT) / total;
            }
        }
        probabilities
    }
}
// ANCHOR_END: probabilities

// ANCHOR: counted-if-new
impl<'a> Table<'a> {
    /// Like [`counted`](Table::counted), but a shorter context counts a token
    /// only where it is new to the longer one.
    ///
    /// ```
    /// use step_7_text::Table;
    ///
    /// // A 2 came twice, both times after a 1; a 1 after a 0 and after a 2.
    /// let stream = [0, 1, 2, 1, 2];
    /// let table = Table::counted_if_new(&stream, 3, 1);
    /// let chances = table.probabilities(&[]);
    /// assert!(chances[1] > chances[2]);
    /// ```
    pub fn counted_if_new(
        stream: &'a [usize],
        vocab_size: usize,
        longest: usize,
    ) -> Self {
        let mut table = Table {
            vocab_size,
            rows: HashMap::new(),
        };
        for at in 0..stream.len() {
            for len in (0..=longest.min(at)).rev() {
                if table.count(&stream[at - len..at], stream[at]) > 1 {
                    break;
                }
            }
        }
        table
    }
}
// ANCHOR_END: counted-if-new

// ANCHOR: write
/// Draws `len` tokens that go on from `start`, each in proportion to its
/// probability after the `longest` tokens before it. `probabilities` is the
/// model, as for [`mean_loss`](crate::mean_loss).
///
/// ```
/// use portable::PythonRandom;
/// use step_7_text::{Table, write};
///
/// let stream = [0, 1, 2, 0, 1, 2, 0];
/// let table = Table::counted(&stream, 3, 2);
/// let mut rng = PythonRandom::new(42);
/// let model = |context: &[usize]| table.probabilities(context);
/// assert_eq!(write(&[0], 4, 2, &mut rng, model).len(), 4);
/// ```
pub fn write(
    start: &[usize],
    len: usize,
    longest: usize,
    rng: &mut PythonRandom,
    mut probabilities: impl FnMut(&[usize]) -> Vec<f64>,
) -> Vec<usize> {
    let mut stream = start.to_vec();
    for _ in 0..len {
        let context = &stream[stream.len().saturating_sub(longest)..];
        let token = rng.choose_weighted(&probabilities(context));
        stream.push(token);
    }
    stream.split_off(start.len())
}
// ANCHOR_END: write
