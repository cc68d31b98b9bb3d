//! Of 3.B: Step 3's model, trained with a window.

use exercises::step_3::window::windowed_loss;
use runs::{Start, Weights, mean_over, training_set, validation_set};
use step_2_autograd::{Value, train};
use step_3_attention::{BLOCK_SIZE, Gpt, num_params};

const VOCAB_SIZE: usize = 27;

/// The rate of the longer runs of 3.8.
pub const LEARNING_RATE: f64 = 0.3;

/// The loss on validation names after so many steps.
pub fn validation_loss(
    window: usize,
    num_steps: usize,
    weights: Weights,
) -> f64 {
    let start = weights.start();
    let mut params = start.parameters(num_params(VOCAB_SIZE));
    let names = training_set(&start.corpus.docs);
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
    loss_of(&params, window)
}

/// The loss of parameters of the book's model, which sees all, on validation
/// names. It is that of the widest window.
pub fn without_window(params: &[f64], validation: f64) -> f64 {
    assert_eq!(loss_of(params, BLOCK_SIZE), validation, "one model");
    validation
}

fn loss_of(params: &[f64], window: usize) -> f64 {
    let docs = &Start::of_the_book().corpus.docs;
    let gpt = Gpt::new(VOCAB_SIZE, params);
    mean_over(validation_set(docs), |it| windowed_loss(&gpt, it, window))
}
