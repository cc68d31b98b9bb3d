//! What is in the cache at the end of "emma".

mod common;

use common::{VOCAB_SIZE, reference_run};
use step_3_attention::Gpt;
use widgets::step_3::kv_cache::figure;

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let tokens = run.tokens("emma");
    print!("{}", figure(&gpt, &tokens[..5], 5));
}
