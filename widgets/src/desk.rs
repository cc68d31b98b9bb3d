//! The place where questions are answered: the names, the models of the book,
//! trained when they are first asked for, and what each step keeps between two
//! questions.

use std::cell::OnceCell;

use names::{Corpus, Tokenizer, docs};
use portable::PythonRandom;
use runs::{NUM_STEPS, Run, Start};
use step_0_counting::Counts;
use step_1_gradient_descent::num_params;
use step_4_transformer::Config;
use step_5_adam::LEARNING_RATE;

use crate::{
    Answers, Question, Refusal, json, step_1, step_3, step_5, step_6, step_7,
};

/// The question by which a page tells the desk something.
pub(crate) const ANSWERS: Answers =
    &[("know-names", |desk, q| json(know_names(desk, q)))];

/// The first of the shuffled names: those of a run, then the validation ones.
/// `cargo widgets` writes them: all names would be most of what a reader
/// downloads.
const FIRST_NAMES: &str = include_str!("first-names.txt");

/// How many names the data has.
const NUM_NAMES: usize = 32_033;

/// The place where questions are answered.
#[derive(Debug)]
pub struct Desk {
    start: Start,
    runs: Runs,
    names: Vec<String>, // sorted
    pub(crate) step_1: step_1::State,
    pub(crate) step_3: step_3::State,
    pub(crate) step_5: step_5::State,
    pub(crate) step_6: step_6::State,
    pub(crate) step_7: step_7::State,
}

/// The runs of the book, as far as they have been asked for.
#[derive(Debug, Default)]
struct Runs {
    counts: OnceCell<Run<Counts>>,
    mlp: OnceCell<Run<Vec<f64>>>,
    single_head: OnceCell<Run<Vec<f64>>>,
    transformer: OnceCell<Run<Vec<f64>>>,
    adam: OnceCell<Run<Vec<f64>>>,
}

impl Default for Desk {
    fn default() -> Self {
        Desk {
            start: start(),
            runs: Runs::default(),
            names: Vec::new(),
            step_1: step_1::State::default(),
            step_3: step_3::State::default(),
            step_5: step_5::State::default(),
            step_6: step_6::State::default(),
            step_7: step_7::State::default(),
        }
    }
}

/// [`Start::of_the_book`] with the first names alone.
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
    /// The start of every run; of the names, it has the first alone.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The tokenizer: a to z and BOS.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.start.corpus.tokenizer
    }

    /// The first of the shuffled names as tokens.
    pub fn docs(&self) -> &[Vec<usize>] {
        &self.start.corpus.docs
    }

    /// Step 0 after its run.
    pub fn counts(&self) -> &Run<Counts> {
        let run = || self.start.counting(NUM_STEPS);
        self.runs.counts.get_or_init(run)
    }

    /// Steps 1 and 2 after their run.
    pub fn mlp(&self) -> &Run<Vec<f64>> {
        let run = || self.start.mlp(NUM_STEPS, 1.0);
        self.runs.mlp.get_or_init(run)
    }

    /// The parameters of Steps 1 and 2 before their run.
    pub fn untrained_mlp(&self) -> Vec<f64> {
        self.start
            .parameters(num_params(self.tokenizer().vocab_size()))
    }

    /// Step 3 after its run.
    pub fn single_head(&self) -> &Run<Vec<f64>> {
        let run = || self.start.single_head(NUM_STEPS, 0.1);
        self.runs.single_head.get_or_init(run)
    }

    /// Step 4 after its run.
    pub fn transformer(&self) -> &Run<Vec<f64>> {
        let run = || self.start.transformer(self.config(), NUM_STEPS, 0.1);
        self.runs.transformer.get_or_init(run)
    }

    /// Step 5 after its run: the reference run.
    pub fn adam(&self) -> &Run<Vec<f64>> {
        let run = || self.start.adam(self.config(), NUM_STEPS, LEARNING_RATE);
        self.runs.adam.get_or_init(run)
    }

    /// The size of the GPT.
    pub fn config(&self) -> Config {
        Config::of_the_guide(self.tokenizer().vocab_size())
    }

    /// The name of a token: its letter, or BOS.
    pub fn name(&self, token: usize) -> String {
        let letter = self.tokenizer().chars().get(token);
        letter.map_or("BOS".into(), char::to_string)
    }
}

/// Hands over all names of the data, which are too many to be here from the
/// start. Argument: `text`, one a line. Answers how many they are.
fn know_names(desk: &mut Desk, q: &Question) -> Result<usize, Refusal> {
    let text = q.text("text")?;
    let names = docs(text);
    if names.len() == NUM_NAMES {
        conform::data::tell_names(text);
    }
    desk.names = names.into_iter().map(String::from).collect();
    desk.names.sort();
    Ok(desk.names.len())
}

impl Desk {
    /// Whether somebody has handed over all names of the data.
    pub fn knows_all_names(&self) -> bool {
        self.names.len() == NUM_NAMES
    }

    /// Whether a name is in the data; unknown before `know-names`.
    pub fn is_real(&self, name: &str) -> Option<bool> {
        let find = || self.names.binary_search_by(|other| (**other).cmp(name));
        (!self.names.is_empty()).then(|| find().is_ok())
    }
}

#[cfg(test)]
mod tests {
    use runs::{NUM_STEPS, Start};

    use super::start;

    #[test]
    fn a_page_starts_as_the_book_does() {
        let (page, book) = (start(), Start::of_the_book());
        assert_eq!(page.corpus.tokenizer, book.corpus.tokenizer);
        let first = page.corpus.docs.len();
        assert!(first > NUM_STEPS, "a run, and names that are held out");
        assert_eq!(page.corpus.docs, book.corpus.docs[..first]);
        assert_eq!(page.parameters(9), book.parameters(9));
    }
}
