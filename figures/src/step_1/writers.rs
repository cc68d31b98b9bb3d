//! What the table and the network write, and how sure they are.

use std::collections::HashSet;

use portable::{PythonRandom, math};
use runs::{NUM_STEPS, counting};
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, softmax};

use super::common::{Reference, VOCAB_SIZE, rows};

/// How many names each model writes to be compared.
pub const NUM_WRITTEN: usize = 2000;

/// The rows of a model: the probability of each next token after each,
/// `[VOCAB_SIZE][VOCAB_SIZE]`.
pub type Rows = Vec<Vec<f64>>;

/// The table of the run.
pub fn table() -> Rows {
    let counts = counting(NUM_STEPS).model;
    (0..VOCAB_SIZE).map(|it| counts.probabilities(it)).collect()
}

/// A model at a temperature. The logarithms of its probabilities are logits.
pub fn tempered(rows: &Rows, temperature: f64) -> Rows {
    let at = |row: &Vec<f64>| {
        let logits: Vec<f64> = row.iter().map(|&p| math::ln(p)).collect();
        softmax(&at_temperature(&logits, temperature))
    };
    rows.iter().map(at).collect()
}

/// How much a model gives its likeliest token, over all pairs of the validation
/// names.
pub fn sureness(run: &Reference, rows: &Rows) -> f64 {
    let tokens: Vec<usize> = runs::validation_set(&run.docs)
        .iter()
        .flat_map(|doc| &doc[..doc.len() - 1])
        .copied()
        .collect();
    let most = |token: &usize| rows[*token].iter().copied().fold(0.0, f64::max);
    tokens.iter().map(most).sum::<f64>() / tokens.len() as f64
}

/// The temperature, in hundredths, at which the table is about as sure as the
/// network.
pub fn as_sure_as_the_network(run: &Reference) -> f64 {
    let network = sureness(run, &rows(&run.trained));
    let table = table();
    let hundredths = (50..100).map(|it| f64::from(it) / 100.0);
    let off = |temperature: f64| {
        (sureness(run, &tempered(&table, temperature)) - network).abs()
    };
    let best = hundredths.min_by(|&a, &b| off(a).total_cmp(&off(b)));
    best.filter(|&it| off(it) < 0.003).expect("one is close")
}

/// The first `n` names that a model writes, as tokens.
pub fn names(
    run: &Reference,
    rows: &Rows,
    mut rng: PythonRandom,
    n: usize,
) -> Vec<Vec<usize>> {
    let bos = run.tokenizer.bos();
    (0..n)
        .map(|_| sample(bos, 16, &mut rng, |token| rows[token].clone()))
        .collect()
}

/// What a model wrote.
pub struct Written {
    /// The share of names of the list.
    pub real: f64,
    /// How many differ from each other.
    pub different: usize,
    /// The mean length.
    pub length: f64,
}

/// Has a model write [`NUM_WRITTEN`] names.
pub fn write(run: &Reference, rows: &Rows, rng: PythonRandom) -> Written {
    let real: HashSet<&[usize]> =
        run.docs.iter().map(|doc| &doc[1..doc.len() - 1]).collect();
    let names = names(run, rows, rng, NUM_WRITTEN);
    let share = |n: usize| n as f64 / NUM_WRITTEN as f64;
    let known = names.iter().filter(|name| real.contains(&name[..])).count();
    Written {
        real: share(known),
        different: names.iter().collect::<HashSet<_>>().len(),
        length: share(names.iter().map(Vec::len).sum()),
    }
}
