//! 4.A What Is It Worth?
//!
//! The page: `src/step-4-transformer/exercises.md`.

use step_2_autograd::{Scalar, linear};
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Cache, Gpt};

/// A part that can be left out of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A position does not know which it is.
    Positions,
    /// Vectors keep their scale, in all three places.
    Norms,
    /// A block's result takes the place of its input.
    Residuals,
    /// A position does not see the others.
    Attention,
    /// Nothing is made of what attention gathered.
    Mlp,
}

/// As [`Gpt::logits`], without one part of the model. A block that is left out
/// leaves the stream as it is. The cache gains this position in any case, since
/// it counts them.
///
/// ```
/// use workbook_exercises::step_4::without::{Part, logits_without};
/// use step_4_transformer::{Cache, Config, Gpt};
///
/// let config = Config { n_embd: 4, n_head: 2, ..Config::of_the_guide(3) };
/// let params: Vec<f64> = (0..config.num_params())
///     .map(|i| portable::math::sin(i as f64))
///     .collect();
/// let gpt = Gpt::new(config, &params);
/// let logits = |missing| {
///     let mut cache = Cache::new(config.n_layer);
///     logits_without(&gpt, missing, 0, &mut cache);
///     logits_without(&gpt, missing, 1, &mut cache)
/// };
/// let mut cache = Cache::new(config.n_layer);
/// gpt.logits(0, &mut cache);
/// assert_eq!(logits(None), gpt.logits(1, &mut cache));
/// assert_ne!(logits(None), logits(Some(Part::Mlp)));
/// ```
pub fn logits_without<S: Scalar>(
    gpt: &Gpt<S>,
    missing: Option<Part>,
    token: usize,
    cache: &mut Cache<S>,
) -> Vec<S> {
    todo!()
}
