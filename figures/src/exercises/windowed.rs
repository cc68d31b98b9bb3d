//! Of 3.B: Step 3's model, trained with a window.

use exercises::step_3::window::windowed_loss;
use runs::{NUM_STEPS, Once, Weights, mean_over, training_set, validation_set};
use step_2_autograd::{Value, train};
use step_3_attention::{BLOCK_SIZE, Gpt, num_params};

use crate::step_3::starts::each;

const VOCAB_SIZE: usize = 27;

/// The rate of the longer runs of 3.8.
pub const LEARNING_RATE: f64 = 0.3;

/// The losses on validation names after so many steps, from six starts. A
/// window of [`BLOCK_SIZE`] is none.
pub fn losses(window: usize, num_steps: usize) -> Vec<f64> {
    each(|run| validation_loss(window, num_steps, run.weights))
}

/// The widest window, which sees all.
pub const ALL: usize = BLOCK_SIZE;

fn validation_loss(window: usize, num_steps: usize, weights: Weights) -> f64 {
    static RUNS: Once<(usize, usize, Weights), f64> = Once::new();
    RUNS.get((window, num_steps, weights), || {
        let start = weights.start();
        let docs = &start.corpus.docs;
        let mut params = start.parameters(num_params(VOCAB_SIZE));
        let names = match num_steps {
            NUM_STEPS => docs[..NUM_STEPS].to_vec(),
            _ => training_set(docs),
        };
        let losses = train(
            &mut params,
            &names,
            num_steps,
            LEARNING_RATE,
            |weights: &[Value<'_>], tokens: &[usize]| {
                windowed_loss(&Gpt::new(VOCAB_SIZE, weights), tokens, window)
            },
        );
        assert_eq!(losses.count(), num_steps);
        let gpt = Gpt::new(VOCAB_SIZE, &params);
        let unseen = validation_set(docs);
        mean_over(unseen, |tokens| windowed_loss(&gpt, tokens, window))
    })
}
