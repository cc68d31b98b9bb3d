//! The chapters' code for the browser.
//!
//! So far it shows one thing: that the reference run has the same bits there.

use std::cell::RefCell;

use names::{Corpus, NAMES, PythonRandom};
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer, train};

/// The losses of the first `num_steps` of the reference run's 1,000 steps.
///
/// ```
/// let losses = widgets::reference_losses(2);
/// assert_eq!(losses.len(), 2);
/// assert!((losses[0] - 3.366).abs() < 0.001);
/// ```
pub fn reference_losses(num_steps: usize) -> Vec<f64> {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let config = Config::of_the_guide(tokenizer.vocab_size());
    let mut trainer = Trainer::new(config, &mut rng);
    let losses = train(&mut trainer, &docs, 1000, LEARNING_RATE);
    losses.take(num_steps).collect()
}

thread_local! {
    static LOSSES: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
}

/// Runs the first `num_steps` of the reference run, for [`loss`] to report.
#[unsafe(no_mangle)]
pub extern "C" fn run(num_steps: u32) {
    LOSSES.replace(reference_losses(num_steps as usize));
}

/// The loss of a step of the last [`run`]; NaN if there was no such step.
#[unsafe(no_mangle)]
pub extern "C" fn loss(step: u32) -> f64 {
    LOSSES.with_borrow(|losses| {
        losses.get(step as usize).copied().unwrap_or(f64::NAN)
    })
}
