//! Three running means of one parameter's gradients, which fade.

use step_5_adam::BETA1;
use widgets::step_5::moving_average::{self, Weight, running};

use super::history;

/// The place of `lm_head[16][6]`, after the embeddings and 16 rows: one of
/// the weights that score a "q".
const LM_HEAD_Q: usize = (27 + 16) * 16 + 16 * 16 + 6;

const NUM_STEPS: usize = 80;

pub fn figure() -> String {
    let gradients = history::gradients(NUM_STEPS);
    let gradients: Vec<f64> =
        gradients.iter().map(|grad| grad[LM_HEAD_Q]).collect();
    let [middle, long] =
        [BETA1, 0.99].map(|beta| running(&gradients, beta, false));
    assert!(long[9] < 0.3 * middle[9], "too low at the start");
    assert!(long[79] > 3.0 * middle[79], "and too high later");
    moving_average::figure(Weight::OfQ, &gradients, BETA1, false).to_string()
}
