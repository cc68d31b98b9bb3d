//! The size of the model that trains in the page of 7.3.

use runs::text::page::{RECIPE, config};
use step_7_text::Vocabulary as _;
use typeset::{Facts, thousands};

use super::tables::{CHARACTERS, TRAINING};

pub fn facts(facts: Facts) -> Facts {
    let config = config(CHARACTERS.size());
    let seen = RECIPE.steps * RECIPE.batch * config.block_size;
    assert!(seen < TRAINING.len(), "less than a pass");
    facts
        .with("page-parameters", thousands(config.num_params()))
        .with("page-width", config.n_embd)
        .with("page-positions", config.block_size)
        .with("page-steps", thousands(RECIPE.steps))
        .with("page-characters", thousands(seen))
}
