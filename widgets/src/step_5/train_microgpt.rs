//! Section 5.4: microGPT, trained in the page.

use names::{Corpus, Tokenizer};
use portable::{PythonRandom, math};
use runs::running_mean;
use serde::Serialize;
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, linear_decay};
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Axis, Chart, HeatMap, Svg, fixed};

use super::learner::Learner;
use crate::step_4::{head_patterns, trace::trace};
use crate::{Desk, Picture, Question, Refusal};

/// The most words to learn from: all names of the book, and some more.
const MAX_WORDS: usize = 40_000;

/// The most different characters in them.
const MAX_CHARS: usize = 60;

/// A run in the page.
#[derive(Debug)]
pub struct Training {
    /// The word for a document.
    noun: &'static str,
    tokenizer: Tokenizer,
    docs: Vec<Vec<usize>>,
    /// As it is when the weights are drawn: what samples are drawn with.
    rng: PythonRandom,
    config: Config,
    learner: Learner,
    num_steps: usize,
    learning_rate: f64,
    losses: Vec<f64>,
    /// The length of each step's gradient.
    norms: Vec<f64>,
}

impl Training {
    /// A model with random weights on an engine, and what it will learn from.
    ///
    /// # Errors
    ///
    /// If there is no such engine.
    fn new(
        engine: &str,
        noun: &'static str,
        Corpus { tokenizer, docs }: Corpus,
        mut rng: PythonRandom,
        num_steps: usize,
        learning_rate: f64,
    ) -> Result<Self, Refusal> {
        let config = Config::of_the_guide(tokenizer.vocab_size());
        let learner = Learner::new(engine, config, &mut rng)?;
        Ok(Training {
            noun,
            tokenizer,
            docs,
            rng,
            config,
            learner,
            num_steps,
            learning_rate,
            losses: Vec::new(),
            norms: Vec::new(),
        })
    }

    /// [`Learner::step`] on the next document.
    fn step(&mut self) {
        let step = self.losses.len();
        let rate = linear_decay(self.learning_rate, step, self.num_steps);
        let tokens = &self.docs[step % self.docs.len()];
        let [loss, norm] = self.learner.step(tokens, rate);
        self.losses.push(loss);
        self.norms.push(norm);
    }

    fn is_done(&self) -> bool {
        self.losses.len() >= self.num_steps
    }

    /// Whether the model is still one: a rate that is too high ends in NaN.
    /// A gradient with a number that is not finite has no finite length
    /// either, and any other one leaves finite parameters.
    fn is_sound(&self) -> bool {
        let last = [self.losses.last(), self.norms.last()];
        last.into_iter().flatten().all(|it| it.is_finite())
    }

    /// Samples of the model at a temperature, always from the same random
    /// numbers: tokens without BOS.
    fn samples(&self, count: usize, temperature: f64) -> Vec<Vec<usize>> {
        if !self.is_sound() {
            return Vec::new();
        }
        let (config, params) = (self.config, self.learner.params());
        let model = Gpt::new(config, &params);
        let (bos, mut rng) = (self.tokenizer.bos(), self.rng.clone());
        let sample = |_| {
            let mut cache = Cache::new(config.n_layer);
            sample(bos, config.block_size, &mut rng, |token| {
                let logits = model.logits(token, &mut cache);
                softmax(&at_temperature(&logits, temperature))
            })
        };
        (0..count).map(sample).collect()
    }

    /// Whether these tokens are one of the documents, which have BOS around
    /// them.
    fn knows(&self, sample: &[usize]) -> bool {
        let mut docs = self.docs.iter();
        docs.any(|doc| doc[1..doc.len() - 1] == *sample)
    }

    /// The words for one of its documents in a legend.
    fn one(&self) -> String {
        format!("one {}", self.noun)
    }
}

/// The data and the model that a run starts with.
#[derive(Debug, Serialize)]
pub struct Started {
    num_docs: usize,
    vocab_size: usize,
    num_params: usize,
    /// The first words to be learned from.
    first: Vec<String>,
}

/// Where a run is.
#[derive(Debug, Serialize)]
pub struct Progress {
    /// How many steps have been taken.
    step: usize,
    is_done: bool,
    /// Whether the numbers are still numbers.
    is_sound: bool,
    /// The last loss, and the length of its gradient.
    loss: Option<f64>,
    norm: Option<f64>,
    /// The mean of the last hundred losses.
    mean: Option<f64>,
    /// The word that was learned from last.
    word: String,
    /// The learning rate of the step that comes next.
    learning_rate: f64,
}

/// The sight of a run: drawings, and names.
#[derive(Debug, Serialize)]
pub struct Look {
    /// The losses so far.
    losses: Picture,
    /// The drawing that was asked for.
    inside: Picture,
    /// Twenty names.
    names: Vec<String>,
    /// How many of them are among what it learns from.
    num_known: usize,
}

/// Begins a run. Arguments: `engine`, what it computes with; `words` to learn
/// from, or nothing for the first of the book's names; `own`, whether they are
/// the reader's and not names; `steps`; `rate`, the learning rate at the start.
///
/// # Errors
///
/// If an argument is out of range, or there are too many words or characters.
pub fn start(desk: &mut Desk, q: &Question) -> Result<Started, Refusal> {
    let num_steps = q.count("steps", 1..=20_000)?;
    let learning_rate = q.number("rate", 0.0..=1.0)?;
    let words = q.text("words")?;
    let noun = if q.flag("own")? { "word" } else { "name" };
    let (corpus, rng) = if words.trim().is_empty() {
        let start = desk.start();
        (start.corpus.clone(), start.rng.clone())
    } else {
        let mut rng = PythonRandom::new(42);
        (own_corpus(words, &mut rng)?, rng)
    };
    let engine = q.text("engine")?;
    let training =
        Training::new(engine, noun, corpus, rng, num_steps, learning_rate)?;
    let first = training.docs.iter().take(3);
    let started = Started {
        num_docs: training.docs.len(),
        vocab_size: training.tokenizer.vocab_size(),
        num_params: training.config.num_params(),
        first: first.map(|it| training.tokenizer.decode(it)).collect(),
    };
    desk.step_5.training = Some(training);
    Ok(started)
}

/// The reader's words: one a line, or with commas between them; if they are
/// all on one line without commas, with spaces.
fn own_corpus(text: &str, rng: &mut PythonRandom) -> Result<Corpus, Refusal> {
    let text = text.to_lowercase();
    let separators: &[char] = if text.trim().contains(['\n', ',']) {
        &['\n', ',']
    } else {
        &[' ']
    };
    let words: Vec<&str> = text.split(separators).map(str::trim).collect();
    let words = words.join("\n");
    let corpus = Corpus::new(&words, rng);
    let num_chars = corpus.tokenizer.chars().len();
    if corpus.docs.is_empty() {
        return Err(Refusal::new("type some words, one a line"));
    }
    if corpus.docs.len() > MAX_WORDS {
        return Err(Refusal(format!("at most {MAX_WORDS} words, please")));
    }
    if num_chars > MAX_CHARS {
        return Err(Refusal(format!(
            "{num_chars} different characters: use at most {MAX_CHARS}"
        )));
    }
    Ok(corpus)
}

/// Takes steps. Argument: `count`. At the end of the run it takes no more.
///
/// # Errors
///
/// If no run has begun, or an argument is out of range.
pub fn steps(desk: &mut Desk, q: &Question) -> Result<Progress, Refusal> {
    let count = q.count("count", 0..=1000)?;
    let training = desk.step_5.training.as_mut().ok_or_else(not_begun)?;
    for _ in 0..count {
        if training.is_done() || !training.is_sound() {
            break;
        }
        training.step();
    }
    let step = training.losses.len();
    let last = &training.losses[step.saturating_sub(100)..];
    let mean = last.iter().sum::<f64>() / last.len() as f64;
    let last_doc = step.checked_sub(1).map(|it| it % training.docs.len());
    let word = last_doc.map(|it| training.tokenizer.decode(&training.docs[it]));
    Ok(Progress {
        step,
        is_done: training.is_done(),
        is_sound: training.is_sound(),
        loss: training.losses.last().copied(),
        norm: training.norms.last().copied(),
        mean: (step > 0).then_some(mean),
        word: word.unwrap_or_default(),
        learning_rate: linear_decay(
            training.learning_rate,
            step,
            training.num_steps,
        ),
    })
}

/// Looks at a run. Arguments: `inside`, the name of a matrix, or `gradient`,
/// or `attention`; `temperature`, for the names.
///
/// # Errors
///
/// If no run has begun, or an argument is out of range.
pub fn look(desk: &Desk, q: &Question) -> Result<Look, Refusal> {
    let training = desk.step_5.training.as_ref().ok_or_else(not_begun)?;
    let temperature = q.number("temperature", 0.05..=5.0)?;
    let inside = match q.text("inside")? {
        "gradient" => (&norms(training)).into(),
        "attention" => (&attention(training)).into(),
        name => (&matrix(training, name)?).into(),
    };
    let samples = training.samples(20, temperature);
    let names = samples.iter().map(|it| training.tokenizer.decode(it));
    Ok(Look {
        losses: (&losses(training)).into(),
        inside,
        names: names.collect(),
        num_known: samples.iter().filter(|it| training.knows(it)).count(),
    })
}

/// The losses of a run so far.
///
/// # Errors
///
/// If no run has begun.
pub fn bits(desk: &Desk) -> Result<Vec<String>, Refusal> {
    let training = desk.step_5.training.as_ref().ok_or_else(not_begun)?;
    let bits = training.losses.iter().map(|loss| loss.to_bits());
    Ok(bits.map(|bits| format!("{bits:016x}")).collect())
}

fn not_begun() -> Refusal {
    Refusal::new("no run has begun")
}

/// The loss of each step and its running mean, beside a uniform guess.
fn losses(training: &Training) -> Chart {
    let uniform = math::ln(training.tokenizer.vocab_size() as f64);
    let points = |numbers: &[f64]| points(numbers, training.num_steps);
    Chart::new(
        "The loss of each step of this run so far, and its running mean",
        steps_axis(training.num_steps),
        loss_axis(&training.losses),
    )
    .level(&format!("a uniform guess: {}", fixed(uniform, 3)), uniform)
    .line("series-5 faint", &training.one(), points(&training.losses))
    .line(
        "series-5",
        "mean of the last 100",
        points(&running_mean(&training.losses, 100)),
    )
}

/// The length of each step's gradient.
fn norms(training: &Training) -> Chart {
    let largest = training.norms.iter().copied().fold(2.0, f64::max);
    let top = if largest.is_finite() {
        largest.ceil()
    } else {
        2.0
    };
    Chart::new(
        "The length of the gradient at each step so far",
        steps_axis(training.num_steps),
        Axis::linear("length of the gradient", &quarters(0.0, top)),
    )
    .line("gradient faint", &training.one(), {
        points(&training.norms, training.num_steps)
    })
    .line("gradient", "mean of the last 100", {
        points(&running_mean(&training.norms, 100), training.num_steps)
    })
}

fn steps_axis(num_steps: usize) -> Axis {
    Axis::linear("training step", &quarters(0.0, num_steps as f64))
}

/// The axis of the book's figure, or a larger one if a loss is beyond it.
fn loss_axis(losses: &[f64]) -> Axis {
    let finite = losses.iter().copied().filter(|loss| loss.is_finite());
    let (least, most) = finite.fold((1.0f64, 4.0f64), |(least, most), loss| {
        (least.min(loss), most.max(loss))
    });
    if least >= 1.0 && most <= 4.0 {
        Axis::linear("loss", &[1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0])
    } else {
        Axis::linear("loss", &quarters(0.0, (most / 4.0).ceil() * 4.0))
    }
}

fn quarters(first: f64, last: f64) -> [f64; 5] {
    [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| first + share * (last - first))
}

/// Steps and numbers as points; of a long run, those that can be told apart.
fn points(numbers: &[f64], num_steps: usize) -> Vec<[f64; 2]> {
    let every = num_steps.div_ceil(1000);
    let points = (1..).map(f64::from).zip(numbers.iter().copied());
    let finite = points.filter(|(_, number)| number.is_finite());
    finite.step_by(every).map(<[f64; 2]>::from).collect()
}

/// The attention of each head in the word of the last step.
fn attention(training: &Training) -> Svg {
    const MOST: usize = 6;
    let step = training.losses.len().saturating_sub(1);
    let tokens = &training.docs[step % training.docs.len()];
    let read = &tokens[..(tokens.len() - 1).min(MOST)];
    let passes =
        trace(&Gpt::new(training.config, &training.learner.params()), read);
    let chars = training.tokenizer.chars();
    let name =
        |&id: &usize| chars.get(id).map_or("BOS".into(), char::to_string);
    let names: Vec<String> = read.iter().map(name).collect();
    head_patterns::figure(&names, &[("", head_patterns::weights(&passes))]).0
}

/// A matrix of the model, by its name, on its side if it is taller than wide.
fn matrix(training: &Training, name: &str) -> Result<HeatMap, Refusal> {
    let params = training.learner.params();
    let mut rest = &params[..];
    for (other, [n_out, n_in]) in training.config.shapes() {
        let numbers = rest.split_off(..n_out * n_in).unwrap_or_default();
        if other != name {
            continue;
        }
        let at = |i: usize, j: usize| numbers[i * n_in + j];
        let cells: Vec<Vec<f64>> = if n_out > n_in {
            (0..n_in)
                .map(|j| (0..n_out).map(|i| at(i, j)).collect())
                .collect()
        } else {
            (0..n_out)
                .map(|i| (0..n_in).map(|j| at(i, j)).collect())
                .collect()
        };
        let title = format!("{name}, {n_out} by {n_in}");
        return Ok(HeatMap::new(&title, &cells).most(0.8));
    }
    Err(Refusal(format!("there is no matrix {name:?}")))
}

#[cfg(test)]
mod tests {
    use portable::PythonRandom;
    use serde_json::{Value, json};

    use super::own_corpus;
    use crate::Desk;

    /// A run on the names of the book.
    fn of_names(engine: &str, steps: usize, rate: f64) -> Value {
        json!({
            "ask": "train-start",
            "words": "",
            "own": false,
            "steps": steps,
            "rate": rate,
            "engine": engine,
        })
    }

    fn steps(count: usize) -> Value {
        json!({"ask": "train-steps", "count": count})
    }

    fn look(inside: &str, temperature: f64) -> Value {
        json!({
            "ask": "train-look",
            "inside": inside,
            "temperature": temperature,
        })
    }

    #[test]
    fn a_run_in_the_page_is_the_reference_run() {
        let mut desk = Desk::default();
        desk.ask(&of_names("tape", 1000, 0.01));
        let progress = desk.ask(&steps(1000));
        assert_eq!(progress["is_done"], true, "{progress}");
        let bits = desk.ask(&json!({"ask": "train-bits"}));
        let run = desk.adam().losses.iter();
        let run: Vec<_> =
            run.map(|it| format!("{:016x}", it.to_bits())).collect();
        assert_eq!(bits, json!(run));
        let look = desk.ask(&look("wte", 0.5));
        let names = look["names"].as_array().expect("names");
        assert_eq!((names.len(), &names[0]), (20, &"kamon".into()));
        let svg = look["losses"]["svg"].as_str().expect("a drawing");
        assert!(svg.contains("one name"), "{svg}");
    }

    #[test]
    fn every_engine_learns_the_same() {
        let mut desk = Desk::default();
        let mut first = Value::Null;
        for (engine, most) in [
            ("tape", 1e-9),
            ("matrices", 1e-9),
            ("vectors-f64", 1e-9),
            ("vectors-f32", 1e-4),
        ] {
            desk.ask(&of_names(engine, 1000, 0.01));
            let progress = desk.ask(&steps(50));
            let look = desk.ask(&look("gradient", 0.5));
            if engine == "tape" {
                first = json!([progress, look]);
            }
            for name in ["loss", "mean", "norm"] {
                let [taped, ours] = [&first[0], &progress]
                    .map(|it| it[name].as_f64().expect("a number"));
                let off = (taped - ours).abs();
                assert!(off < most, "{engine}, {name}: {off:e}");
            }
            assert_eq!(first[1]["names"], look["names"], "{engine}");
        }
        let answer = desk.ask(&of_names("horse", 9, 0.0));
        assert_eq!(answer["refusal"], "there is no engine \"horse\"");
    }

    #[test]
    fn samples_that_were_learned_are_counted() {
        let mut desk = Desk::default();
        let mut start = of_names("tape", 300, 0.01);
        start["words"] = "ava, emma".into();
        start["own"] = true.into();
        desk.ask(&start);
        desk.ask(&steps(300));
        let look = desk.ask(&look("wte", 0.5));
        let names = look["names"].as_array().expect("names");
        let is_own =
            |name: &&Value| ["ava", "emma"].iter().any(|own| *name == own);
        let own = names.iter().filter(is_own).count();
        assert!(own > 15, "{names:?}");
        assert_eq!(look["num_known"], own);
        let svg = look["losses"]["svg"].as_str().expect("a drawing");
        assert!(svg.contains("one word"), "{svg}");
    }

    #[test]
    fn every_other_character_is_a_token() {
        let rng = &mut PythonRandom::new(42);
        let corpus = own_corpus("Zoë 7\nanna-li", rng).expect("two words");
        let chars = [' ', '-', '7', 'a', 'i', 'l', 'n', 'o', 'z', 'ë'];
        assert_eq!(corpus.tokenizer.chars(), chars);
    }

    #[test]
    fn a_rate_that_is_too_high_ends_the_run_and_nothing_else() {
        let mut desk = Desk::default();
        for engine in ["tape", "matrices", "vectors-f64", "vectors-f32"] {
            desk.ask(&of_names(engine, 1000, 1.0));
            for _ in 0..10 {
                desk.ask(&steps(100));
                let look = desk.ask(&look("gradient", 0.05));
                assert!(look["refusal"].is_null());
            }
        }
    }

    #[test]
    fn own_words_come_in_several_forms() {
        let rng = &mut PythonRandom::new(42);
        for text in ["ava emma", "ava,emma\n", "\nAVA\n\n emma", "ava\r\nemma"]
        {
            let corpus = own_corpus(text, rng).expect("two words");
            assert_eq!(corpus.docs.len(), 2, "{text:?}");
            assert_eq!(corpus.tokenizer.chars(), ['a', 'e', 'm', 'v']);
        }
        assert!(own_corpus(",,\n", rng).is_err());
        assert!(own_corpus(&"a\n".repeat(50_000), rng).is_err());
    }
}
