//! The query, the keys and the values of "emma", cut into the slices of four
//! heads, and the weights between them: a drawing.

use runs::Training;
use step_4_transformer::{Config, Gpt};
use widgets::step_4::{head_slices, trace};

use super::emma::{EMMA, NAMES};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let params = Training::transformer(config).run().model;
    let passes = trace::trace(&Gpt::new(config, &params), &EMMA);
    let last = EMMA.len() - 1;
    let names = NAMES.map(String::from);
    head_slices::figure(&names, &passes, last, None).to_string()
}
