//! The cache at the end of "emma".

use step_3_attention::Gpt;
use widgets::step_3::kv_cache;

use super::common::{VOCAB_SIZE, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let tokens = run.tokens("emma");
    kv_cache::figure(&gpt, &tokens[..5], 5).to_string()
}
