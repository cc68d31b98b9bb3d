//! Text that a model continues.

use portable::PythonRandom;
use step_1_gradient_descent::at_temperature;
use step_4_transformer::{Cache, Gpt};

// ANCHOR: writer
/// A model that writes, one token after the other, with Step 4's own cache.
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
    fn read(&mut self, token: usize) {
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
        let probs = at_temperature(&self.logits, temperature);
        let token = rng.choose_weighted(&probs);
        self.read(token);
        token
    }
}
// ANCHOR_END: writer
