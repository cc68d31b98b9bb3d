//! A training run, step by step.

use names::Tokenizer;
use portable::PythonRandom;
use step_1_gradient_descent::{initial_parameters, linear_decay};
use step_4_transformer::{Config, Gpt};
use step_5_adam::Adam;
use step_6_efficiency::Engine;

use crate::data::{DataId, Relation};
use crate::eval::{NUM_HELD_OUT, mean_loss};
use crate::text::Text;
use crate::{
    Checkpoint, Data, Documents, Error, Hyperparameters, Tokens, size,
};
use conform::words::count;

/// Every so many steps, all numbers are looked at.
const LOOK_EVERY: u32 = 100;

/// A training run: as `step_5_adam::train` has it, or for a running text
/// `step_7_text::train`, but one that can be stopped, saved and continued.
///
/// ```
/// use microgpt::{Data, Hyperparameters, TrainingRun};
///
/// let names = Data::read(None)?;
/// let mut run = TrainingRun::start(&names, Hyperparameters::default())?;
/// let loss = run.step().expect("a finite loss");
/// assert_eq!(format!("{loss:.4}"), "3.3660");
///
/// // From its checkpoint, a run goes on as if nothing had happened.
/// let mut resumed = TrainingRun::resume(&names, run.checkpoint())?;
/// assert_eq!(resumed.step(), run.step());
/// # Ok::<(), microgpt::Error>(())
/// ```
#[derive(Debug)]
pub struct TrainingRun<'d> {
    /// The choices before training.
    pub hyperparameters: Hyperparameters,
    /// From text to tokens and back.
    pub tokens: Tokens,
    /// What it learns from, and what computes.
    pub corpus: Corpus<'d>,
    /// The random numbers that are left when the first parameters are drawn,
    /// and the windows of the steps so far: samples are drawn from these.
    pub rng: PythonRandom,
    data: DataId,
    step: u32,
    earlier_plans: Vec<u32>,
}

/// What a run learns from, and what computes.
#[derive(Debug)]
pub enum Corpus<'d> {
    /// Documents, one in each step.
    Documents(Lines<'d>),
    /// A running text, some windows in each step.
    Text(Text),
}

/// Documents, and the engine.
#[derive(Debug)]
pub struct Lines<'d> {
    /// The documents, in the order of training.
    pub docs: Documents<'d>,
    /// How many of them it learns from, in turn: the first ones.
    pub num_train: usize,
    tokenizer: Tokenizer,
    engine: Box<dyn Engine>,
}

impl Corpus<'_> {
    fn params(&self) -> Vec<f64> {
        match self {
            Corpus::Documents(lines) => lines.engine.params(),
            Corpus::Text(text) => text.engine.params(),
        }
    }

    fn adam(&self) -> Adam {
        match self {
            Corpus::Documents(lines) => lines.engine.adam(),
            Corpus::Text(text) => text.engine.adam(),
        }
    }
}

impl<'d> Lines<'d> {
    /// The documents shuffled, the parameters random.
    fn start(
        data: &'d Data,
        hyperparameters: &Hyperparameters,
        rng: &mut PythonRandom,
    ) -> Result<Self, Error> {
        let mut docs = data.docs();
        docs.shuffle(rng);
        let tokenizer = docs.tokenizer();
        let held_out = hyperparameters.num_held_out(docs.len());
        let num_train = docs.len() - held_out.min(docs.len());
        if num_train == 0 {
            return Err(Error::new(
                format!(
                    "nothing is left to learn from: {} of {} is held out",
                    held_out,
                    count(docs.len(), "document")
                ),
                "give a smaller --val, or more documents",
            ));
        }
        let config = hyperparameters.config(tokenizer.vocab_size());
        size::check(&config, hyperparameters.engine, docs.longest())?;
        let params = initial_parameters(config.num_params(), rng);
        let adam = Adam::new(params.len());
        let engine = hyperparameters.engine.resume(config, params, adam);
        Ok(Lines {
            docs,
            num_train,
            tokenizer,
            engine,
        })
    }

    /// The tokens of a document.
    fn tokens(&self, index: usize) -> Vec<usize> {
        let doc = self.docs.get(index);
        self.tokenizer.encode(doc).expect("made of the documents")
    }
}

/// A step that left numbers behind that are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diverged {
    /// Which step, from 1 on.
    pub step: u32,
    /// Its loss.
    pub loss: f64,
}

impl<'d> TrainingRun<'d> {
    /// A run at its start, the parameters random. Documents are shuffled.
    ///
    /// # Errors
    ///
    /// If there is no such model, it is too large, or nothing is left to learn
    /// from.
    pub fn start(
        data: &'d Data,
        hyperparameters: Hyperparameters,
    ) -> Result<Self, Error> {
        let mut rng = PythonRandom::new(hyperparameters.seed);
        let (corpus, tokens, id) = if let Some(choices) = hyperparameters.text {
            let (text, rng) = (&data.text, &mut rng);
            let (text, tokens) =
                Text::start(text, &hyperparameters, choices, rng)
                    .map_err(|error| error.about(data.name()))?;
            (Corpus::Text(text), tokens, data.text_id())
        } else {
            let lines = Lines::start(data, &hyperparameters, &mut rng)?;
            let tokens = Tokens::Documents(lines.tokenizer.clone());
            (Corpus::Documents(lines), tokens, data.id())
        };
        Ok(TrainingRun {
            hyperparameters,
            tokens,
            corpus,
            rng,
            data: id,
            step: 0,
            earlier_plans: Vec::new(),
        })
    }

    /// A run at its checkpoint.
    ///
    /// The start is done again for the sake of what no checkpoint has: the
    /// order of the documents, and the random numbers that are left.
    /// Those that windows took are drawn again.
    ///
    /// # Errors
    ///
    /// If the data are not those that it was started with.
    pub fn resume(
        data: &'d Data,
        checkpoint: Checkpoint,
    ) -> Result<Self, Error> {
        let (name, then) = (data.name(), &checkpoint.data);
        let size = then.size();
        match data.relation(then) {
            Relation::Same => {}
            Relation::Grown => {
                return Err(Error::new(
                    format!("{name} has grown: the run began with {size}"),
                    format!("give the file as it was: the first {size}"),
                ));
            }
            Relation::Other => {
                let now = if then.is_text() {
                    data.text_id()
                } else {
                    data.id()
                };
                let now = now.size();
                return Err(Error::new(
                    format!(
                        "the run learned from other data ({size}) than \
                         {name} ({now})"
                    ),
                    "give the file that it was started with, unchanged",
                ));
            }
        }
        let mut start = TrainingRun::start(data, checkpoint.hyperparameters)?;
        if start.tokens != checkpoint.tokens {
            return Err(Error::new(
                "the model has another vocabulary than the data it names",
                "it is damaged: train again",
            ));
        }
        let corpus = match start.corpus {
            Corpus::Text(text) => {
                Corpus::Text(text.resume(&checkpoint, &mut start.rng)?)
            }
            Corpus::Documents(lines) => Corpus::Documents(Lines {
                engine: checkpoint.hyperparameters.engine.resume(
                    checkpoint.config(),
                    checkpoint.params,
                    checkpoint.adam,
                ),
                ..lines
            }),
        };
        Ok(TrainingRun {
            step: checkpoint.step,
            earlier_plans: checkpoint.earlier_plans,
            corpus,
            ..start
        })
    }

    /// The same run on some threads, if it is one on a running text. They
    /// change no number.
    ///
    /// # Errors
    ///
    /// If the system has not so many.
    pub fn on_threads(self, n: usize) -> Result<Self, Error> {
        let corpus = match self.corpus {
            Corpus::Text(text) => Corpus::Text(Text {
                engine: text.engine.on_threads(n)?,
                ..text
            }),
            documents @ Corpus::Documents(_) => documents,
        };
        Ok(TrainingRun { corpus, ..self })
    }

    /// How many steps have been taken.
    pub fn steps_taken(&self) -> u32 {
        self.step
    }

    /// Whether all steps have been taken.
    pub fn is_complete(&self) -> bool {
        self.step >= self.hyperparameters.num_steps
    }

    /// Learns from the next document, or from windows. Returns the loss, as it
    /// was before.
    ///
    /// # Errors
    ///
    /// If that led to numbers that are not finite. The run is over then.
    pub fn step(&mut self) -> Result<f64, Diverged> {
        let Hyperparameters {
            learning_rate,
            num_steps,
            ..
        } = self.hyperparameters;
        let step = self.step as usize;
        let loss = match &mut self.corpus {
            Corpus::Documents(lines) => {
                let tokens = lines.tokens(step % lines.num_train);
                let rate =
                    linear_decay(learning_rate, step, num_steps as usize);
                lines.engine.step(&tokens, rate)
            }
            Corpus::Text(text) => {
                text.step(step, &self.hyperparameters, &mut self.rng)
            }
        };
        self.step += 1;
        let step = self.step;
        // A number that is none makes the next loss one, too, nearly always.
        let look = step.is_multiple_of(LOOK_EVERY) || self.is_complete();
        if loss.is_finite() && (!look || self.is_finite()) {
            Ok(loss)
        } else {
            Err(Diverged { step, loss })
        }
    }

    /// The mean loss per document of what is held out, of the first 500 if
    /// there are more; none if nothing is, or it is of a running text.
    pub fn val_loss(&self) -> Option<f64> {
        let Corpus::Documents(lines) = &self.corpus else {
            return None;
        };
        let num_train = lines.num_train;
        let end = lines.docs.len().min(num_train + NUM_HELD_OUT);
        let held = (num_train..end).map(|index| lines.tokens(index));
        let params = self.params();
        let model = Gpt::new(self.config(), &params);
        (num_train < end).then(|| mean_loss(&model, held).per_document)
    }

    /// The bits that a character of the end of a running text costs, which is
    /// held out; none if nothing is.
    pub fn val_bits(&mut self) -> Option<f64> {
        match &mut self.corpus {
            Corpus::Documents(_) => None,
            Corpus::Text(text) => text.val_bits(),
        }
    }

    /// Whether all numbers are finite that a checkpoint would have.
    pub fn is_finite(&self) -> bool {
        let (params, adam) = (self.corpus.params(), self.corpus.adam());
        let mut numbers = params.iter().chain(&adam.m).chain(&adam.v);
        numbers.all(|number| number.is_finite())
    }

    /// The size of the model.
    pub fn config(&self) -> Config {
        self.hyperparameters.config(self.tokens.size())
    }

    /// The model's parameters as they are now, `[num_params]`.
    pub fn params(&self) -> Vec<f64> {
        self.corpus.params()
    }

    /// All that it takes to continue the run.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            hyperparameters: self.hyperparameters,
            tokens: self.tokens.clone(),
            data: self.data.clone(),
            step: self.step,
            earlier_plans: self.earlier_plans.clone(),
            params: self.corpus.params(),
            adam: self.corpus.adam(),
        }
    }
}
