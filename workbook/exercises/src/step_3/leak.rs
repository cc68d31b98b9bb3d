//! 3.A A Leak
//!
//! The page: `src/step-3-attention/exercises.md`.

use step_2_autograd::{Scalar, linear, relu, softmax};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, attention_weights, rms_norm, weighted_sum};

/// The loss of a document as [`Gpt::loss`] has it, but for one thing: each
/// position attends to *all* positions, those behind it included. `tokens` are
/// at most [`BLOCK_SIZE`](step_3_attention::BLOCK_SIZE) and one.
///
/// # Panics
///
/// If there is no pair.
///
/// ```
/// use workbook_exercises::step_3::leak::leaky_loss;
/// use step_1_gradient_descent::initial_parameters;
/// use step_3_attention::{Gpt, num_params};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let params = initial_parameters(num_params(27), &mut rng);
/// let gpt = Gpt::new(27, &params);
/// let (one, two) = ([26, 0], [26, 0, 21]);
/// assert_eq!(leaky_loss(&gpt, &one), gpt.loss(&one)); // nothing behind it
/// assert_ne!(leaky_loss(&gpt, &two), gpt.loss(&two));
/// ```
pub fn leaky_loss<S: Scalar>(gpt: &Gpt<S>, tokens: &[usize]) -> S {
    todo!()
}

/// The logits of a position, as in [`Gpt::logits`], once the cache is filled.
/// `x` is the position's vector, `[N_EMBD]`, as it stands in the stream before
/// attention. The result is `[vocab_size]`.
pub fn look<S: Scalar>(gpt: &Gpt<S>, x: &[S], cache: &Cache<S>) -> Vec<S> {
    let q = linear(&rms_norm(x), &gpt.attn_wq);
    let weights = attention_weights(&q, &cache.keys);
    let gathered = weighted_sum(&weights, &cache.values);
    let x = add(&linear(&gathered, &gpt.attn_wo), x);
    let h = relu(&linear(&rms_norm(&x), &gpt.mlp_fc1));
    linear(&add(&linear(&h, &gpt.mlp_fc2), &x), &gpt.lm_head)
}
