//! Every step's training run, and how well what came out of it does on names
//! that it has not seen.
//!
//! All runs start as the original programs do: seed 42, the names shuffled,
//! then the initial weights drawn. The last thing that uses the generator is
//! the sampling, so it is handed back with the names.

mod once;
pub mod tasks;
pub mod text;

use std::borrow::Cow;
use std::fmt;

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_0_counting::{Counts, mean_loss};
use step_1_gradient_descent::{
    Mlp, initial_parameters, linear_decay, num_params,
};
use step_2_autograd::mlp;
use step_4_transformer::{Config, Gpt};
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::Engine;
use step_6_efficiency::workspace::Workspace;
use typeset::{Axis, Chart, Table, fixed, thousands};

pub use once::Once;

/// How many steps a run of the book has.
pub const NUM_STEPS: usize = 1000;

/// The results of a run. `M` is a table of counts, or parameters.
#[derive(Clone, Debug)]
pub struct Run<M> {
    /// The model that was learned.
    pub model: M,
    /// The loss of each step's name, before it was learned from.
    pub losses: Vec<f64>,
    /// The mean loss over the names of [`validation_set`].
    pub validation_loss: f64,
}

/// The start of every run: the names, shuffled and as tokens, and the
/// generator as it is after that.
#[derive(Clone, Debug)]
pub struct Start {
    /// The tokenizer and the documents.
    pub corpus: Corpus,
    /// The generator that the initial weights are drawn from.
    pub rng: PythonRandom,
}

impl Start {
    /// The start of the original programs: all names, seed 42.
    pub fn of_the_book() -> Self {
        let mut rng = PythonRandom::new(42);
        let corpus = Corpus::new(NAMES, &mut rng);
        Start { corpus, rng }
    }
}

/// The names, shuffled and as tokens, and the generator as it is after that.
pub fn corpus() -> (Corpus, PythonRandom) {
    let Start { corpus, rng } = Start::of_the_book();
    (corpus, rng)
}

/// The names that models learn from, each as long as a run is: all but those
/// of [`validation_set`] and [`test_set`]. The first thousand are those of the
/// book's runs.
///
/// ```
/// let (corpus, _) = runs::corpus();
/// let learned = runs::training_set(&corpus.docs);
/// assert_eq!(learned[..1000], corpus.docs[..1000]);
/// assert_eq!(learned[1000..1500], corpus.docs[1500..2000]);
/// assert_eq!(learned[1500..], corpus.docs[3000..]);
/// ```
pub fn training_set(docs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let [first, between] = [&docs[..NUM_STEPS], &docs[1500..2000]];
    [first, between, &docs[3000..]].concat()
}

/// The names that no run learns from and that models are compared on: the
/// 1,001st to the 1,500th.
pub fn validation_set(docs: &[Vec<usize>]) -> &[Vec<usize>] {
    &docs[NUM_STEPS..1500]
}

/// The names that no run learns from and that nothing is chosen by: the third
/// thousand. A step's model is asked about them once, when it is finished.
pub fn test_set(docs: &[Vec<usize>]) -> &[Vec<usize>] {
    &docs[2000..3000]
}

/// The mean of a loss over documents, each counted once.
pub fn mean_over(docs: &[Vec<usize>], loss: impl Fn(&[usize]) -> f64) -> f64 {
    docs.iter().map(|doc| loss(doc)).sum::<f64>() / docs.len() as f64
}

/// A run whose names are those of [`corpus`], measured on the validation ones.
fn measured<M>(
    docs: &[Vec<usize>],
    model: M,
    losses: Vec<f64>,
    loss: impl Fn(&M, &[usize]) -> f64,
) -> Run<M> {
    Run {
        validation_loss: mean_over(validation_set(docs), |tokens| {
            loss(&model, tokens)
        }),
        model,
        losses,
    }
}

/// The mean of each number and the `window - 1` before it; shorter at the
/// start.
pub fn running_mean(numbers: &[f64], window: usize) -> Vec<f64> {
    (1..=numbers.len())
        .map(|end| {
            let part = &numbers[end.saturating_sub(window)..end];
            part.iter().sum::<f64>() / part.len() as f64
        })
        .collect()
}

impl Start {
    /// The names of a run: the first thousand, and others only if it is longer.
    fn names(&self, num_steps: usize) -> Cow<'_, [Vec<usize>]> {
        let docs = &self.corpus.docs;
        match docs.get(..NUM_STEPS) {
            Some(first) if num_steps <= NUM_STEPS => first.into(),
            _ => training_set(docs).into(),
        }
    }

    /// Step 0: the table of counts.
    pub fn counting(&self, num_steps: usize) -> Run<Counts> {
        let Corpus { tokenizer, docs } = &self.corpus;
        let names = self.names(num_steps);
        let mut model = Counts::new(tokenizer.vocab_size());
        let losses = step_0_counting::train(&mut model, &names, num_steps);
        let losses = losses.collect();
        measured(docs, model, losses, |counts, tokens| {
            mean_loss(tokens, |token| counts.probabilities(token))
        })
    }

    /// Steps 1 and 2, which compute the same: the MLP. The book's rate is 1.
    pub fn mlp(&self, num_steps: usize, learning_rate: f64) -> Run<Vec<f64>> {
        let Corpus { tokenizer, docs } = &self.corpus;
        let vocab_size = tokenizer.vocab_size();
        let mut model = self.parameters(num_params(vocab_size));
        let losses = step_1_gradient_descent::train(
            vocab_size,
            &mut model,
            &self.names(num_steps),
            num_steps,
            learning_rate,
        )
        .collect();
        measured(docs, model, losses, |params, tokens| {
            mlp::loss(&Mlp::new(vocab_size, params), tokens)
        })
    }

    /// Step 3: one head of attention. The book's rate is 0.1.
    pub fn single_head(
        &self,
        num_steps: usize,
        learning_rate: f64,
    ) -> Run<Vec<f64>> {
        let Corpus { tokenizer, docs } = &self.corpus;
        let vocab_size = tokenizer.vocab_size();
        let mut model =
            self.parameters(step_3_attention::num_params(vocab_size));
        let losses = step_2_autograd::train(
            &mut model,
            &self.names(num_steps),
            num_steps,
            learning_rate,
            |weights, tokens| {
                step_3_attention::Gpt::new(vocab_size, weights).loss(tokens)
            },
        )
        .collect();
        measured(docs, model, losses, |params, tokens| {
            step_3_attention::Gpt::new(vocab_size, params).loss(tokens)
        })
    }

    /// Step 4: a GPT of any size, by plain gradient descent. The book's rate
    /// is 0.1, its size [`Config::of_the_guide`].
    pub fn transformer(
        &self,
        config: Config,
        num_steps: usize,
        learning_rate: f64,
    ) -> Run<Vec<f64>> {
        let docs = &self.corpus.docs;
        let mut model = self.parameters(config.num_params());
        let losses = step_2_autograd::train(
            &mut model,
            &self.names(num_steps),
            num_steps,
            learning_rate,
            |weights, tokens| Gpt::new(config, weights).loss(tokens),
        )
        .collect();
        measured(docs, model, losses, |params, tokens| {
            Gpt::new(config, params).loss(tokens)
        })
    }

    /// Step 5: a GPT of any size, by Adam. The book's rate is 0.01.
    pub fn adam(
        &self,
        config: Config,
        num_steps: usize,
        learning_rate: f64,
    ) -> Run<Vec<f64>> {
        let docs = &self.corpus.docs;
        let params = self.parameters(config.num_params());
        let adam = Adam::new(params.len());
        let mut trainer = Trainer::resume(config, params, adam);
        let losses = step_5_adam::train(
            &mut trainer,
            &self.names(num_steps),
            num_steps,
            learning_rate,
        )
        .collect();
        measured(docs, trainer.params, losses, |params, tokens| {
            Gpt::new(config, params).loss(tokens)
        })
    }

    /// The initial weights of a model: the next `n` of the generator.
    pub fn parameters(&self, n: usize) -> Vec<f64> {
        initial_parameters(n, &mut self.rng.clone())
    }
}

/// Where the initial weights of a run come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// From the numbers that follow those which shuffled the names, as in the
    /// original programs.
    OfTheRun,
    /// From a generator of their own, with this seed.
    OfSeed(u32),
}

impl Weights {
    /// The run's, and those of the seeds from 1 to `n`.
    pub fn and_seeds(n: u32) -> Vec<Self> {
        let seeds = (1..=n).map(Weights::OfSeed);
        [Weights::OfTheRun].into_iter().chain(seeds).collect()
    }

    /// The start of a run with these.
    pub fn start(self) -> Start {
        let start = Start::of_the_book();
        match self {
            Weights::OfTheRun => start,
            Weights::OfSeed(seed) => Start {
                rng: PythonRandom::new(seed),
                ..start
            },
        }
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Weights::OfTheRun => f.write_str("the run's"),
            Weights::OfSeed(seed) => seed.fmt(f),
        }
    }
}

/// A run whose parameters are learned. It is the book's own, but for what is
/// changed: [`NUM_STEPS`] steps at the book's rate, from the book's weights.
///
/// ```
/// use runs::{Training, Weights};
///
/// let mlp = Training::mlp().steps(20);
/// assert_eq!(mlp.run().losses.len(), 20);
/// let other = mlp.rate(0.3).weights(Weights::OfSeed(1));
/// assert!(other.run().losses[0] != mlp.run().losses[0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    model: Model,
    weights: Weights,
    num_steps: usize,
    learning_rate: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Model {
    Mlp,
    SingleHead,
    Transformer(Config),
    Adam(Config),
}

impl Model {
    /// The loss of a document, with these parameters.
    fn loss(self, params: &[f64], tokens: &[usize]) -> f64 {
        match self {
            Model::Mlp => mlp::loss(&Mlp::new(27, params), tokens),
            Model::SingleHead => {
                step_3_attention::Gpt::new(27, params).loss(tokens)
            }
            Model::Transformer(config) | Model::Adam(config) => {
                Gpt::new(config, params).loss(tokens)
            }
        }
    }
}

impl Training {
    /// [`Start::mlp`], at a rate of 1.
    pub const fn mlp() -> Self {
        Self::of_the_book(Model::Mlp, 1.0)
    }

    /// [`Start::single_head`], at a rate of 0.1.
    pub const fn single_head() -> Self {
        Self::of_the_book(Model::SingleHead, 0.1)
    }

    /// [`Start::transformer`], at a rate of 0.1.
    pub const fn transformer(config: Config) -> Self {
        Self::of_the_book(Model::Transformer(config), 0.1)
    }

    /// [`Start::adam`], at a rate of 0.01.
    pub const fn adam(config: Config) -> Self {
        Self::of_the_book(Model::Adam(config), LEARNING_RATE)
    }

    const fn of_the_book(model: Model, learning_rate: f64) -> Self {
        Training {
            model,
            weights: Weights::OfTheRun,
            num_steps: NUM_STEPS,
            learning_rate,
        }
    }

    /// The same from other initial weights.
    pub fn weights(self, weights: Weights) -> Self {
        Training { weights, ..self }
    }

    /// The same with another number of steps, over which the rate falls to 0.
    pub fn steps(self, num_steps: usize) -> Self {
        Training { num_steps, ..self }
    }

    /// The same with another learning rate at the start.
    pub fn rate(self, learning_rate: f64) -> Self {
        Training {
            learning_rate,
            ..self
        }
    }

    /// The results. However many ask for them, the model is trained once.
    pub fn run(self) -> Run<Vec<f64>> {
        static RUNS: Once<Training, Run<Vec<f64>>> = Once::new();
        RUNS.get(self, || {
            let start = self.weights.start();
            let (num_steps, rate) = (self.num_steps, self.learning_rate);
            match self.model {
                Model::Mlp => start.mlp(num_steps, rate),
                Model::SingleHead => start.single_head(num_steps, rate),
                Model::Transformer(config) => {
                    start.transformer(config, num_steps, rate)
                }
                Model::Adam(config) => start.adam(config, num_steps, rate),
            }
        })
    }
}

/// The mean loss of a run's model over the names of [`test_set`]. It is no part
/// of a [`Run`], so that no comparison of runs can look at it.
fn test_loss(loss: impl Fn(&[usize]) -> f64) -> f64 {
    mean_over(test_set(&corpus().0.docs), loss)
}

/// [`Start::counting`] from the start of the book.
pub fn counting(num_steps: usize) -> Run<Counts> {
    static RUNS: Once<usize, Run<Counts>> = Once::new();
    RUNS.get(num_steps, || Start::of_the_book().counting(num_steps))
}

/// The parameters after one pass over some documents by Adam, `size` of them in
/// each step, which is made of the mean of their gradients. The rate falls to
/// 0.
///
/// A run of so many steps doubles a last bit until it shows, so the gradients
/// are those of the engine before vectors: they round as the processor does.
pub fn batched(
    config: Config,
    params: &[f64],
    docs: &[&[usize]],
    size: usize,
    learning_rate: f64,
) -> Vec<f64> {
    let mut params = params.to_vec();
    let mut adam = Adam::new(params.len());
    let num_steps = docs.len() / size;
    for (step, batch) in docs.chunks_exact(size).enumerate() {
        let mut mean = vec![0.0; params.len()];
        let mut engine =
            Workspace::resume(config, params.clone(), Adam::new(params.len()));
        for tokens in batch {
            // At a rate of 0 the parameters stay, and there is a gradient.
            engine.step(tokens, 0.0);
            for (mean, g) in mean.iter_mut().zip(engine.last_gradient()) {
                *mean += g / size as f64;
            }
        }
        let rate = linear_decay(learning_rate, step, num_steps);
        adam.step(&mut params, &mean, rate);
    }
    params
}

/// The book's numbers of a step's run, for its figures and tables.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The number of the step.
    pub step: u32,
    /// The model's name, with its step.
    pub name: &'static str,
    /// How many numbers are learned.
    pub num_params: usize,
    /// The learning rate at the start; counting has none.
    pub learning_rate: Option<f64>,
    /// The loss of each training step.
    pub losses: Vec<f64>,
    /// The mean loss over the names of [`validation_set`].
    pub validation_loss: f64,
    /// The mean loss over the names of [`test_set`].
    pub test_loss: f64,
}

/// The runs of the steps up to this one, each as the book trains it. Steps 1
/// and 2 are one, since they compute the same.
pub fn summaries(last_step: u32) -> Vec<Summary> {
    let config = Config::of_the_guide(27);
    let learned = |step, training: Training| {
        let run = training.run();
        Summary {
            step,
            name: run_name(step, last_step),
            num_params: run.model.len(),
            learning_rate: Some(training.learning_rate),
            losses: run.losses,
            validation_loss: run.validation_loss,
            test_loss: test_loss(|it| training.model.loss(&run.model, it)),
        }
    };
    let table = counting(NUM_STEPS);
    let mut all = vec![Summary {
        step: 0,
        name: run_name(0, last_step),
        num_params: config.vocab_size * config.vocab_size,
        learning_rate: None,
        losses: table.losses,
        validation_loss: table.validation_loss,
        test_loss: test_loss(|tokens| {
            mean_loss(tokens, |token| table.model.probabilities(token))
        }),
    }];
    let trainings = [
        (1, Training::mlp()),
        (3, Training::single_head()),
        (4, Training::transformer(config)),
        (5, Training::adam(config)),
    ];
    let so_far = trainings.into_iter().filter(|(step, _)| *step <= last_step);
    all.extend(so_far.map(|(step, training)| learned(step, training)));
    all
}

/// The name of a step's run where the book has come to `last_step`.
pub fn run_name(step: u32, last_step: u32) -> &'static str {
    match step {
        0 => "Step 0: table",
        1 | 2 if last_step < 2 => "Step 1: MLP",
        1 | 2 => "Steps 1, 2: MLP",
        3 => "Step 3: one head",
        4 => "Step 4: four heads",
        _ => "Step 5: Adam",
    }
}

/// The table with which each step of the book ends: the numbers so far.
pub fn table(last_step: u32) -> Table {
    let mut table = Table::new()
        .left("model")
        .right("parameters")
        .right("rate")
        .right("last 100 losses")
        .right("validation loss")
        .right("test loss");
    for run in summaries(last_step) {
        let last = &run.losses[NUM_STEPS - 100..];
        let mean = last.iter().sum::<f64>() / last.len() as f64;
        let rate = run.learning_rate.map_or("none".into(), |it| it.to_string());
        table = table.row([
            run.name.into(),
            thousands(run.num_params),
            rate,
            fixed(mean, 3),
            fixed(run.validation_loss, 3),
            fixed(run.test_loss, 3),
        ]);
    }
    table
}

/// The figure beside it: the losses so far, each the mean of 100 names.
pub fn chart(last_step: u32) -> Chart {
    let runs = summaries(last_step);
    let curves: Vec<Curve> = runs.iter().map(Summary::curve).collect();
    curves_chart(&curves, 100, None)
}

/// The losses of a run, to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Curve<'a> {
    /// The number of the step, which gives the curve its look.
    pub step: u32,
    /// Its name in the legend; it has none there if this is empty.
    pub name: &'a str,
    /// The loss of each training step, `[NUM_STEPS]`.
    pub losses: &'a [f64],
}

impl Summary {
    fn curve(&self) -> Curve<'_> {
        Curve {
            step: self.step,
            name: self.name,
            losses: &self.losses,
        }
    }
}

/// Running means over `window` names, and below them, as a thin line, the loss
/// of each name of one run.
pub fn curves_chart(
    curves: &[Curve],
    window: usize,
    each: Option<Curve>,
) -> Chart {
    let means: Vec<(&Curve, Vec<[f64; 2]>)> = curves
        .iter()
        .map(|it| (it, means(it.losses, window)))
        .collect();
    let thin = each.iter().flat_map(|it| it.losses.iter().copied());
    let thick = means.iter().flat_map(|(_, points)| points).map(|it| it[1]);
    let mut chart = Chart::new(
        "The smoothed loss of each step over a thousand names",
        Axis::linear("training step", &[0.0, 250.0, 500.0, 750.0, 1000.0]),
        Axis::linear(&what_is_drawn(window), loss_ticks(thick.chain(thin))),
    )
    .level("a uniform guess: 3.296", portable::math::ln(27.0));
    if let Some(Curve { step, name, losses }) = each {
        let points = numbered(losses.iter().copied());
        let name = match name {
            "" => String::new(),
            _ => format!("{name}, each name"),
        };
        chart = chart.line(&format!("series-{step} faint"), &name, points);
    }
    for (Curve { step, name, .. }, points) in means {
        chart = chart.line(&format!("series-{step}"), name, points);
    }
    chart
}

fn what_is_drawn(window: usize) -> String {
    match window {
        1 => "loss of each name".into(),
        _ => format!("loss, mean of the last {window} names"),
    }
}

/// The ticks of the axis: wider where the usual one cannot hold all losses.
fn loss_ticks(losses: impl Iterator<Item = f64>) -> &'static [f64] {
    let ends = [f64::INFINITY, f64::NEG_INFINITY];
    let [least, most] = losses.fold(ends, |[least, most], loss| {
        [least.min(loss), most.max(loss)]
    });
    if 2.2 <= least && most <= 3.4 {
        &[2.2, 2.4, 2.6, 2.8, 3.0, 3.2, 3.4]
    } else if 1.8 <= least && most <= 3.6 {
        &[1.8, 2.1, 2.4, 2.7, 3.0, 3.3, 3.6]
    } else {
        &[1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5]
    }
}

/// The running means of a curve. Those of the first few names jump like the
/// losses themselves, and are left out.
fn means(losses: &[f64], window: usize) -> Vec<[f64; 2]> {
    let means = numbered(running_mean(losses, window));
    let first = (window / 5).saturating_sub(1);
    means
        .skip(first)
        .step_by((window / 10).clamp(1, 5))
        .collect()
}

/// Losses with the numbers of their training steps.
fn numbered(
    losses: impl IntoIterator<Item = f64>,
) -> impl Iterator<Item = [f64; 2]> {
    let numbered = (1..).zip(losses);
    numbered.map(|(step, loss)| [f64::from(step), loss])
}
