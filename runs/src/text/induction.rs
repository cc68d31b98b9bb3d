//! What a trained model makes of something that comes again: names of the
//! novel, names that stand nowhere in it, and the heads that look back.

pub mod heads;
pub mod names;
pub mod record;

use step_4_transformer::Config;
use step_5_adam::Adam;
use step_7_text::{BytePairs, MOBY_DICK, Part, Parts, TextTrainer};

/// A trained model, and what it is asked with.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What its tokens are.
    pub pairs: &'a BytePairs,
    /// Its size.
    pub config: Config,
    /// What it is made of.
    pub parts: Parts,
    /// What it has learned.
    pub params: &'a [f64],
}

impl Asked<'_> {
    /// The model, ready to read.
    pub fn trainer(&self) -> TextTrainer<f32> {
        let adam = Adam::new(self.params.len());
        TextTrainer::new(self.config, self.parts, self.params, &adam)
    }
}

/// The chapters that no model has read.
pub fn validation() -> String {
    Part::Validation.of(MOBY_DICK)
}
