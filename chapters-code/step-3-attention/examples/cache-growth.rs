//! The cache of "emma": what each call finds in it and leaves in it.

mod common;

use common::{VOCAB_SIZE, letter, reference_run};
use step_3_attention::{Cache, Gpt};
use typeset::{Table, chips};

fn main() {
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
        .right("cache then");
    let mut cache = Cache::new();
    for (position, &token) in inputs.iter().enumerate() {
        assert_eq!(cache.len(), position);
        gpt.logits(token, &mut cache);
        table = table.row([
            chip(&[token]),
            position.to_string(),
            chip(&inputs[..cache.len()]),
            cache.len().to_string(),
        ]);
    }
    print!("{table}");
}
