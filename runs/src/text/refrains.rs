//! Models that learn from the novel with refrains, and what heads do in them
//! and in the others that were kept.

use std::fmt::Write as _;

use portable::PythonRandom;
use step_7_text::{TextTrainer, Windows};

use super::groups::groups;
use super::induction::heads::{LENGTHS, below};
use super::{Plan, Streams};

/// What was recorded.
pub const RECORD: &str = include_str!("../../record/refrains.txt");

/// The plans that kept models without refrains, first that which differs from
/// [`plans`] in nothing else.
const OTHERS: [&str; 3] = ["pieces that shrink/1", "pieces/1", "whole text/1"];

/// The models that were kept and are asked, too.
pub fn others() -> Vec<Plan> {
    let all: Vec<Plan> = groups().into_iter().flat_map(|it| it.plans).collect();
    let named = |name| all.iter().find(|plan| plan.name == name).cloned();
    OTHERS.into_iter().filter_map(named).collect()
}

/// The runs that learn from refrains: those of `pieces that shrink`, with
/// other windows.
pub fn plans() -> Vec<Plan> {
    let all = groups().into_iter().flat_map(|it| it.plans);
    let plain = all.filter(|it| it.name.starts_with("pieces that shrink/"));
    plain
        .map(|plan| Plan {
            name: format!("refrains/{}", plan.seed),
            ..plan
        })
        .collect()
}

// ANCHOR: refrain
/// A window that ends with a refrain: its last row of tokens is the row before
/// it once more. The row is 16 to 64 long.
///
/// # Panics
///
/// If the window is shorter than two rows.
pub fn with_refrain(window: &[usize], rng: &mut PythonRandom) -> Vec<usize> {
    let [least, most] = LENGTHS;
    let len = window.len();
    let row = below(rng, least..most.min(len / 2) + 1);
    let mut window = window.to_vec();
    window.copy_within(len - 2 * row..len - row, len - row);
    window
}
// ANCHOR_END: refrain

/// A run that learns from the windows of a plan, each with a refrain.
#[derive(Debug)]
pub struct WithRefrains<'a> {
    plan: &'a Plan,
    stream: &'a [usize],
    trainer: TextTrainer<f32>,
    rng: PythonRandom,
    refrains: PythonRandom,
}

impl<'a> WithRefrains<'a> {
    /// The run before its first step. Its windows stand where the plan's do.
    ///
    /// # Panics
    ///
    /// If the system has not so many threads.
    pub fn new(plan: &'a Plan, streams: &'a Streams, threads: usize) -> Self {
        let (trainer, rng) = plan.begin();
        WithRefrains {
            plan,
            stream: plan.training(streams),
            trainer: trainer.on_threads(threads).expect("threads"),
            rng,
            refrains: PythonRandom::new(plan.seed),
        }
    }

    /// Takes a step, and has its loss in nats.
    pub fn step(&mut self, step: usize) -> f64 {
        let len = self.plan.config.block_size;
        let recipe = &self.plan.recipe;
        let drawn =
            Windows::draw(self.stream, len, recipe.batch, &mut self.rng);
        let windows: Vec<Vec<usize>> = drawn
            .tokens
            .iter()
            .zip(&drawn.targets)
            .map(|(tokens, targets)| {
                let window = [&tokens[..1], targets].concat();
                with_refrain(&window, &mut self.refrains)
            })
            .collect();
        let windows = Windows {
            tokens: windows.iter().map(|it| &it[..len]).collect(),
            targets: windows.iter().map(|it| &it[1..]).collect(),
        };
        self.trainer.step(&windows, recipe.rate(step))
    }

    /// What it has learned.
    pub fn params(&self) -> Vec<f64> {
        self.trainer.params()
    }
}

/// The first losses of a run, as a line of the record.
pub fn first(plan: &Plan, losses: &[f64]) -> String {
    let mut line = format!("first\t{}", plan.name);
    for loss in losses {
        let _ = write!(line, "\t{loss:.9}");
    }
    line + "\n"
}
