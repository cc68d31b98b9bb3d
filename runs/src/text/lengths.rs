//! How long the gradient of each step is, in some runs of the record.

use std::fmt::Write as _;

use step_7_text::Windows;

use super::groups::groups;
use super::{Plan, Streams};

/// The runs whose gradients are measured, of the group `choices`.
const MEASURED: [&str; 3] = ["base/1", "no warm-up/1", "spread 0.08/1"];

/// Their plans.
pub fn plans() -> Vec<Plan> {
    let groups = groups().into_iter();
    let plans = groups.filter(|it| it.name == "choices");
    let plans = plans.flat_map(|group| group.plans);
    plans.filter(|it| MEASURED.contains(&&*it.name)).collect()
}

impl Plan {
    /// The first steps: the loss in nats, and how long the gradient was.
    pub fn lengths(&self, streams: &Streams, count: usize) -> Vec<[f64; 2]> {
        let (mut trainer, mut rng) = self.begin();
        let (stream, len) = (self.training(streams), self.config.block_size);
        let step = |step| {
            let batch = self.recipe.batch;
            let windows = Windows::draw(stream, len, batch, &mut rng);
            let loss = trainer.step(&windows, self.recipe.rate(step));
            let gradient = trainer.last_gradient();
            let square: f64 = gradient.iter().map(|g| g * g).sum();
            [loss, square.sqrt()]
        };
        (0..count).map(step).collect()
    }
}

/// The lines of a run, of so many steps.
pub fn lines(plan: &Plan, streams: &Streams, count: usize) -> String {
    let steps = plan.lengths(streams, count);
    let mut text = format!("run\t{}\n", plan.name);
    for (word, i) in [("losses", 0), ("lengths", 1)] {
        text += word;
        for step in &steps {
            let _ = write!(text, "\t{:.4}", step[i]);
        }
        text += "\n";
    }
    text
}

/// What is recorded of a run: of each step the loss in nats, and how long the
/// gradient was.
///
/// # Panics
///
/// If the record has no such run.
pub fn recorded(name: &str) -> Vec<[f64; 2]> {
    let record = include_str!("../../record/lengths.txt");
    let mut lines = record.lines();
    let head = format!("run\t{name}");
    assert!(lines.any(|line| line == head), "no run {name}");
    let mut numbers = |word| -> Vec<f64> {
        let line = lines.next().and_then(|line| line.strip_prefix(word));
        let numbers = line.expect("the line of a run").split('\t').skip(1);
        numbers.map(|x| x.parse().expect("a number")).collect()
    };
    let [losses, lengths] = [numbers("losses"), numbers("lengths")];
    losses
        .into_iter()
        .zip(lengths)
        .map(<[f64; 2]>::from)
        .collect()
}
