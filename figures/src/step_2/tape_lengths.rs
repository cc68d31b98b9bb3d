//! How long the tape is after the losses of the first names of the run.

use names::Tokenizer;
use step_2_autograd::Tape;
use typeset::{Table, thousands};

use super::common::{loss, reference_run};

pub fn figure() -> String {
    let (docs, params) = reference_run();
    let tokenizer: Tokenizer = ('a'..='z').collect();
    let mut table = Table::new()
        .right("step")
        .left("name")
        .right("pairs")
        .right("numbers on the tape");
    let mut tape = Tape::new();
    for (i, tokens) in docs.iter().take(5).enumerate() {
        tape.clear();
        loss(&tape.leaves(&params), tokens);
        table = table.row([
            (i + 1).to_string(),
            tokenizer.decode(tokens),
            (tokens.len() - 1).to_string(),
            thousands(tape.len()),
        ]);
    }
    table.to_string()
}
