//! The gradients of one parameter at eight names of the reference run, and what
//! Adam and SGD make of them.

use runs::Start;
use widgets::step_5::adam_stepper;

pub fn figure() -> String {
    let start = Start::of_the_book();
    let mut trainer = adam_stepper::trainer(&start);
    let docs = &start.corpus.docs;
    let gradients = adam_stepper::run_gradients(&mut trainer, docs);
    let steps = adam_stepper::trace(0.0, &gradients);
    let scale = adam_stepper::fitting(&gradients);
    adam_stepper::figure(&steps, scale, 0).svg
}
