//! The numbers that are chosen before training.

use serde::{Deserialize, Serialize};
use step_4_transformer::Config;
use step_5_adam::LEARNING_RATE;
use step_7_text::Recipe;

use crate::EngineName;

/// Everything that a training run is made of, apart from the data: the same
/// hyperparameters and the same data give the same model, bit for bit: with
/// the engines `tape` and `matrix` on every machine; with `simd` and `simd-f32`
/// on all that fuse multiplication and addition (ARM, `x86_64` with AVX2), and
/// on all that do not.
///
/// ```
/// use microgpt::Hyperparameters;
///
/// let reference_run = Hyperparameters::default();
/// assert_eq!(reference_run.num_steps, 1000);
/// assert_eq!(reference_run.config(27).num_params(), 4192);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hyperparameters {
    /// Steps, each on a document, or on windows of a running text.
    pub num_steps: u32,
    /// Where the stream of random numbers starts.
    pub seed: u32,
    /// The rate that Adam starts with, before it decays.
    pub learning_rate: f64,
    /// The most positions that a document can have, or how many a window has.
    pub block_size: usize,
    /// Numbers per embedding.
    pub n_embd: usize,
    /// Heads per layer.
    pub n_head: usize,
    /// Layers.
    pub n_layer: usize,
    /// The engine that computes.
    #[serde(default = "EngineName::of_old_runs")]
    pub engine: EngineName,
    /// The share of the documents that is held out, from 0 to below 1: the
    /// last ones in the order of training. Of a running text, its end.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub val: f64,
    /// What a run on a running text has more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextChoices>,
}

/// The choices before training on a running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextChoices {
    /// How many tokens there are at most, if they are byte pairs; if not, each
    /// character has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vocab: Option<usize>,
    /// Windows in a step.
    pub batch: usize,
    /// The steps in which the learning rate rises.
    pub warm_up: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde asks.
fn is_zero(share: &f64) -> bool {
    *share == 0.0
}

/// The reference run of the book.
impl Default for Hyperparameters {
    fn default() -> Self {
        let config = Config::of_the_guide(0);
        Hyperparameters {
            num_steps: 1000,
            seed: 42,
            learning_rate: LEARNING_RATE,
            block_size: config.block_size,
            n_embd: config.n_embd,
            n_head: config.n_head,
            n_layer: config.n_layer,
            engine: EngineName::default(),
            val: 0.0,
            text: None,
        }
    }
}

/// The steps in which the learning rate rises if nobody says.
pub(crate) fn warm_up_of(num_steps: u32) -> u32 {
    WARM_UP.min(num_steps / 10)
}

const WARM_UP: u32 = 100;

/// The spread of the first parameters of a model of a running text.
const INIT_STD_DEV: f64 = 0.02;

/// The learning rate to begin with if none is named, for a model so wide.
///
/// Up to the width of the reference it is the reference's. A wider model learns
/// worse at that rate. Of five rates between 0.001 and 0.01, the best was the
/// lower the wider the model was: on the names, 16 to 64 wide, with 1 to 3
/// layers, after 5,000 and 20,000 steps. The depth mattered little. Near the
/// best ones is a rate that falls as the width to the power of 3/2; it gets
/// four decimals, and is 0.0001 at least.
///
/// ```
/// use microgpt::hyperparameters::learning_rate_of;
///
/// assert_eq!([8, 16, 32, 48, 64].map(learning_rate_of),
///     [0.01, 0.01, 0.0035, 0.0019, 0.0013]);
/// assert_eq!(learning_rate_of(4096), 0.0001);
/// ```
pub fn learning_rate_of(n_embd: usize) -> f64 {
    let reference = Config::of_the_guide(0).n_embd as f64;
    let width = (n_embd as f64 / reference).max(1.0);
    let rate = LEARNING_RATE / (width * width.sqrt());
    ((rate * 1e4).round() / 1e4).max(1e-4)
}

/// The learning rate of a model of a running text if none is named.
///
/// Of the rates 0.001, 0.002, 0.003, 0.006 and 0.012 the last was the best for
/// models 16 and 32 wide, 0.006 for one 64 wide and 0.003 for one 128 wide: on
/// the novel of Step 7, after 1,000 steps. This is a curve through them.
///
/// ```
/// use microgpt::hyperparameters::text_learning_rate_of;
///
/// assert_eq!([16, 32, 64, 128, 256].map(text_learning_rate_of),
///     [0.012, 0.012, 0.006, 0.003, 0.0015]);
/// ```
pub fn text_learning_rate_of(n_embd: usize) -> f64 {
    let rate = 0.003 * 128.0 / n_embd as f64;
    ((rate * 1e4).round() / 1e4).clamp(1e-4, 0.012)
}

impl Hyperparameters {
    /// The model and the run of Step 7 on a running text.
    ///
    /// ```
    /// use microgpt::Hyperparameters;
    ///
    /// let novel = Hyperparameters::of_text();
    /// assert_eq!(novel.config(83).num_params(), 815_872);
    /// let recipe = novel.recipe().expect("one of a running text");
    /// assert_eq!((recipe.batch, recipe.warm_up), (12, 100));
    /// ```
    pub fn of_text() -> Self {
        let (num_steps, n_embd) = (2000, 128);
        Hyperparameters {
            num_steps,
            learning_rate: text_learning_rate_of(n_embd),
            block_size: 64,
            n_embd,
            n_head: 4,
            n_layer: 4,
            engine: EngineName::SimdF32,
            val: 0.05,
            text: Some(TextChoices {
                vocab: None,
                batch: 12,
                warm_up: warm_up_of(num_steps),
            }),
            ..Hyperparameters::default()
        }
    }

    /// How a model of a running text is trained.
    pub fn recipe(&self) -> Option<Recipe> {
        let text = self.text?;
        Some(Recipe {
            steps: self.num_steps as usize,
            batch: text.batch,
            learning_rate: self.learning_rate,
            warm_up: text.warm_up as usize,
            init_std_dev: INIT_STD_DEV,
            weight_decay: 0.0,
        })
    }

    /// How many of so many documents are held out. If any share is, one
    /// document is at least.
    ///
    /// ```
    /// use microgpt::Hyperparameters;
    ///
    /// let val = 0.1;
    /// let tenth = Hyperparameters { val, ..Hyperparameters::default() };
    /// assert_eq!([4, 32_033].map(|n| tenth.num_held_out(n)), [1, 3203]);
    /// assert_eq!(Hyperparameters::default().num_held_out(4), 0);
    /// ```
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn num_held_out(&self, num_docs: usize) -> usize {
        let rounded = (self.val * num_docs as f64).round() as usize;
        rounded.max(usize::from(self.val > 0.0))
    }

    /// The size of the model, given the size of its vocabulary.
    pub const fn config(&self, vocab_size: usize) -> Config {
        Config {
            vocab_size,
            block_size: self.block_size,
            n_embd: self.n_embd,
            n_head: self.n_head,
            n_layer: self.n_layer,
        }
    }
}
