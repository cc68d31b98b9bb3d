//! What the model looks at in a word that is said twice.

use runs::tasks::Past;
use widgets::step_3::echo_training::picture;

use super::echo::rust;

pub fn figure() -> String {
    let learned = Past::Attention.learned(1);
    let steps = learned.losses.len();
    picture(Past::Attention, &learned.params, steps, &rust()).svg
}
