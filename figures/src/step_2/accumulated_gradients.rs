//! The run's first hundred training steps as they are, and with gradients that
//! are added up from step to step because nobody set them back to zero.

use runs::Weights;
use typeset::{Table, fixed};

use super::summed::Steps;

pub fn figure() -> String {
    let [(clean, _), (added, _)] = [Steps::CLEAN, Steps::ADDED]
        .map(|steps| steps.run(Weights::OfTheRun, 100));
    let mut table = Table::new()
        .right("training step")
        .right("loss, gradients of this step alone")
        .right("loss, gradients added up");
    for step in [1, 5, 10, 16, 18, 22, 26, 32, 36, 37, 100] {
        let shown = |losses: &[f64]| match losses[step - 1] {
            f64::INFINITY => "∞".to_string(),
            loss => fixed(loss, 3),
        };
        table = table.row([step.to_string(), shown(&clean), shown(&added)]);
    }
    table.to_string()
}
