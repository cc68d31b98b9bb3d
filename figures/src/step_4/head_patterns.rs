//! The weights of the four heads in "emma": Step 4's run above, Step 5’s
//! below.

use runs::Training;
use step_4_transformer::{Config, Gpt};
use widgets::step_4::head_patterns::{self, weights};
use widgets::step_4::trace::trace;

use super::emma::{EMMA, NAMES};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let of = |params: &[f64]| weights(&trace(&Gpt::new(config, params), &EMMA));
    let models = [
        (
            "Step 4’s run",
            of(&Training::transformer(config).run().model),
        ),
        ("Step 5’s run", of(&Training::adam(config).run().model)),
    ];
    let by_adam = &models[1].1;
    let at_e = |head: usize, to: usize| by_adam[head][1][to];
    assert!(at_e(2, 1) > 0.8 && at_e(3, 0) > 0.9, "itself, and BOS");
    head_patterns::figure(&NAMES.map(String::from), &models)
        .0
        .to_string()
}
