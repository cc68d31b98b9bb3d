//! The losses of gradient descent and of Adam over the first 300 names, at the
//! rates of the book.

use widgets::Desk;
use widgets::step_5::race::{NUM_STEPS, Race};

pub fn figure() -> String {
    let desk = Desk::default();
    let mut race = Race::new(&desk, 0.1, step_5_adam::LEARNING_RATE);
    race.learn(desk.docs(), NUM_STEPS);
    race.figure().to_string()
}
