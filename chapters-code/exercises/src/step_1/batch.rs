//! Several documents for one step.

use step_1_gradient_descent::{analytic_gradient, linear_decay, sgd_step};

// ANCHOR: batch-gradient
/// The mean loss of some documents and its gradient, `[num_params]`: the mean
/// of their gradients. Every document counts the same, however long it is.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use exercises::step_1::batch::batch_gradient;
/// use step_1_gradient_descent::{analytic_gradient, num_params};
///
/// let params = vec![0.1; num_params(3)];
/// let (ava, eve) = (vec![2, 0, 2], vec![2, 1, 1, 2]);
/// let (_, a) = analytic_gradient(3, &params, &ava);
/// let (_, e) = analytic_gradient(3, &params, &eve);
/// let (_, both) = batch_gradient(3, &params, &[ava, eve]);
/// for ((a, e), both) in a.iter().zip(&e).zip(&both) {
///     assert!(((a + e) / 2.0 - both).abs() < 1e-12);
/// }
/// ```
pub fn batch_gradient(
    vocab_size: usize,
    params: &[f64],
    batch: &[Vec<usize>],
) -> (f64, Vec<f64>) {
    assert!(!batch.is_empty(), "no documents to learn from");
    let n = batch.len() as f64;
    let mut mean_loss = 0.0;
    let mut mean_grad = vec![0.0; params.len()];
    for tokens in batch {
        let (loss, grad) = analytic_gradient(vocab_size, params, tokens);
        mean_loss += loss / n;
        for (mean, g) in mean_grad.iter_mut().zip(grad) {
            *mean += g / n;
        }
    }
    (mean_loss, mean_grad)
}
// ANCHOR_END: batch-gradient

// ANCHOR: train
/// Takes the documents `batch_size` at a time, each once, and moves the
/// parameters a step for each batch, at a decaying learning rate. A batch at
/// the end may be smaller.
///
/// # Panics
///
/// If `batch_size` is 0.
///
/// ```
/// use exercises::step_1::batch::train;
/// use step_1_gradient_descent::{initial_parameters, num_params};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut params = initial_parameters(num_params(27), &mut rng);
/// let docs = vec![vec![26, 0, 21, 0, 26]; 30];
/// let losses: Vec<f64> = train(27, &mut params, &docs, 3, 1.0).collect();
/// assert_eq!(losses.len(), 10);
/// assert!(losses[9] < losses[0]);
/// ```
pub fn train(
    vocab_size: usize,
    params: &mut [f64],
    docs: &[Vec<usize>],
    batch_size: usize,
    learning_rate: f64,
) -> impl Iterator<Item = f64> {
    let batches = docs.chunks(batch_size);
    let num_steps = batches.len();
    batches.enumerate().map(move |(step, batch)| {
        let (loss, grad) = batch_gradient(vocab_size, params, batch);
        sgd_step(params, &grad, linear_decay(learning_rate, step, num_steps));
        loss
    })
}
// ANCHOR_END: train
