//! The loss of step 20 of the run, on every rung.

use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::graph::{Arena, GraphTrainer, Pointers};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::{Level, VectorTrainer};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};
use typeset::{Table, fixed};

use super::common::{self, CONFIG, RUNGS};

const STEP: usize = 20;

pub fn figure() -> String {
    let params = common::start().1;
    let adam = Adam::new(params.len());
    // Vectors that every processor has. Of single precision, the digits that
    // are the same on all of them.
    let level = Level::Baseline;
    let double = VectorTrainer::<f64>::at_level(level, CONFIG, &params, &adam);
    let single = VectorTrainer::<f32>::at_level(level, CONFIG, &params, &adam);
    let losses = [
        loss(resumed::<GraphTrainer<Pointers>>(), 9),
        loss(resumed::<GraphTrainer<Arena>>(), 9),
        loss(resumed::<Trainer>(), 9),
        loss(resumed::<MatrixTrainer>(), 9),
        loss(resumed::<Workspace>(), 9),
        loss(double, 9),
        loss(single, 5),
    ];
    let mut table = Table::new()
        .left("rung")
        .left(format!("loss of step {STEP}"));
    let rungs = RUNGS.iter().filter(|rung| !rung.key.starts_with("python"));
    for (rung, loss) in rungs.zip(losses) {
        table = table.row([rung.name.to_owned(), loss]);
    }
    table.to_string()
}

fn resumed<E: Engine>() -> E {
    let params = common::start().1;
    let adam = Adam::new(params.len());
    E::resume(CONFIG, params, adam)
}

/// The loss of the step, with so many digits.
fn loss(mut engine: impl Engine, digits: usize) -> String {
    let docs = common::start().0;
    let run = train(&mut engine, &docs, runs::NUM_STEPS, LEARNING_RATE);
    let loss = run.take(STEP).last().expect("a step");
    fixed(loss, digits)
}
