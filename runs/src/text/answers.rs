//! A trained model that goes on to learn from questions and answers.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::str::FromStr;

use portable::PythonRandom;
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Gpt;
use step_5_adam::Adam;
use step_7_text::{
    Lesson, MOBY_DICK, Part, Parts, Question, TextTrainer, Vocabulary, Windows,
    answer, evaluate, initial_parameters,
};

use super::groups::groups;
use super::{FIRST, Plan, Streams};

/// The record of [`plans`].
pub const RECORD: &str = include_str!("../../record/answers.txt");

/// A model that is taught to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teaching {
    /// Its name in the record.
    pub name: String,
    /// Whether it has read the novel before. If not, it begins anew.
    pub has_read: bool,
    /// Whether the answers alone count, or the questions, too.
    pub answers_alone: bool,
    /// How many windows of the novel are added to each step.
    pub of_novel: usize,
    /// Which words are asked for, and in which order.
    pub seed: u32,
}

/// What is compared, one thing changed at a time: all of it with one draw of
/// words, and then again with another.
pub fn plans() -> Vec<Teaching> {
    let variants = [
        ("answers alone", true, true, 0),
        ("questions, too", true, false, 0),
        ("with the novel", true, true, 2),
        ("never read", false, true, 0),
    ];
    let of_seed = |seed: u32| {
        variants.map(|(name, has_read, answers_alone, of_novel)| Teaching {
            name: format!("{name}/{seed}"),
            has_read,
            answers_alone,
            of_novel,
            seed,
        })
    };
    [1, 2].into_iter().flat_map(of_seed).collect()
}

/// Steps of a teaching.
pub const STEPS: usize = 600;

/// Before which of them the model is asked, and after the last.
const ASKED_AT: [usize; 4] = [0, 100, 300, STEPS];

/// Windows of questions in each.
pub const OF_LESSON: usize = 4;

/// The highest learning rate.
pub const LEARNING_RATE: f64 = 3e-3;

/// The steps in which it rises.
const WARM_UP: usize = 20;

/// How many words are asked for in training.
pub const TAUGHT: usize = 1000;

/// How many of them are asked for again.
pub const ASKED_AGAIN: usize = 100;

/// How many words are kept for the test of what was learned.
pub const KEPT: usize = 200;

/// How often the questions come, each time in another order.
const PASSES: usize = 20;

/// How many words' answers are recorded.
const SHOWN: usize = 8;

/// The vocabulary, and the novel in its tokens.
pub type Text<'a> = (&'a dyn Vocabulary, &'a Streams);

/// The words that questions ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Those of the training.
    pub taught: Vec<String>,
    /// Others, all of whose pieces are pieces of words of the training.
    pub known: Vec<String>,
    /// Others, with a piece that is in none of them.
    pub unknown: Vec<String>,
}

impl Words {
    /// Some words of the training chapters, of four to six small letters.
    ///
    /// # Panics
    ///
    /// If the vocabulary cannot encode one.
    pub fn draw(vocabulary: &dyn Vocabulary, rng: &mut PythonRandom) -> Self {
        let text = Part::Training.of(MOBY_DICK);
        let is_asked = |word: &&str| {
            let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
            (4..=6).contains(&word.len()) && is_small
        };
        let words = text.split(|c: char| !c.is_alphabetic());
        let words: BTreeSet<&str> = words.filter(is_asked).collect();
        let mut words: Vec<String> =
            words.into_iter().map(str::to_owned).collect();
        rng.shuffle(&mut words);
        let pieces = |word: &String| {
            let tokens = vocabulary.encode(&format!(" {word}"));
            tokens.expect("letters have tokens")
        };
        let taught: Vec<String> = words.drain(..TAUGHT).collect();
        let met: BTreeSet<usize> = taught.iter().flat_map(pieces).collect();
        words.truncate(KEPT);
        let is_known =
            |word: &String| pieces(word).iter().all(|it| met.contains(it));
        let (known, unknown) = words.into_iter().partition(is_known);
        Words {
            taught,
            known,
            unknown,
        }
    }
}

/// What a teaching is made of, and how far it is.
struct Lessons<'a> {
    teaching: &'a Teaching,
    streams: &'a Streams,
    lesson: Lesson,
    trainer: TextTrainer<f32>,
    rng: PythonRandom,
    step: usize,
}

/// The plan of the model that has read the novel.
///
/// # Panics
///
/// If there is none.
pub fn novel() -> Plan {
    let groups = groups();
    let group = groups.into_iter().find(|group| group.name == "decay");
    let plan = group.and_then(|group| {
        let mut plans = group.plans.into_iter();
        plans.find(|plan| plan.is_kept && plan.recipe.weight_decay > 0.0)
    });
    plan.expect("the model of the step")
}

impl<'a> Lessons<'a> {
    /// Before the first step, from some parameters.
    fn new(
        teaching: &'a Teaching,
        words: &Words,
        (vocabulary, streams): Text<'a>,
        params: &[f64],
        mut rng: PythonRandom,
    ) -> Self {
        let mut questions = questions(&words.taught);
        let mut all = Vec::new();
        for _ in 0..PASSES {
            rng.shuffle(&mut questions);
            all.extend_from_slice(&questions);
        }
        let adam = Adam::new(params.len());
        let parts = Parts::default();
        Lessons {
            teaching,
            streams,
            lesson: Lesson::of(&all, vocabulary).expect("letters have tokens"),
            trainer: TextTrainer::new(novel().config, parts, params, &adam),
            rng,
            step: 0,
        }
    }

    /// Takes a step. Returns the mean loss of what counts, in nats.
    fn step(&mut self) -> f64 {
        let Lessons {
            teaching,
            streams,
            lesson,
            trainer,
            rng,
            step,
        } = self;
        let len = trainer.config().block_size;
        let (mut windows, mut mask) = lesson.draw(len, OF_LESSON, rng);
        let all = vec![true; len];
        if teaching.of_novel > 0 {
            let count = teaching.of_novel;
            let more = Windows::draw(&streams.training, len, count, rng);
            windows.tokens.extend(more.tokens);
            windows.targets.extend(more.targets);
            mask.resize(windows.tokens.len(), &all);
        }
        let rate = if *step < WARM_UP {
            LEARNING_RATE * (*step + 1) as f64 / WARM_UP as f64
        } else {
            linear_decay(LEARNING_RATE, *step, STEPS)
        };
        *step += 1;
        if teaching.answers_alone {
            trainer.step_masked(&windows, &mask, rate)
        } else {
            trainer.step(&windows, rate)
        }
    }
}

/// How these words are spelled.
fn questions(words: &[String]) -> Vec<Question> {
    words.iter().map(|word| Question::spelling(word)).collect()
}

/// What a teaching has come to at some step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// The step.
    pub step: usize,
    /// How many of [`ASKED_AGAIN`] answers of the training are right.
    pub taught: usize,
    /// How many of the others whose pieces are known.
    pub known: usize,
    /// How many of those with an unknown piece.
    pub unknown: usize,
    /// The loss on the novel's validation chapters, in bits per character.
    pub bits: f64,
}

/// What comes of a teaching.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taught {
    /// Its name.
    pub name: String,
    /// How many words each group has: taught, known, unknown.
    pub words: Vec<usize>,
    /// The losses of the first steps, in nats.
    pub first: Vec<f64>,
    /// The same from random parameters.
    pub first_of_random: Vec<f64>,
    /// Now and then, from before the first step on.
    pub points: Vec<Point>,
    /// Before the first step and after the last: the step, a word of the
    /// others whose pieces are known, and the answer, in the record in Rust's
    /// notation.
    pub answers: Vec<(usize, String, String)>,
}

impl Teaching {
    /// The losses of the first steps from random parameters, in nats.
    pub fn first_of_random(&self, text: Text, count: usize) -> Vec<f64> {
        self.first(text, &self.random(), count)
    }

    /// The losses of the first steps from some parameters, in nats.
    fn first(&self, text: Text, params: &[f64], count: usize) -> Vec<f64> {
        let mut rng = PythonRandom::new(self.seed);
        let words = Words::draw(text.0, &mut rng);
        let mut lessons = Lessons::new(self, &words, text, params, rng);
        (0..count).map(|_| lessons.step()).collect()
    }

    /// Whether a recorded teaching has the first losses that it has today.
    /// `novel` are the parameters of the model that has read.
    pub fn begins_so(&self, text: Text, novel: &[f64], lines: &str) -> bool {
        let recorded = read(lines);
        let Some(taught) = recorded.first() else {
            return false;
        };
        let today = self.first(text, &self.begin(novel), FIRST);
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-8;
        taught.first.len() == FIRST && today.iter().zip(&taught.first).all(near)
    }

    /// The parameters before the first step.
    fn begin(&self, novel: &[f64]) -> Vec<f64> {
        if self.has_read {
            novel.to_vec()
        } else {
            self.random()
        }
    }

    /// Parameters of a model that has read nothing.
    fn random(&self) -> Vec<f64> {
        let mut rng = PythonRandom::new(self.seed);
        let Plan { config, recipe, .. } = novel();
        initial_parameters(&config, recipe.init_std_dev, &mut rng)
    }

    /// Teaches the model, whose parameters are `novel` if it has read.
    pub fn run(&self, text: Text, novel: &[f64]) -> Taught {
        let (vocabulary, streams) = text;
        let mut rng = PythonRandom::new(self.seed);
        let words = Words::draw(vocabulary, &mut rng);
        let params = self.begin(novel);
        let mut lessons = Lessons::new(self, &words, text, &params, rng);
        let groups = [&words.taught, &words.known, &words.unknown];
        let mut taught = Taught {
            name: self.name.clone(),
            words: groups.map(Vec::len).to_vec(),
            first_of_random: self.first_of_random(text, FIRST),
            ..Taught::default()
        };
        for step in 0..=STEPS {
            if ASKED_AT.contains(&step) {
                let trainer = &mut lessons.trainer;
                let losses = evaluate(trainer, &streams.validation);
                let bits = streams.bits(&losses);
                let params = trainer.params();
                let again = words.taught[..ASKED_AGAIN].to_vec();
                let right = [&again, &words.known, &words.unknown].map(|it| {
                    let answers = answers(&params, vocabulary, it);
                    let right = answers.iter().filter(|it| it.2);
                    (right.count(), answers)
                });
                taught.points.push(Point {
                    step,
                    taught: right[0].0,
                    known: right[1].0,
                    unknown: right[2].0,
                    bits,
                });
                if step == 0 || step == STEPS {
                    let shown = right[1].1.iter().take(SHOWN);
                    let shown = shown.map(|(word, given, _)| {
                        (step, word.clone(), given.clone())
                    });
                    taught.answers.extend(shown);
                }
            }
            if step < STEPS {
                let loss = lessons.step();
                if step < FIRST {
                    taught.first.push(loss);
                }
            }
        }
        taught
    }
}

/// Each word, what a model answers, and whether it is right.
fn answers(
    params: &[f64],
    vocabulary: &dyn Vocabulary,
    words: &[String],
) -> Vec<(String, String, bool)> {
    let gpt = Gpt::new(novel().config, params);
    let of = |word: &String| {
        let Question {
            asked,
            answer: right,
        } = Question::spelling(word);
        let given = answer(&gpt, vocabulary, &asked);
        let given = given.expect("letters have tokens");
        let is_right = given == right;
        (word.clone(), given, is_right)
    };
    words.iter().map(of).collect()
}

/// The lines of a teaching in the record.
pub fn lines(taught: &Taught, seconds: f64) -> String {
    let mut text =
        format!("run\t{}\nseconds\t{seconds:.1}\nwords", taught.name);
    for count in &taught.words {
        let _ = write!(text, "\t{count}");
    }
    let firsts = [
        ("first", &taught.first),
        ("first of random", &taught.first_of_random),
    ];
    for (word, losses) in firsts {
        let _ = write!(text, "\n{word}");
        for loss in losses {
            let _ = write!(text, "\t{loss:.9}");
        }
    }
    text.push('\n');
    for point in &taught.points {
        let Point {
            step,
            taught,
            known,
            unknown,
            bits,
        } = point;
        let _ = writeln!(
            text,
            "point\t{step}\t{taught}\t{known}\t{unknown}\t{bits:.4}"
        );
    }
    for (step, word, answer) in &taught.answers {
        let _ = writeln!(text, "answer\t{step}\t{word}\t{answer:?}");
    }
    text
}

/// The teachings of a record; an answer is in Rust's notation.
///
/// ```
/// use runs::text::answers::read;
///
/// let record = "run\tnever read/1\npoint\t3\t2\t1\t0\t2.5\n";
/// let taught = read(record);
/// assert_eq!(taught[0].name, "never read/1");
/// assert_eq!(taught[0].points[0].known, 1);
/// ```
///
/// # Panics
///
/// If a line is none of a record's.
pub fn read(record: &str) -> Vec<Taught> {
    let mut all: Vec<Taught> = Vec::new();
    for line in record.lines() {
        let (word, rest) = line.split_once('\t').unwrap_or((line, ""));
        if word == "run" {
            all.push(Taught {
                name: rest.to_owned(),
                ..Taught::default()
            });
        }
        let Some(taught) = all.last_mut() else {
            continue;
        };
        let fields = rest.split('\t');
        match word {
            "words" => taught.words = fields.map(number).collect(),
            "first" => taught.first = fields.map(number).collect(),
            "first of random" => {
                taught.first_of_random = fields.map(number).collect();
            }
            "point" => {
                let fields: Vec<&str> = fields.collect();
                taught.points.push(Point {
                    step: number(fields[0]),
                    taught: number(fields[1]),
                    known: number(fields[2]),
                    unknown: number(fields[3]),
                    bits: number(fields[4]),
                });
            }
            "answer" => {
                let fields: Vec<&str> = fields.collect();
                let [step, word, answer] = fields[..] else {
                    panic!("an answer: {rest}");
                };
                let (word, answer) = (word.to_owned(), answer.to_owned());
                taught.answers.push((number(step), word, answer));
            }
            _ => {}
        }
    }
    all
}

/// A number of the record.
fn number<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("a number")
}
