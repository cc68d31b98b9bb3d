//! A table of logits, trained by gradient descent at several rates, once and
//! many times over the same thousand names.

use exercises::step_1::logit_table::gradient;
use runs::NUM_STEPS;
use step_1_gradient_descent::{linear_decay, sgd_step};
use typeset::{Table, fixed};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let [names, validation] = [&docs[..NUM_STEPS], runs::validation_set(&docs)];
    let mut table = Table::new()
        .right("rate")
        .right("1 pass")
        .right("5 passes")
        .right("20 passes")
        .right("learned from, 5")
        .right("learned from, 20");
    for rate in [1.0, 3.0, 10.0, 30.0] {
        let [one, five, twenty] = [1, 5, 20].map(|it| trained(names, it, rate));
        let held = |logits: &[f64]| loss(logits, validation);
        table = table.row([
            rate.to_string(),
            fixed(held(&one), 3),
            fixed(held(&five), 3),
            fixed(held(&twenty), 3),
            fixed(loss(&five, names), 3),
            fixed(loss(&twenty, names), 3),
        ]);
    }
    table.to_string()
}

/// The logits after so many passes, from zeros on.
pub fn trained(docs: &[Vec<usize>], passes: usize, rate: f64) -> Vec<f64> {
    let mut logits = vec![0.0; VOCAB_SIZE * VOCAB_SIZE];
    let num_steps = passes * docs.len();
    for step in 0..num_steps {
        let tokens = &docs[step % docs.len()];
        let (_, grad) = gradient(VOCAB_SIZE, &logits, tokens);
        sgd_step(&mut logits, &grad, linear_decay(rate, step, num_steps));
    }
    logits
}

pub fn loss(logits: &[f64], docs: &[Vec<usize>]) -> f64 {
    runs::mean_over(docs, |tokens| gradient(VOCAB_SIZE, logits, tokens).0)
}
