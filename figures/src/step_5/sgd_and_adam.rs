//! The model of Step 5 trained by SGD at two rates, and by Adam.

use crate::spread::{ends, gains, mean};
use step_5_adam::LEARNING_RATE;
use typeset::{Table, fixed};

use super::gain::is_told_apart;
use super::rules::{By, Rule, losses};

/// The starts are the run's own, which is the first, and those of so many
/// seeds.
const SEEDS: u32 = 5;

pub fn figure() -> String {
    let of = |rule, rate| losses(&By::new(rule, rate).at_starts(SEEDS));
    let adam = of(Rule::ADAM, LEARNING_RATE);
    let mut table = Table::new()
        .left("optimizer")
        .right("rate")
        .right("validation loss, mean of six")
        .right("Adam is lower by");
    let [usual, best] = [0.1, 0.2].map(|rate| (rate, of(Rule::SGD, rate)));
    for (name, (rate, losses)) in [
        ("SGD, as in Step 4", &usual),
        ("SGD at its best rate", &best),
    ] {
        assert!(is_told_apart(losses, &adam), "from each of the six");
        table = table.row([
            name.to_owned(),
            rate.to_string(),
            fixed(mean(losses), 3),
            fixed(mean(&gains(losses, &adam)), 3),
        ]);
    }
    table = table.row([
        "Adam".to_owned(),
        LEARNING_RATE.to_string(),
        fixed(mean(&adam), 3),
        String::new(),
    ]);
    let gains = gains(&usual.1, &adam);
    assert_eq!(gains[0], ends(&gains)[1], "the book's run was lucky");
    let by_rate = (mean(&usual.1) - mean(&best.1)) / mean(&gains);
    assert!((0.28..0.38).contains(&by_rate), "a third is the rate's");
    table.to_string()
}
