//! How many parameters of Step 2's network are stuck, after a thousand names at
//! several rates, and after a thousand more at the book's.

use exercises::step_2::stuck::stuck;
use portable::PythonRandom;
use runs::{NUM_STEPS, Start, held_out, mean_over};
use step_1_gradient_descent::{Mlp, initial_parameters, num_params, train};
use step_2_autograd::{Value, mlp};
use typeset::{Table, fixed, thousands};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let start = Start::of_the_book();
    let n = num_params(VOCAB_SIZE);
    let of_the_book = start.parameters(n);
    let others = initial_parameters(n, &mut PythonRandom::new(0));
    let mut table = Table::new()
        .left("rate of the first thousand")
        .right("stuck")
        .right("held-out loss")
        .right("then 1,000 at rate 1: stuck")
        .right("held-out loss");
    for (name, rate, params) in [
        ("1", 1.0, &of_the_book),
        ("2", 2.0, &of_the_book),
        ("3", 3.0, &of_the_book),
        ("3, other initial weights", 3.0, &others),
    ] {
        let mut params = params.clone();
        let mut cells = vec![name.to_owned()];
        let docs = &start.corpus.docs;
        for (rate, first) in [(rate, 0), (1.0, NUM_STEPS + 500)] {
            let docs = &docs[first..];
            let losses = train(VOCAB_SIZE, &mut params, docs, NUM_STEPS, rate);
            assert!(losses.into_iter().all(f64::is_finite), "the text says so");
            let [stuck, loss] = measured(&start, &params);
            cells.extend([stuck, loss]);
        }
        table = table.row(cells);
    }
    table.to_string()
}

/// How many parameters are stuck, and the loss, both on the held-out names.
fn measured(start: &Start, params: &[f64]) -> [String; 2] {
    let docs = held_out(&start.corpus.docs);
    let stuck = stuck(params, docs, |weights: &[Value<'_>], tokens| {
        mlp::loss(&Mlp::new(VOCAB_SIZE, weights), tokens)
    });
    let model = Mlp::new(VOCAB_SIZE, params);
    let loss = mean_over(docs, |tokens| mlp::loss(&model, tokens));
    [thousands(stuck.len()), fixed(loss, 3)]
}
