//! Longer runs of each of the two optimizers, from several initial weights.

use crate::spread::{gains, mean};
use step_5_adam::LEARNING_RATE;
use typeset::{Table, fixed, thousands};

use super::rules::{By, Rule, losses, spread};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

pub fn figure() -> String {
    let mut table = Table::new()
        .right("training names")
        .right("SGD, rate 0.2")
        .right("Adam, rate 0.01")
        .right("Adam is lower by");
    let mut all = Vec::new();
    for num_steps in [1000, 3000, 5000] {
        let of = |rule, rate| {
            let by = By {
                num_steps,
                ..By::new(rule, rate)
            };
            losses(&by.at_starts(SEEDS))
        };
        let [sgd, adam] = [of(Rule::SGD, 0.2), of(Rule::ADAM, LEARNING_RATE)];
        let leads = gains(&sgd, &adam);
        assert!(leads.iter().all(|&lead| lead > 0.009), "each time");
        table = table.row([
            thousands(num_steps),
            fixed(mean(&sgd), 3),
            fixed(mean(&adam), 3),
            fixed(mean(&leads), 3),
        ]);
        all.push(leads);
    }
    let [short, middle, long] = &all[..] else {
        panic!("three lengths");
    };
    let grows = |from: &[f64], to: &[f64]| {
        let error = spread(from).hypot(spread(to)) / 6_f64.sqrt();
        (mean(to) - mean(from)) / error
    };
    assert!(grows(short, middle) > 3.0, "from one to three thousand");
    assert!(grows(middle, long) < 2.0, "then it cannot be told");
    table.to_string()
}
