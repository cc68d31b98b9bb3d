//! The run of the page that trains on the novel: what a reader can watch, and
//! what came of it.

use std::f64::consts::LN_2;

use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::vector::Level;
use step_7_text::{
    Characters, Part, Parts, Recipe, TextTrainer, Vocabulary, Windows,
    initial_parameters,
};

/// How the model of the page is trained.
pub const RECIPE: Recipe = Recipe {
    steps: 4000,
    batch: 4,
    learning_rate: 0.003,
    warm_up: 100,
    init_std_dev: 0.02,
    weight_decay: 0.0,
};

/// The size of the page's model.
pub fn config(vocab_size: usize) -> Config {
    Config {
        vocab_size,
        block_size: 64,
        n_layer: 2,
        n_embd: 96,
        n_head: 4,
    }
}

/// A run in the page.
#[derive(Debug)]
pub struct PageRun {
    /// The novel's characters.
    pub characters: Characters,
    /// The training chapters.
    pub stream: Vec<usize>,
    /// The model on its way.
    pub trainer: TextTrainer<f32>,
    rng: PythonRandom,
    /// The loss of each step, in bits per character.
    pub losses: Vec<f64>,
}

impl PageRun {
    /// A model with random weights, and the chapters it will learn from, on
    /// the vectors that every processor has: WebAssembly has no others.
    /// Nothing comes of a text that is shorter than a window.
    pub fn new(novel: &str) -> Option<Self> {
        let characters = Characters::of(novel);
        let config = config(characters.size());
        let stream = characters.encode(&Part::Training.of(novel))?;
        if stream.len() <= config.block_size {
            return None;
        }
        let mut rng = PythonRandom::new(42);
        let params = initial_parameters(&config, RECIPE.init_std_dev, &mut rng);
        let adam = Adam::new(params.len());
        let (level, parts) = (Level::Baseline, Parts::default());
        Some(PageRun {
            characters,
            stream,
            trainer: TextTrainer::at_level(
                level, config, parts, &params, &adam,
            ),
            rng,
            losses: Vec::new(),
        })
    }

    /// A step of the recipe, on windows from anywhere in the chapters.
    pub fn step(&mut self) {
        let rate = RECIPE.rate(self.losses.len());
        let len = self.trainer.config().block_size;
        let rng = &mut self.rng;
        let windows = Windows::draw(&self.stream, len, RECIPE.batch, rng);
        // A token is a character.
        self.losses.push(self.trainer.step(&windows, rate) / LN_2);
    }

    /// Whether the recipe is at its end.
    pub fn is_done(&self) -> bool {
        self.losses.len() >= RECIPE.steps
    }
}

/// How many losses stand in a line of the record.
const PER_LINE: usize = 10;

/// Losses as the record has them.
pub fn lines(losses: &[f64]) -> String {
    let line = |losses: &[f64]| {
        let losses = losses.iter().map(|loss| format!("{loss:.4}"));
        losses.collect::<Vec<_>>().join("\t") + "\n"
    };
    losses.chunks(PER_LINE).map(line).collect()
}

/// The losses of the recorded run, in bits per character.
///
/// ```
/// use runs::text::page::{RECIPE, recorded};
///
/// assert_eq!(recorded().len(), RECIPE.steps);
/// ```
///
/// # Panics
///
/// If one is no number.
pub fn recorded() -> Vec<f64> {
    let record = include_str!("../../record/page.txt");
    let begins_with_digit = |line: &&str| line.starts_with(char::is_numeric);
    let lines = record.lines().filter(begins_with_digit);
    let losses = lines.flat_map(|line| line.split('\t'));
    losses.map(|loss| loss.parse().expect("a loss")).collect()
}
