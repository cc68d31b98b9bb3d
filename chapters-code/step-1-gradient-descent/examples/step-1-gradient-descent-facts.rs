//! The numbers in the sentences of Step 1.

mod common;

use common::{Reference, VOCAB_SIZE, held_out, mlp, reference};
use names::math;
use runs::NUM_STEPS;
use step_1_gradient_descent::{N_EMBD, N_HIDDEN, num_params, train};
use typeset::{Facts, fixed, thousands};

fn main() {
    let run = reference();
    let facts = opening(Facts::new(), &run);
    let facts = parameters(facts, &run);
    print!("{facts}");
}

/// The opening and 1.1.
fn opening(facts: Facts, run: &Reference) -> Facts {
    let table = runs::counting(NUM_STEPS).held_out;
    let network = held_out(&run.trained, &run.docs);
    assert!(table < network, "the network does not beat the table");
    let all_pairs: usize = run.docs.iter().map(|doc| doc.len() - 1).sum();
    facts
        .with("cells-1", thousands(VOCAB_SIZE.pow(2)))
        .with("cells-2", thousands(VOCAB_SIZE.pow(3)))
        .with("cells-5", thousands(VOCAB_SIZE.pow(6)))
        .with("all-pairs", thousands(all_pairs))
        .with("num-docs", thousands(run.docs.len()))
        .with("held-table", fixed(table, 3))
        .with("held-mlp", fixed(network, 3))
        .with("uniform", fixed(math::ln(27.0), 3))
        .with("num-params", thousands(num_params(VOCAB_SIZE)))
}

/// 1.2
fn parameters(facts: Facts, run: &Reference) -> Facts {
    let mut constant = vec![0.1; num_params(VOCAB_SIZE)];
    train(VOCAB_SIZE, &mut constant, &run.docs, NUM_STEPS, 1.0).for_each(drop);
    let trained = mlp(&constant);
    let first = trained.mlp_fc1.row(0);
    assert!(trained.mlp_fc1.rows().all(|row| row == first), "equal");

    let largest = |params: &[f64]| {
        params.iter().fold(0.0, |most: f64, p| most.max(p.abs()))
    };
    let (q, v) = (16, 21);
    let length = |params: &[f64], token: usize| {
        let row = mlp(params).wte.row(token);
        fixed(row.iter().map(|x| x * x).sum::<f64>().sqrt(), 2)
    };
    let count = |token: usize| {
        let tokens = run.docs[..NUM_STEPS].iter().flatten();
        tokens.filter(|&&it| it == token).count()
    };
    let fc1 = VOCAB_SIZE * N_EMBD;
    let fc2 = fc1 + N_HIDDEN * N_EMBD;
    facts
        .with("wte-params", fc1)
        .with("fc1-params", thousands(fc2 - fc1))
        .with("fc2-params", thousands(num_params(VOCAB_SIZE) - fc2))
        .with("held-constant", fixed(held_out(&constant, &run.docs), 3))
        .with("largest-untrained", fixed(largest(&run.untrained), 2))
        .with("largest-trained", fixed(largest(&run.trained), 2))
        .with("q-before", length(&run.untrained, q))
        .with("q-after", length(&run.trained, q))
        .with("v-before", length(&run.untrained, v))
        .with("v-after", length(&run.trained, v))
        .with("q-count", count(q))
        .with("v-count", count(v))
        .with("params-100", thousands(num_params(100)))
        .with("cells-100", thousands(100 * 100))
        .with("fc2-v-5", thousands(fc2 + v * N_HIDDEN + 5))
}
