//! What the answers are made from: the names, and the models of the book,
//! trained when they are first asked for.

use std::cell::OnceCell;

use names::{Corpus, Tokenizer, docs};
use portable::PythonRandom;
use runs::{NUM_STEPS, Run, Start};
use step_0_counting::Counts;
use step_1_gradient_descent::num_params;
use step_4_transformer::Config;
use step_5_adam::LEARNING_RATE;

use crate::step_1::{gradient_check, live_training, weight_matrices};
use crate::step_5::{
    letter_map::Letters, race::Race, train_microgpt::Training,
};
use crate::step_6::engine_race::EngineRace;
use crate::{Answers, Question, Refusal, json};

/// What a page tells the desk.
pub(crate) const ANSWERS: Answers =
    &[("know-names", |desk, q| json(know_names(desk, q)))];

/// The first 1,500 of the shuffled names: those of a run, then the held-out
/// ones. `cargo widgets` writes them: all names would be most of what a reader
/// downloads.
const FIRST_NAMES: &str = include_str!("first-names.txt");

/// How many names the data has.
const NUM_NAMES: usize = 32_033;

/// Where questions are answered.
#[derive(Debug)]
pub struct Desk {
    start: Start,
    counts: OnceCell<Run<Counts>>,
    mlp: OnceCell<Run<Vec<f64>>>,
    mlp_on_its_way: OnceCell<Vec<Vec<f64>>>,
    single_head: OnceCell<Run<Vec<f64>>>,
    transformer: OnceCell<Run<Vec<f64>>>,
    adam: OnceCell<Run<Vec<f64>>>,
    pub(crate) early_gradients: OnceCell<Vec<[f64; 2]>>,
    pub(crate) letters: OnceCell<Vec<Letters>>,
    names: Vec<String>, // sorted
    pub(crate) numerical: gradient_check::Numerical,
    pub(crate) mlp_training: live_training::MlpTraining,
    pub(crate) training: Option<Training>,
    pub(crate) race: Option<Race>,
    pub(crate) engine_race: EngineRace,
}

impl Default for Desk {
    fn default() -> Self {
        Desk {
            start: start(),
            counts: OnceCell::new(),
            mlp: OnceCell::new(),
            mlp_on_its_way: OnceCell::new(),
            single_head: OnceCell::new(),
            transformer: OnceCell::new(),
            adam: OnceCell::new(),
            early_gradients: OnceCell::new(),
            letters: OnceCell::new(),
            names: Vec::new(),
            numerical: gradient_check::Numerical::default(),
            mlp_training: live_training::MlpTraining::default(),
            training: None,
            race: None,
            engine_race: EngineRace::default(),
        }
    }
}

/// [`Start::of_the_book`] with the first 1,500 names alone.
fn start() -> Start {
    let mut rng = PythonRandom::new(42);
    // Shuffling takes as many random numbers as there are things to shuffle.
    rng.shuffle(&mut [(); NUM_NAMES]);

    let tokenizer: Tokenizer = ('a'..='z').collect();
    let encode = |name| tokenizer.encode(name).expect("letters from a to z");
    let docs = FIRST_NAMES.lines().map(encode).collect();
    Start {
        corpus: Corpus { tokenizer, docs },
        rng,
    }
}

impl Desk {
    /// What every run starts from; of the names, the first 1,500.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The tokenizer: a to z and BOS.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.start.corpus.tokenizer
    }

    /// The shuffled names as tokens, the first 1,500.
    pub fn docs(&self) -> &[Vec<usize>] {
        &self.start.corpus.docs
    }

    /// Step 0 after its run.
    pub fn counts(&self) -> &Run<Counts> {
        self.counts.get_or_init(|| self.start.counting(NUM_STEPS))
    }

    /// Steps 1 and 2 after their run.
    pub fn mlp(&self) -> &Run<Vec<f64>> {
        self.mlp.get_or_init(|| self.start.mlp(NUM_STEPS, 1.0))
    }

    /// The parameters of Steps 1 and 2 before their run.
    pub fn untrained_mlp(&self) -> Vec<f64> {
        self.start
            .parameters(num_params(self.tokenizer().vocab_size()))
    }

    /// The same during the run: at the start, and after every
    /// [`INTERVAL`](weight_matrices::INTERVAL) of its names.
    pub fn mlp_on_its_way(&self) -> &[Vec<f64>] {
        self.mlp_on_its_way.get_or_init(|| {
            let names = &self.docs()[..NUM_STEPS];
            weight_matrices::on_its_way(self.untrained_mlp(), names)
        })
    }

    /// Step 3 after its run.
    pub fn single_head(&self) -> &Run<Vec<f64>> {
        let run = || self.start.single_head(NUM_STEPS, 0.1);
        self.single_head.get_or_init(run)
    }

    /// Step 4 after its run.
    pub fn transformer(&self) -> &Run<Vec<f64>> {
        let run = || self.start.transformer(self.config(), NUM_STEPS, 0.1);
        self.transformer.get_or_init(run)
    }

    /// Step 5 after its run: the reference run.
    pub fn adam(&self) -> &Run<Vec<f64>> {
        let run = || self.start.adam(self.config(), NUM_STEPS, LEARNING_RATE);
        self.adam.get_or_init(run)
    }

    /// The size of the GPT.
    pub fn config(&self) -> Config {
        Config::of_the_guide(self.tokenizer().vocab_size())
    }

    /// What to call a token: its letter, or BOS.
    pub fn name(&self, token: usize) -> String {
        let letter = self.tokenizer().chars().get(token);
        letter.map_or("BOS".into(), char::to_string)
    }
}

/// Hands over all names of the data, which are too many to be here from the
/// start. Argument: `text`, one a line. Answers how many they are.
fn know_names(desk: &mut Desk, q: &Question) -> Result<usize, Refusal> {
    let names = docs(q.text("text")?);
    desk.names = names.into_iter().map(String::from).collect();
    desk.names.sort();
    Ok(desk.names.len())
}

impl Desk {
    /// Whether a name is in the data; unknown before `know-names`.
    pub fn is_real(&self, name: &str) -> Option<bool> {
        let find = || self.names.binary_search_by(|other| (**other).cmp(name));
        (!self.names.is_empty()).then(|| find().is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::start;
    use runs::Start;

    #[test]
    fn a_page_starts_as_the_book_does() {
        let (page, book) = (start(), Start::of_the_book());
        assert_eq!(page.corpus.tokenizer, book.corpus.tokenizer);
        assert_eq!(page.corpus.docs, book.corpus.docs[..1500]);
        assert_eq!(page.parameters(9), book.parameters(9));
    }
}
