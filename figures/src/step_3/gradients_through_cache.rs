//! How long the gradient of the last loss of "emma" is at the embedding of
//! each position.

use typeset::{Table, fixed};

use super::common::{last_gradients, letter, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let tokens = run.tokens("emma");
    let untrained = last_gradients(&run.untrained, &tokens);
    let trained = last_gradients(&run.trained, &tokens);
    let mut table = Table::new()
        .right("position")
        .left("token")
        .right("gradient, untrained")
        .right("trained");
    for position in 0..untrained.len() {
        assert!(untrained[position] > 0.03 && trained[position] > 0.03);
        table = table.row([
            position.to_string(),
            letter(tokens[position]),
            fixed(untrained[position], 2),
            fixed(trained[position], 2),
        ]);
    }
    table.to_string()
}
