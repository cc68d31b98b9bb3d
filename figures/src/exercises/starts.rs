//! The network's losses if one of its matrices, or two, begin with the
//! same number everywhere.

use std::collections::HashSet;

use exercises::step_1::starts::{
    Start::{self, Constant, Random},
    parameters_from, sizes, slopes,
};
use runs::NUM_STEPS;
use step_0_counting::mean_loss;
use step_1_gradient_descent::{Mlp, N_EMBD, softmax, train};
use typeset::{Table, fixed, thousands};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let (corpus, rng) = runs::corpus();
    let docs = &corpus.docs;
    let zero = Constant(0.0);
    let same = Constant(0.1);
    let mut table = Table::new()
        .left("`wte`")
        .left("`mlp_fc1`")
        .left("`mlp_fc2`")
        .left("slopes that are not zero")
        .right("different hidden")
        .right("validation loss");
    for starts in [
        [Random, Random, Random],
        [zero, Random, Random],
        [Random, zero, Random],
        [Random, Random, zero],
        [same, same, Random],
        [same, Random, same],
        [Random, same, same],
    ] {
        let mut params = parameters_from(VOCAB_SIZE, starts, &mut rng.clone());
        let slopes = slopes(VOCAB_SIZE, &params, &docs[0]);
        let losses = train(VOCAB_SIZE, &mut params, docs, NUM_STEPS, 1.0);
        losses.for_each(drop);
        let mlp = Mlp::new(VOCAB_SIZE, &params);
        let validation =
            runs::mean_over(runs::validation_set(docs), |tokens| {
                mean_loss(tokens, |token| softmax(&mlp.logits(token)))
            });
        let [wte, fc1, fc2] = starts.map(words);
        table = table.row([
            wte,
            fc1,
            fc2,
            slopes.map(thousands).join("\u{a0}·\u{a0}"),
            different(&params).to_string(),
            fixed(validation, 3),
        ]);
    }
    table.to_string()
}

fn words(start: Start) -> String {
    match start {
        Random => "random".into(),
        Constant(number) => number.to_string(),
    }
}

/// How many rows of `mlp_fc1` differ, to the last bit.
fn different(params: &[f64]) -> usize {
    let [wte, fc1, _] = sizes(VOCAB_SIZE);
    let rows = params[wte..wte + fc1].chunks(N_EMBD);
    let bits = rows.map(|row| row.iter().map(|w| w.to_bits()).collect());
    bits.collect::<HashSet<Vec<u64>>>().len()
}
