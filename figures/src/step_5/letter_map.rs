//! The trained token embeddings, 16 numbers each, in the two dimensions in
//! which they differ most (principal components).

use runs::Training;
use step_4_transformer::Config;
use widgets::step_5::letter_map::{self, Letters};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let params = Training::adam(config).run().model;
    let letters = Letters::new(&config, &params);
    letter_map::figure(&letters.places(&letters.axes()), None).to_string()
}
