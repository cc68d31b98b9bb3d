//! Slopes of the loss, to compare a gradient with.
//!
//! A port cannot compare 4,192 numbers by eye, but it can compare their sum
//! along a direction that nobody has to draw. A difference of two losses gives
//! the same number without any gradient.

use std::fmt::Write;

use step_2_autograd::Tape;
use step_4_transformer::Gpt;

use super::{Exact, Start, joined};

/// The direction of a parameter, by its index: 1 to 7, and 1 again.
///
/// ```
/// use conform::export::slope::direction;
///
/// assert_eq!(direction(0), 1.0);
/// assert_eq!(direction(6), 7.0);
/// assert_eq!(direction(7), 1.0);
/// ```
pub fn direction(index: usize) -> f64 {
    (1 + index % 7) as f64
}

/// The loss of a document at the initial weights, and its slope.
#[derive(Clone, Debug)]
pub struct Slopes {
    /// The document.
    pub doc: String,
    /// Its tokens, with BOS on both sides.
    pub tokens: Vec<usize>,
    /// The mean loss of its tokens, in nats.
    pub loss: f64,
    /// The slope of each matrix by its name: of the loss if only this matrix
    /// moves, each of its parameters along its [`direction`].
    pub matrices: Vec<(String, f64)>,
}

impl Slopes {
    /// Those of a document.
    ///
    /// ```
    /// use conform::export::{Start, slope::Slopes};
    ///
    /// let start = Start::new();
    /// let slopes = Slopes::of(&start, &start.docs[0]);
    /// assert_eq!(format!("{:.4}", slopes.loss), "3.3660");
    /// assert_eq!(slopes.matrices.len(), 9);
    /// ```
    pub fn of(start: &Start, tokens: &[usize]) -> Self {
        let tape = Tape::new();
        let leaves = tape.leaves(&start.params);
        let loss = Gpt::new(start.config, &leaves).loss(tokens);
        let gradients = loss.backward();
        let gradient = gradients.first(start.params.len());
        let mut parts = gradient.iter().enumerate();
        let matrices = start.config.shapes().into_iter();
        let matrices = matrices.map(|(name, [n_out, n_in])| {
            let parts = parts.by_ref().take(n_out * n_in);
            (name, parts.map(|(i, slope)| direction(i) * slope).sum())
        });
        Slopes {
            doc: start.tokenizer.decode(tokens),
            tokens: tokens.to_vec(),
            loss: loss.data(),
            matrices: matrices.collect(),
        }
    }

    /// Those of three documents: the first, the first in which a letter is
    /// doubled, and the first of the longest.
    pub fn all(start: &Start) -> Vec<Self> {
        let docs = &start.docs;
        let doubled = docs
            .iter()
            .find(|doc| doc.windows(2).any(|pair| pair[0] == pair[1]));
        let length = docs.iter().map(Vec::len).max();
        let longest = docs.iter().find(|doc| Some(doc.len()) == length);
        [docs.first(), doubled, longest]
            .into_iter()
            .flatten()
            .map(|doc| Slopes::of(start, doc))
            .collect()
    }

    /// The slope if all matrices move.
    pub fn all_matrices(&self) -> f64 {
        self.matrices.iter().map(|(_, slope)| slope).sum()
    }

    /// The slopes by name, that of all matrices last.
    fn named(&self) -> impl Iterator<Item = (&str, Exact)> {
        let matrices = self.matrices.iter();
        let matrices = matrices.map(|(name, slope)| (&**name, Exact(*slope)));
        matrices.chain([("all", Exact(self.all_matrices()))])
    }
}

/// Slopes as JSON: a list of documents.
pub fn json(all: &[Slopes]) -> String {
    let docs = all.iter().map(|it| {
        let slopes: Vec<String> = it
            .named()
            .map(|(name, slope)| format!("      \"{name}\": {slope}"))
            .collect();
        format!(
            "  {{\n    \"doc\": \"{}\",\n    \"tokens\": [{}],\n    \
             \"loss\": {},\n    \"slopes\": {{\n{}\n    }}\n  }}",
            it.doc,
            joined(&it.tokens, ", "),
            Exact(it.loss),
            slopes.join(",\n")
        )
    });
    let docs: Vec<String> = docs.collect();
    format!("[\n{}\n]\n", docs.join(",\n"))
}

/// Slopes as text: for each document its name, its tokens, its loss, and a line
/// for each slope.
pub fn txt(all: &[Slopes]) -> String {
    let mut text = String::new();
    for it in all {
        let _ = writeln!(text, "doc {}", it.doc);
        let tokens = joined(&it.tokens, " ");
        let _ = writeln!(text, "tokens {} {tokens}", it.tokens.len());
        let _ = writeln!(text, "loss {}", Exact(it.loss));
        for (name, slope) in it.named() {
            let _ = writeln!(text, "slope {name} {slope}");
        }
    }
    text
}
