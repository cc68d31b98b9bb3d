//! The training loop, with nothing derived by hand.

use step_1_gradient_descent::{linear_decay, sgd_step};

use crate::{Tape, Value};

// ANCHOR: train
/// Takes `num_steps` documents in turn and moves the parameters a little
/// downhill on the loss of each: a clean tape, forward, backward, update. The
/// iterator gives the losses; nothing is learned until they are asked for.
///
/// `model_loss` is the model: the loss of a document, given the parameters.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
/// use step_2_autograd::{mlp, train};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut params = initial_parameters(num_params(27), &mut rng);
/// let ava = vec![26, 0, 21, 0, 26];
/// let losses: Vec<f64> =
///     train(&mut params, &[ava], 10, 1.0, |weights, tokens| {
///         mlp::loss(&Mlp::new(27, weights), tokens)
///     })
///     .collect();
/// assert!(losses[9] < losses[0]);
/// ```
pub fn train(
    params: &mut [f64],
    docs: &[Vec<usize>],
    num_steps: usize,
    learning_rate: f64,
    model_loss: impl for<'t> Fn(&[Value<'t>], &[usize]) -> Value<'t>,
) -> impl Iterator<Item = f64> {
    assert!(!docs.is_empty(), "no documents to learn from");
    let mut tape = Tape::new();
    (0..num_steps).map(move |step| {
        tape.clear();
        // ANCHOR: gradient
        let weights = tape.leaves(params);
        let tokens = &docs[step % docs.len()];
        let loss = model_loss(&weights, tokens);
        let grads = loss.backward();
        // ANCHOR_END: gradient
        let learning_rate = linear_decay(learning_rate, step, num_steps);
        sgd_step(params, grads.first(params.len()), learning_rate);
        loss.data()
    })
}
// ANCHOR_END: train
