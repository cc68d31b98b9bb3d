//! Every bit of the book's runs, for two machines to compare: the losses,
//! parameters and names of Steps 0 to 5, and what the engines of Step 6 make
//! of its first steps. `once` or `twice` says how often the engines on vectors
//! round a product with a sum, so that both machines are asked for the same.

use std::process::ExitCode;

use portable::PythonRandom;
use runs::{NUM_STEPS, Start};
use step_0_counting::sample;
use step_1_gradient_descent::{
    Mlp, analytic_gradient, at_temperature, initial_parameters, num_params,
    numerical_gradient, softmax,
};
use step_2_autograd::mlp;
use step_3_attention as one_head;
use step_4_transformer::{Cache, Config, Gpt};
use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::{Level, VectorTrainer};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};

/// The steps of Step 6: an emulated processor takes a minute for them all.
const ENGINE_STEPS: usize = 300;
const VOCAB_SIZE: usize = 27;
const GUIDE: Config = Config::of_the_guide(VOCAB_SIZE);

fn main() -> ExitCode {
    let roundings = std::env::args().nth(1);
    let fuses = match roundings.as_deref() {
        Some("once") => true,
        Some("twice") => false,
        _ => return fail("usage: bits once|twice"),
    };
    let mut levels = Level::ALL.into_iter().filter(|it| it.is_supported());
    let Some(level) = levels.find(|level| level.fuses() == fuses) else {
        return fail("no instructions of this processor round like that");
    };
    let start = Start::of_the_book();
    step_0(&start);
    step_1(&start);
    step_2(&start);
    step_3(&start);
    steps_4_and_5(&start);
    step_6(&start, level);
    ExitCode::SUCCESS
}

fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::from(2)
}

/// A line for each number: whose it is, and its bits.
fn bits(of: &str, numbers: &[f64]) {
    for (i, x) in numbers.iter().enumerate() {
        println!("{of} {i}: {:016x} {x:e}", x.to_bits());
    }
}

/// Twenty names of a model, which is made anew for each: it is asked what
/// follows the last token. The generator has drawn that many parameters.
fn names<M: FnMut(usize) -> Vec<f64>>(
    of: &str,
    start: &Start,
    num_params: usize,
    model: impl Fn() -> M,
) {
    let mut rng: PythonRandom = start.rng.clone();
    initial_parameters(num_params, &mut rng);
    let tokenizer = &start.corpus.tokenizer;
    for i in 0..20 {
        let tokens = sample(tokenizer.bos(), 16, &mut rng, model());
        println!("{of} name {i}: {}", tokenizer.decode(&tokens));
    }
}

/// What [`sample`] draws from.
fn at_half(logits: &[f64]) -> Vec<f64> {
    softmax(&at_temperature(logits, 0.5))
}

fn step_0(start: &Start) {
    let run = start.counting(NUM_STEPS);
    bits("step 0 loss", &run.losses);
    for token in 0..VOCAB_SIZE {
        println!("step 0 counts {token}: {:?}", run.model.row(token));
    }
    let counts = &run.model;
    names("step 0", start, 0, || |token| counts.probabilities(token));
}

fn step_1(start: &Start) {
    let tokens = &start.corpus.docs[0];
    let mut params = start.parameters(num_params(VOCAB_SIZE));
    let (_, numerical) =
        numerical_gradient(VOCAB_SIZE, &mut params, tokens, 1e-5);
    bits("step 1 numerical gradient", &numerical);
    let (_, analytic) = analytic_gradient(VOCAB_SIZE, &params, tokens);
    bits("step 1 analytic gradient", &analytic);

    let run = start.mlp(NUM_STEPS, 1.0);
    bits("step 1 loss", &run.losses);
    bits("step 1 parameter", &run.model);
    let model = Mlp::new(VOCAB_SIZE, &run.model);
    names("step 1", start, params.len(), || {
        |token| at_half(&model.logits(token))
    });
}

fn step_2(start: &Start) {
    let mut params = start.parameters(num_params(VOCAB_SIZE));
    let docs = &start.corpus.docs;
    let losses = step_2_autograd::train(
        &mut params,
        docs,
        NUM_STEPS,
        1.0,
        |weights, tokens| mlp::loss(&Mlp::new(VOCAB_SIZE, weights), tokens),
    );
    let losses: Vec<f64> = losses.collect();
    bits("step 2 loss", &losses);
    bits("step 2 parameter", &params);
    let model = Mlp::new(VOCAB_SIZE, &params);
    names("step 2", start, params.len(), || {
        |token| at_half(&mlp::logits(&model, token))
    });
}

fn step_3(start: &Start) {
    let run = start.single_head(NUM_STEPS, 0.1);
    bits("step 3 loss", &run.losses);
    bits("step 3 parameter", &run.model);
    let model = one_head::Gpt::new(VOCAB_SIZE, &run.model);
    names("step 3", start, run.model.len(), || {
        let mut cache = one_head::Cache::new();
        let model = &model;
        move |token| at_half(&model.logits(token, &mut cache))
    });
}

fn steps_4_and_5(start: &Start) {
    let gradient_descent = start.transformer(GUIDE, NUM_STEPS, 0.1);
    let adam = start.adam(GUIDE, NUM_STEPS, LEARNING_RATE);
    for (of, run) in [("step 4", gradient_descent), ("step 5", adam)] {
        bits(&format!("{of} loss"), &run.losses);
        learned(of, start, &run.model);
    }
}

/// The parameters of a GPT, and its names.
fn learned(of: &str, start: &Start, params: &[f64]) {
    bits(&format!("{of} parameter"), params);
    let model = Gpt::new(GUIDE, params);
    names(of, start, params.len(), || {
        let mut cache = Cache::new(GUIDE.n_layer);
        let model = &model;
        move |token| at_half(&model.logits(token, &mut cache))
    });
}

fn step_6(start: &Start, level: Level) {
    let params = start.parameters(GUIDE.num_params());
    let adam = Adam::new(params.len());
    let double = VectorTrainer::<f64>::at_level(level, GUIDE, &params, &adam);
    let single = VectorTrainer::<f32>::at_level(level, GUIDE, &params, &adam);
    let matrix = MatrixTrainer::resume(GUIDE, params.clone(), adam.clone());
    let workspace = Workspace::resume(GUIDE, params, adam);
    let engines: [(&str, Box<dyn Engine>); 4] = [
        ("matrix", Box::new(matrix)),
        ("workspace", Box::new(workspace)),
        ("simd", Box::new(double)),
        ("simd-f32", Box::new(single)),
    ];
    for (of, mut engine) in engines {
        let docs = &start.corpus.docs;
        let losses = train(&mut *engine, docs, ENGINE_STEPS, LEARNING_RATE);
        bits(&format!("{of} loss"), &losses.collect::<Vec<_>>());
        learned(of, start, &engine.params());
    }
}
