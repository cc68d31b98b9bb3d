//! The MLP's expectation after both m's of "emma", and that of the names.

use runs::Training;
use step_1_gradient_descent::Mlp;
use step_2_autograd::{mlp, softmax};
use typeset::{Table, percent};

use super::common::{VOCAB_SIZE, after_prefix, letter, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let params = Training::mlp().run().model;
    let net = Mlp::new(VOCAB_SIZE, &params);
    let tokens = run.tokens("emma");
    let after = |i: usize| softmax(&mlp::logits(&net, tokens[i]));
    let (first, second) = (after(2), after(3));
    assert_eq!(first, second, "the text says so");
    let share = |prefix: &str| {
        let counts = after_prefix(&run, prefix);
        let all: f64 = counts.iter().sum();
        counts.iter().map(|n| n / all).collect::<Vec<_>>()
    };
    let (em, emm) = (share("em"), share("emm"));

    let mut table = Table::new()
        .left("next")
        .right("MLP, after em")
        .right("MLP, after emm")
        .right("names, after em")
        .right("names, after emm");
    for token in run.tokens("aiemr").into_iter().skip(1).take(5) {
        table = table.row([
            letter(token),
            percent(first[token], 1),
            percent(second[token], 1),
            percent(em[token], 1),
            percent(emm[token], 1),
        ]);
    }
    table.to_string()
}
