//! The network trained on batches of four thousand names, each read once: as
//! many steps as the run of the book, and more, and fewer.

use runs::NUM_STEPS;

use super::batches::{ends, table};
use crate::step_1::common::least_and_most;

const NUM_NAMES: usize = 4 * NUM_STEPS;

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let mut names = runs::training_set(&docs);
    names.truncate(NUM_NAMES);

    let of_the_book = least_and_most(&ends(&docs[..NUM_STEPS], 1, 1.0));
    let [single, four] = [(1, 1.0), (4, 5.0)].map(|(size, rate)| {
        let [least, most] = least_and_most(&ends(&names, size, rate));
        assert!(most < of_the_book[0], "more names are better");
        [least, most]
    });
    assert!(single[0] < four[1] && four[0] < single[1], "as good");
    let shown = [(1, 1.0), (4, 1.0), (4, 5.0), (10, 1.0), (10, 5.0)];
    table(&names, &shown).to_string()
}
