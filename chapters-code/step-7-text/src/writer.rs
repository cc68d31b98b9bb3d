//! Text that a model continues.

use portable::PythonRandom;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Gpt};

// ANCHOR: writer
/// A model that writes, one token after the other, with Step 4's own cache.
///
/// ```
/// use portable::PythonRandom;
/// use step_4_transformer::{Config, Gpt};
/// use step_7_text::Writer;
///
/// // A model that knows nothing writes any of its tokens, and never ends.
/// let config = Config { block_size: 4, ..Config::of_the_guide(3) };
/// let params = vec![0.0; config.num_params()];
/// let gpt = Gpt::new(config, &params);
/// let mut writer = Writer::new(&gpt, &[0]);
/// let mut rng = PythonRandom::new(42);
/// let written: Vec<usize> =
///     (0..60).map(|_| writer.write(1.0, &mut rng)).collect();
/// assert!((0..3).all(|token| written.contains(&token)));
/// ```
#[derive(Debug)]
pub struct Writer<'a> {
    gpt: &'a Gpt<'a, f64>,
    cache: Cache<f64>,
    tokens: Vec<usize>,
    logits: Vec<f64>,
}

impl<'a> Writer<'a> {
    /// A model that has read a prompt.
    ///
    /// # Panics
    ///
    /// If the prompt has no token.
    pub fn new(gpt: &'a Gpt<'a, f64>, prompt: &[usize]) -> Self {
        let mut writer = Writer {
            gpt,
            cache: Cache::new(gpt.config.n_layer),
            tokens: Vec::new(),
            logits: Vec::new(),
        };
        assert!(!prompt.is_empty(), "a prompt of no tokens");
        for &token in prompt {
            writer.read(token);
        }
        writer
    }

    /// Reads a token. There are positions for `block_size` of them: when all
    /// are taken, the last half is read again from position 0.
    pub fn read(&mut self, token: usize) {
        let block_size = self.gpt.config.block_size;
        if self.cache.len() == block_size {
            self.cache = Cache::new(self.gpt.config.n_layer);
            let half = self.tokens.len() - block_size / 2;
            for &token in &self.tokens[half..] {
                self.gpt.logits(token, &mut self.cache);
            }
        }
        self.logits = self.gpt.logits(token, &mut self.cache);
        self.tokens.push(token);
    }

    /// Draws the next token and reads it.
    pub fn write(&mut self, temperature: f64, rng: &mut PythonRandom) -> usize {
        let probs = softmax(&at_temperature(&self.logits, temperature));
        let token = rng.choose_weighted(&probs);
        self.read(token);
        token
    }
}
// ANCHOR_END: writer

// ANCHOR: likeliest
impl Writer<'_> {
    /// The likeliest next token.
    ///
    /// ```
    /// use step_4_transformer::{Config, Gpt};
    /// use step_7_text::Writer;
    ///
    /// let config = Config::of_the_guide(3);
    /// let mut params = vec![0.0; config.num_params()];
    /// // What token 0 is read as is what token 1 is predicted by.
    /// params[..16].fill(1.0);
    /// let lm_head = (3 + config.block_size) * 16;
    /// params[lm_head + 16..][..16].fill(1.0);
    /// let gpt = Gpt::new(config, &params);
    /// assert_eq!(Writer::new(&gpt, &[0]).likeliest(), 1);
    /// ```
    pub fn likeliest(&self) -> usize {
        let logits = self.logits.iter().enumerate();
        let most = logits.max_by(|(_, a), (_, b)| a.total_cmp(b));
        most.map_or(0, |(token, _)| token)
    }
}
// ANCHOR_END: likeliest

impl Writer<'_> {
    /// The logits of the next token, `[vocab_size]`.
    pub fn logits(&self) -> &[f64] {
        &self.logits
    }
}
