//! Of 3.B: Step 3's model, trained with a window.

use exercises::step_3::window::windowed_loss;
use runs::{NUM_STEPS, Start, held_out, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::{Value, train};
use step_3_attention::{Gpt, num_params};

const VOCAB_SIZE: usize = 27;

/// The rate of the longer runs of 3.8.
const LEARNING_RATE: f64 = 0.3;

/// The loss on held-out names after so many steps, from the initial weights of
/// the book or of another seed.
pub fn held_out_loss(
    window: usize,
    num_steps: usize,
    seed: Option<u32>,
) -> f64 {
    let start = Start::of_the_book();
    let n = num_params(VOCAB_SIZE);
    let mut params = match seed {
        None => start.parameters(n),
        Some(seed) => {
            initial_parameters(n, &mut portable::PythonRandom::new(seed))
        }
    };
    // The book's thousand, then those behind the held-out ones.
    let docs = &start.corpus.docs;
    let learned = [&docs[..NUM_STEPS], &docs[NUM_STEPS + 500..]].concat();
    let losses = train(
        &mut params,
        &learned,
        num_steps,
        LEARNING_RATE,
        |weights: &[Value<'_>], tokens: &[usize]| {
            windowed_loss(&Gpt::new(VOCAB_SIZE, weights), tokens, window)
        },
    );
    assert_eq!(losses.count(), num_steps);
    let gpt = Gpt::new(VOCAB_SIZE, &params);
    mean_over(held_out(docs), |it| windowed_loss(&gpt, it, window))
}
