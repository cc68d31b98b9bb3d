//! What is learned of a text and what is remembered.

pub mod below;
pub mod by_heart;
pub mod curves;
pub mod facts;
pub mod goes_on;
pub mod less_text;
pub mod many;
pub mod remedies;

use runs::text::record::Recorded;
use runs::text::{Plan, groups::groups};

use super::record::runs_of;
use super::tables::TRAINING;
use crate::spread::mean;

/// A plan, and its runs from several starts.
struct Runs {
    plan: Plan,
    runs: Vec<Recorded>,
}

/// A way to learn from an eighth of the text.
struct Remedy {
    /// The name of its runs.
    runs: &'static str,
    /// What figures call it.
    name: &'static str,
}

/// The model as it was, and what may keep it from learning by heart.
const REMEDIES: [Remedy; 3] = [
    Remedy {
        runs: "an eighth",
        name: "as before",
    },
    Remedy {
        runs: "an eighth, 48 wide",
        name: "narrower",
    },
    Remedy {
        runs: "an eighth, decay",
        name: "shrinking",
    },
];

impl Runs {
    /// Those of a name in a group.
    fn of(group: &str, name: &str) -> Self {
        let plans = groups().into_iter().filter(|it| it.name == group);
        let mut plans = plans.flat_map(|group| group.plans);
        let first = format!("{name}/1");
        let plan = plans.find(|plan| plan.name == first).expect("a plan");
        let runs = runs_of(group, name);
        Runs { plan, runs }
    }

    /// Those of a part of the text, of the lengths and width of the others.
    fn of_part(part: usize) -> Self {
        match part {
            1 => Self::of("ablation", "whole"),
            _ => Self::of("sizes", &format!("text 1/{part}")),
        }
    }

    /// How many times it has read its text by a step.
    fn passes(&self, step: usize) -> f64 {
        let windows = self.plan.recipe.batch * self.plan.config.block_size;
        let text = TRAINING.len() / self.plan.part_of_text;
        (step * windows) as f64 / text as f64
    }

    /// The mean over the starts: step, training and validation.
    fn curve(&self) -> Vec<[f64; 3]> {
        let points = 0..self.runs[0].curve.len();
        let column = |i: usize, of: usize| {
            let all = self.runs.iter().map(|run| run.curve[i][of]);
            mean(&all.collect::<Vec<_>>())
        };
        let point = |i| [0, 1, 2].map(|of| column(i, of));
        points.map(point).collect()
    }

    /// The validation loss of each start at the end.
    fn validation(&self) -> Vec<f64> {
        self.runs.iter().map(Recorded::validation).collect()
    }

    /// The point of each run at which the validation loss is lowest.
    fn lowest(&self) -> Vec<[f64; 3]> {
        let lower = |a: &[f64; 3], b: &[f64; 3]| a[2].total_cmp(&b[2]);
        let of = |run: &Recorded| run.curve.iter().copied().min_by(lower);
        self.runs.iter().filter_map(of).collect()
    }

    /// The training loss of each start at the end: the mean since the
    /// validation loss was taken before.
    fn training(&self) -> Vec<f64> {
        let last = |run: &Recorded| run.curve.last().expect("a curve")[1];
        self.runs.iter().map(last).collect()
    }
}
