//! A thousand steps on each engine, and in Python.

use std::hint::black_box;
use std::iter::zip;
use std::process::Command;
use std::time::Instant;

use step_1_gradient_descent::linear_decay;
use step_2_autograd::Tape;
use step_4_transformer::Gpt;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::cost::nodes_on_tape;
use step_6_efficiency::graph::{Arena, GraphTrainer, Pointers};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::VectorTrainer;
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};

use crate::record::Record;
use crate::{GUIDE, ROUNDS, Start, interleaved, levels};

const NUM_STEPS: usize = 1000;

pub fn measure(start: &Start, record: &mut Record) {
    engines(start, record);
    python(start, record);
    parts_of_a_step(start, record);
    single_precision(start, record);
}

/// Makes an engine that has learned nothing yet.
type New<'a> = Box<dyn Fn() -> Box<dyn Engine> + 'a>;

fn new<E: Engine + 'static>(start: &Start) -> New<'_> {
    Box::new(|| {
        let adam = Adam::new(start.params.len());
        Box::new(E::resume(GUIDE, start.params.clone(), adam))
    })
}

/// How many times the work of the first steps the whole run is.
fn scale(start: &Start, steps: usize) -> f64 {
    let nodes = |doc: &Vec<usize>| nodes_on_tape(&GUIDE, doc.len() - 1);
    let work = |steps| start.docs[..steps].iter().map(nodes).sum::<usize>();
    work(NUM_STEPS) as f64 / work(steps) as f64
}

fn engines(start: &Start, record: &mut Record) {
    record.title("1,000 steps, ms: median, least (steps measured)");
    let (params, adam) = (&start.params[..], Adam::new(start.params.len()));
    let mut runs: Vec<(String, usize, New)> = vec![
        ("pointers".into(), 20, new::<GraphTrainer<Pointers>>(start)),
        ("arena".into(), 50, new::<GraphTrainer<Arena>>(start)),
        ("tape".into(), 200, new::<Trainer>(start)),
        ("matrix".into(), 200, new::<MatrixTrainer>(start)),
        ("workspace".into(), NUM_STEPS, new::<Workspace>(start)),
    ];
    let adam = &adam;
    for level in levels() {
        let at = VectorTrainer::<f64>::at_level;
        let new = move || -> Box<dyn Engine> {
            Box::new(at(level, GUIDE, params, adam))
        };
        runs.push((format!("{level:?} f64"), NUM_STEPS, Box::new(new)));
        let at = VectorTrainer::<f32>::at_level;
        let new = move || -> Box<dyn Engine> {
            Box::new(at(level, GUIDE, params, adam))
        };
        runs.push((format!("{level:?} f32"), NUM_STEPS, Box::new(new)));
    }
    let mut work: Vec<_> = runs
        .iter()
        .map(|(_, steps, new)| {
            move || {
                let mut engine = new();
                let all = train(&mut *engine, &start.docs, NUM_STEPS, 0.01);
                let sum: f64 = all.take(*steps).sum();
                assert!(black_box(sum).is_finite());
            }
        })
        .collect();
    let times = interleaved(&mut work);
    for ((name, steps, _), times) in zip(&runs, times) {
        let ms = 1e3 * scale(start, *steps);
        let numbers = [times[ROUNDS / 2] * ms, times[0] * ms, *steps as f64];
        record.line(&["engine", name], &numbers);
    }
}

/// The same in Python, where there is one.
fn python(start: &Start, record: &mut Record) {
    const STEPS: usize = 20;
    const TIMES: usize = 9;
    let root = env!("CARGO_MANIFEST_DIR");
    let mut seconds = Vec::new();
    for _ in 0..TIMES {
        let python = Command::new("python3")
            .arg(format!("{root}/python/microgpt.py"))
            .arg(format!("{root}/../../data/names.txt"))
            .arg(STEPS.to_string())
            .output();
        let Ok(output) = python else {
            println!("  there is no python3 to race against");
            return;
        };
        let said = String::from_utf8_lossy(&output.stderr);
        let mut words = said.split_whitespace().rev();
        let number = words.find_map(|word| word.parse::<f64>().ok());
        seconds.push(number.expect("the seconds of the training"));
    }
    seconds.sort_by(f64::total_cmp);
    let ms = 1e3 * scale(start, STEPS);
    let numbers = [seconds[TIMES / 2] * ms, seconds[0] * ms, STEPS as f64];
    record.line(&["engine", "python"], &numbers);
}

/// Seconds of the parts of some steps.
#[derive(Clone, Copy, Default)]
struct Parts {
    forward: f64,
    backward: f64,
    adam: f64,
}

/// Where the time of a step on the tape goes, µs a step: medians.
fn parts_of_a_step(start: &Start, record: &mut Record) {
    const STEPS: usize = 200;
    record.title("parts of a step on the tape, µs");
    let mut rounds = [Parts::default(); ROUNDS];
    for round in &mut rounds {
        let mut params = start.params.clone();
        let mut adam = Adam::new(params.len());
        let mut tape = Tape::new();
        for (step, tokens) in start.docs[..STEPS].iter().enumerate() {
            let begin = Instant::now();
            tape.clear();
            let weights = tape.leaves(&params);
            let loss = Gpt::new(GUIDE, &weights).loss(tokens);
            let forward = begin.elapsed().as_secs_f64();
            let grads = loss.backward();
            let backward = begin.elapsed().as_secs_f64();
            let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
            let grad = grads.first(params.len());
            adam.step(&mut params, grad, rate);
            round.forward += forward;
            round.backward += backward - forward;
            round.adam += begin.elapsed().as_secs_f64() - backward;
        }
    }
    let mut line = |name, part: fn(Parts) -> f64| {
        let mut all = rounds.map(part);
        all.sort_by(f64::total_cmp);
        let micros = all[ROUNDS / 2] * 1e6 / STEPS as f64;
        record.line(&["part", name], &[micros]);
    };
    line("forward", |parts| parts.forward);
    line("backward", |parts| parts.backward);
    line("Adam", |parts| parts.adam);
}

/// How far single precision leads away from double.
fn single_precision(start: &Start, record: &mut Record) {
    record.title("losses in f32, from those of the tape: largest, last 100");
    let losses = |new: New| -> Vec<f64> {
        train(&mut *new(), &start.docs, NUM_STEPS, LEARNING_RATE).collect()
    };
    let tape = losses(new::<Trainer>(start));
    let single = losses(new::<VectorTrainer<f32>>(start));
    let double = losses(new::<VectorTrainer<f64>>(start));
    for (name, run) in [("f32", single), ("f64", double)] {
        let apart = zip(&run, &tape).map(|(a, b)| (a - b).abs());
        let largest = apart.fold(0.0, f64::max);
        let last = |run: &[f64]| run[900..].iter().sum::<f64>() / 100.0;
        let means = (last(&run) - last(&tape)).abs();
        record.line(&["apart", name], &[-digits(largest), -digits(means)]);
    }
}

/// The decimal logarithm. Of a small difference, the record keeps this.
fn digits(x: f64) -> f64 {
    portable::math::ln(x) / std::f64::consts::LN_10
}
