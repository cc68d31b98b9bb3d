//! 2.7 The New Training Loop
//!
//! The page: `src/step-2-autograd/2.7-the-new-training-loop.md`.

use crate::step_1::{linear_decay, sgd_step};
use crate::step_2::{Tape, Value};

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
/// use workbook::step_1::{Mlp, initial_parameters, num_params};
/// use workbook::step_2::{loss, train};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut params = initial_parameters(num_params(27), &mut rng);
/// let ava = vec![26, 0, 21, 0, 26];
/// let losses: Vec<f64> =
///     train(&mut params, &[ava], 10, 1.0, |weights, tokens| {
///         loss(&Mlp::new(27, weights), tokens)
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
    std::iter::from_fn(|| todo!())
}
