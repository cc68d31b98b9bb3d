//! A training run, step by step.

use names::Tokenizer;
use portable::PythonRandom;
use step_1_gradient_descent::{initial_parameters, linear_decay};
use step_4_transformer::{Config, Gpt};
use step_5_adam::Adam;
use step_6_efficiency::Engine;

use crate::data::{DataId, Relation};
use crate::eval::{NUM_HELD_OUT, mean_loss};
use crate::{Checkpoint, Data, Documents, Error, Hyperparameters, size};
use conform::words::count;

/// Every so many steps, all numbers are looked at.
const LOOK_EVERY: u32 = 100;

/// A training run: as `step_5_adam::train` has it, but one that can be
/// stopped, saved and continued.
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
    pub tokenizer: Tokenizer,
    /// The documents, in the order of training.
    pub docs: Documents<'d>,
    /// The random numbers that are left when the first parameters are drawn:
    /// the reference run's samples are drawn from these.
    pub rng: PythonRandom,
    /// How many of the documents it learns from, in turn: the first ones.
    pub num_train: usize,
    data: DataId,
    step: u32,
    earlier_plans: Vec<u32>,
    engine: Box<dyn Engine>,
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
    /// A run at its start: the documents shuffled, the parameters random.
    ///
    /// # Errors
    ///
    /// If there is no such model, or it is too large.
    pub fn start(
        data: &'d Data,
        hyperparameters: Hyperparameters,
    ) -> Result<Self, Error> {
        let mut rng = PythonRandom::new(hyperparameters.seed);
        let mut docs = data.docs();
        docs.shuffle(&mut rng);
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
        let params = initial_parameters(config.num_params(), &mut rng);
        let adam = Adam::new(params.len());
        let engine = hyperparameters.engine.resume(config, params, adam);
        Ok(TrainingRun {
            hyperparameters,
            tokenizer,
            docs,
            rng,
            num_train,
            data: data.id(),
            step: 0,
            earlier_plans: Vec::new(),
            engine,
        })
    }

    /// A run at its checkpoint.
    ///
    /// The start is done again for the sake of what no checkpoint has: the
    /// order of the documents, and the random numbers that are left.
    ///
    /// # Errors
    ///
    /// If the data are not those that it was started with.
    pub fn resume(
        data: &'d Data,
        checkpoint: Checkpoint,
    ) -> Result<Self, Error> {
        let (name, then) = (data.name(), &checkpoint.data);
        let documents = count(then.documents, "document");
        match data.relation(then) {
            Relation::Same => {}
            Relation::Grown => {
                return Err(Error::new(
                    format!("{name} has grown: the run began with {documents}"),
                    format!("give the file as it was: the first {documents}"),
                ));
            }
            Relation::Other => {
                let now = count(data.id().documents, "document");
                return Err(Error::new(
                    format!(
                        "the run learned from other data ({documents}) than \
                         {name} ({now})"
                    ),
                    "give the file that it was started with, unchanged",
                ));
            }
        }
        let start = TrainingRun::start(data, checkpoint.hyperparameters)?;
        if start.tokenizer != checkpoint.tokenizer {
            return Err(Error::new(
                "the model has another vocabulary than the data it names",
                "it is damaged: train again",
            ));
        }
        let config = checkpoint.config();
        Ok(TrainingRun {
            step: checkpoint.step,
            earlier_plans: checkpoint.earlier_plans,
            engine: checkpoint.hyperparameters.engine.resume(
                config,
                checkpoint.params,
                checkpoint.adam,
            ),
            ..start
        })
    }

    /// How many steps have been taken.
    pub fn steps_taken(&self) -> u32 {
        self.step
    }

    /// Whether all steps have been taken.
    pub fn is_complete(&self) -> bool {
        self.step >= self.hyperparameters.num_steps
    }

    /// Learns from the next document. Returns its loss, as it was before.
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
        let tokens = self.tokens(step % self.num_train);
        let rate = linear_decay(learning_rate, step, num_steps as usize);
        let loss = self.engine.step(&tokens, rate);
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
    /// there are more; none if nothing is.
    pub fn val_loss(&self) -> Option<f64> {
        let end = self.docs.len().min(self.num_train + NUM_HELD_OUT);
        let held = (self.num_train..end).map(|index| self.tokens(index));
        let params = self.params();
        let model = Gpt::new(self.config(), &params);
        (self.num_train < end).then(|| mean_loss(&model, held).per_document)
    }

    /// The tokens of a document.
    fn tokens(&self, index: usize) -> Vec<usize> {
        let doc = self.docs.get(index);
        self.tokenizer.encode(doc).expect("made of the documents")
    }

    /// Whether all numbers are finite that a checkpoint would have.
    pub fn is_finite(&self) -> bool {
        let (params, adam) = (self.engine.params(), self.engine.adam());
        let mut numbers = params.iter().chain(&adam.m).chain(&adam.v);
        numbers.all(|number| number.is_finite())
    }

    /// The size of the model.
    pub fn config(&self) -> Config {
        self.hyperparameters.config(self.tokenizer.vocab_size())
    }

    /// The model's parameters as they are now, `[num_params]`.
    pub fn params(&self) -> Vec<f64> {
        self.engine.params()
    }

    /// All that it takes to continue the run.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            hyperparameters: self.hyperparameters,
            tokenizer: self.tokenizer.clone(),
            data: self.data.clone(),
            step: self.step,
            earlier_plans: self.earlier_plans.clone(),
            params: self.engine.params(),
            adam: self.engine.adam(),
        }
    }
}
