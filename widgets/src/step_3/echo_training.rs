//! "Where Attention Wins": a model that learns to say a word twice, with
//! attention or without, some steps at a time.

use runs::running_mean;
use runs::tasks::{Past, RATE, Task};
use serde::Serialize;
use step_1_gradient_descent::{linear_decay, sgd_step};
use step_2_autograd::{Tape, softmax};
use step_3_attention::{Cache, Gpt};
use typeset::thousands;

use super::attention_weights::triangle;
use super::trace::{self, letter};
use crate::{Desk, Picture, Question, Refusal};

/// How many tokens there are.
const VOCAB_SIZE: usize = 27;

/// The seed of the initial weights, that of the page's figures.
const SEED: u32 = 1;

/// The longest word that can be said twice in the model's positions.
const MAX_WORD: usize = 7;

/// A training that can be left and taken up again.
#[derive(Debug)]
pub struct EchoTraining {
    past: Past,
    docs: Vec<Vec<usize>>,
    params: Vec<f64>,
    losses: Vec<f64>,
}

/// How far the training is, and what the model makes of a word.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// How many steps are done.
    step: usize,
    /// The mean of the last hundred losses, if there are any.
    mean: Option<f64>,
    /// What each position looks at, when there is nothing left to do.
    picture: Option<Picture>,
    /// Then, too: the second half of the word, letter by letter, and the end.
    guesses: Vec<Guess>,
}

/// What a model expects after the beginning of a word that is said twice.
#[derive(Debug, Serialize)]
pub struct Guess {
    /// What it has read.
    pub read: String,
    /// The name of what comes.
    pub comes: String,
    /// The probability that it gives to that.
    pub probability: f64,
    /// The name of what it thinks likeliest.
    pub likeliest: String,
}

/// Arguments: `word`, to be said twice; `attention`, whether the model sees the
/// past; `step`, to where to train; `slice`, how many steps to do at most now.
/// What is done already is not done again, unless the model is another or
/// `step` lies behind.
///
/// # Errors
///
/// If one is missing or out of range.
pub fn answer(desk: &mut Desk, q: &Question) -> Result<Answer, Refusal> {
    let past = if q.flag("attention")? {
        Past::Attention
    } else {
        Past::Unseen
    };
    let num_steps = Task::Echo.num_steps();
    let goal = q.count("step", 0..=num_steps)?;
    let slice = q.count("slice", 0..=num_steps)?;
    let word = q.word("word", desk.tokenizer())?;
    let letters = &word[1..word.len() - 1];
    if letters.len() > MAX_WORD {
        return Err(Refusal::new(
            "seven letters at most: the model has sixteen positions, and says \
             them twice",
        ));
    }
    let kept = desk.step_3.echo.take();
    let can_go_on =
        |it: &EchoTraining| it.past == past && it.losses.len() <= goal;
    let mut training = kept
        .filter(can_go_on)
        .unwrap_or_else(|| EchoTraining::new(past));
    for _ in 0..slice.min(goal - training.losses.len()) {
        training.step();
    }
    let answer = training.answer(goal, letters);
    desk.step_3.echo = Some(training);
    Ok(answer)
}

impl EchoTraining {
    /// Before the first step.
    fn new(past: Past) -> Self {
        EchoTraining {
            past,
            docs: Task::Echo.documents().learned,
            params: Past::parameters(SEED),
            losses: Vec::new(),
        }
    }

    /// One step, as `train` does it.
    fn step(&mut self) {
        let done = self.losses.len();
        let tape = Tape::new();
        let weights = tape.leaves(&self.params);
        let gpt = Gpt::new(VOCAB_SIZE, &weights);
        let loss = self.past.loss(&gpt, &self.docs[done]);
        let grads = loss.backward();
        let rate = linear_decay(RATE, done, self.docs.len());
        let n = self.params.len();
        sgd_step(&mut self.params, grads.first(n), rate);
        self.losses.push(loss.data());
    }

    fn answer(&self, goal: usize, letters: &[usize]) -> Answer {
        let step = self.losses.len();
        let is_there = step == goal;
        Answer {
            step,
            mean: running_mean(&self.losses, 100).last().copied(),
            picture: is_there
                .then(|| picture(self.past, &self.params, step, letters)),
            guesses: if is_there {
                guesses(self.past, &self.params, letters)
            } else {
                Vec::new()
            },
        }
    }
}

/// BOS and the word, twice.
fn twice(letters: &[usize]) -> Vec<usize> {
    [&[VOCAB_SIZE - 1], letters, letters].concat()
}

/// What each position of the word looks at, said twice.
pub fn picture(
    past: Past,
    params: &[f64],
    step: usize,
    letters: &[usize],
) -> Picture {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    let mut positions = trace::trace(&gpt, &twice(letters));
    if past == Past::Unseen {
        for (i, position) in positions.iter_mut().enumerate() {
            position.weights.fill(0.0);
            position.weights[i] = 1.0;
        }
    }
    let name = match step {
        0 => "untrained".into(),
        _ => format!("after {} words", thousands(step)),
    };
    triangle(&name, &positions, 340.0)
}

/// The second half, letter by letter, and the end.
pub fn guesses(past: Past, params: &[f64], letters: &[usize]) -> Vec<Guess> {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    let tokens = twice(letters);
    let mut cache = Cache::new();
    let logits = |&token| past.logits(&gpt, token, &mut cache);
    let logits: Vec<Vec<f64>> = tokens.iter().map(logits).collect();
    (letters.len()..tokens.len())
        .map(|position| {
            let probs = softmax(&logits[position]);
            let next = tokens.get(position + 1).unwrap_or(&tokens[0]);
            let likeliest = (0..VOCAB_SIZE)
                .reduce(|a, b| if probs[b] > probs[a] { b } else { a })
                .unwrap_or_default();
            Guess {
                read: tokens[1..=position]
                    .iter()
                    .map(|&it| letter(it))
                    .collect(),
                comes: letter(*next),
                probability: probs[*next],
                likeliest: letter(likeliest),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use runs::tasks::Past;
    use serde_json::{Value, json};

    use super::EchoTraining;
    use crate::Desk;

    fn ask(desk: &mut Desk, word: &str, step: usize, slice: usize) -> Value {
        desk.ask(&json!({
            "ask": "echo-training",
            "word": word,
            "attention": true,
            "step": step,
            "slice": slice,
        }))
    }

    #[test]
    fn a_run_in_slices_is_that_of_the_page() {
        for past in [Past::Attention, Past::Unseen] {
            let mut training = EchoTraining::new(past);
            for _ in 0..3000 {
                training.step();
            }
            let learned = past.learned(1);
            assert_eq!(training.losses, learned.losses);
            assert_eq!(training.params, learned.params);
        }
    }

    #[test]
    fn a_slice_is_a_slice_and_the_word_may_change() {
        let mut desk = Desk::default();
        let mut at = |word, step, slice| {
            ask(&mut desk, word, step, slice)["step"].take()
        };
        assert_eq!(at("rust", 100, 20), 20);
        assert_eq!(at("lily", 100, 20), 40);
        assert_eq!(at("lily", 30, 5), 5, "starts again");
    }

    #[test]
    fn what_cannot_be_said_twice_is_refused() {
        let mut desk = Desk::default();
        for word in ["", "zoë", "absolute"] {
            let answer = ask(&mut desk, word, 0, 0);
            assert!(answer["refusal"].is_string(), "{word}");
        }
        let longest = ask(&mut desk, "seventh", 0, 0);
        assert_eq!(longest["guesses"].as_array().unwrap().len(), 8);
    }
}
