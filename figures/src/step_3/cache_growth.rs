//! The cache of "emma": what each call finds in it and leaves in it, and how
//! many keys there would have been to compute without it.

use step_3_attention::Gpt;
use typeset::{Table, chips};
use widgets::step_3::kv_cache::calls;

use super::common::{VOCAB_SIZE, letter, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let tokens = run.tokens("emma");
    let inputs = &tokens[..tokens.len() - 1];
    let chip = |tokens: &[usize]| {
        chips(tokens.iter().map(|&token| (letter(token), token)))
    };
    let mut table = Table::new()
        .left("token")
        .right("position")
        .left("attends to")
        .right("cache then")
        .right("keys without it");
    for (position, call) in calls(&gpt, inputs).into_iter().enumerate() {
        table = table.row([
            chip(&[inputs[position]]),
            position.to_string(),
            chip(&inputs[..call.len]),
            call.len.to_string(),
            call.without.to_string(),
        ]);
    }
    table.to_string()
}
