//! The table that is best for the book's loss, and the plain counts beside it.

use typeset::{Facts, fixed, thousands};

use super::super::common::{BOS, counted, encode, id};
use super::super::floor::{NAMES_ALIKE, PAIRS_ALIKE, Shares, is_best};
use super::World;

/// Two names, after whose "a" comes another as often as the end.
pub fn two_names(_: &World, facts: Facts) -> Facts {
    let two = ["a", "aaa"].map(encode);
    let [best, plain] =
        [NAMES_ALIKE, PAIRS_ALIKE].map(|it| Shares::counted(&two, it));
    assert!(is_best(&best, &two) && !is_best(&plain, &two));
    let end = |table: &Shares| table.row(id('a'))[BOS];
    facts
        .with("two-names-plain-end", fixed(end(&plain), 1))
        .with("two-names-plain", fixed(plain.loss(&two), 3))
        .with("two-names-best-end", fixed(end(&best), 1))
        .with("two-names-best-a", fixed(1.0 - end(&best), 1))
        .with("two-names-best", fixed(best.loss(&two), 3))
}

/// All names that a run of the book may learn from.
pub fn floor(world: &World, facts: Facts) -> Facts {
    let names = runs::training_set(&world.docs);
    let validation = runs::validation_set(&world.docs);
    let [best, plain] =
        [NAMES_ALIKE, PAIRS_ALIKE].map(|it| Shares::counted(&names, it));
    assert!(is_best(&best, &names));
    assert!(best.loss(&names) < plain.loss(&names));
    let floor = best.loss(validation);
    let of_counts = world.validation_loss(&counted(&names));
    let no_ones = plain.loss(validation);
    assert_eq!(
        fixed(of_counts, 3),
        fixed(no_ones, 3),
        "with or without the ones"
    );
    assert!((0.0..0.003).contains(&(of_counts - floor)), "hardly worse");

    let (half, other) = names.split_at(names.len() / 2);
    let halves = [half, other].map(|it| world.validation_loss(&counted(it)));
    let gained = halves.map(|half| half - of_counts);
    assert!(
        gained.iter().all(|it| it.abs() < 0.005),
        "pinned: {gained:?}"
    );
    let fitted = Shares::counted(validation, NAMES_ALIKE).loss(validation);
    assert!(fitted < floor, "an exam with the answers");
    facts
        .with("num-training-set", thousands(names.len()))
        .with("floor", fixed(floor, 3))
        .with("floor-count", fixed(of_counts, 3))
        .with("floor-half", fixed(halves[0].max(halves[1]), 3))
        .with("floor-fitted", fixed(fitted, 3))
}
