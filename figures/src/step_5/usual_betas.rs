//! The betas of the program beside those that Adam's authors recommend.

use crate::spread::mean;
use step_5_adam::{BETA1, BETA2, LEARNING_RATE};
use typeset::{Table, fixed};

use super::gain::{is_told_apart, lower_in};
use super::rules::{By, Rule, losses};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 11;

pub fn figure() -> String {
    let mut table = Table::new()
        .right(r"$\beta_1$")
        .right(r"$\beta_2$")
        .right("validation loss, mean of twelve")
        .right("lower than in the first row");
    let mut all: Vec<Vec<f64>> = Vec::new();
    for (beta1, beta2) in
        [(BETA1, BETA2), (0.9, BETA2), (BETA1, 0.999), (0.9, 0.999)]
    {
        let rule = Rule {
            beta1,
            beta2,
            ..Rule::ADAM
        };
        let losses = losses(&By::new(rule, LEARNING_RATE).at_starts(SEEDS));
        let first = all.first();
        table = table.row([
            beta1.to_string(),
            beta2.to_string(),
            fixed(mean(&losses), 3),
            first.map_or_else(String::new, |first| lower_in(first, &losses)),
        ]);
        all.push(losses);
    }
    for other in &all[1..] {
        assert!(!is_told_apart(&all[0], other), "the text says so");
        assert!((mean(&all[0]) - mean(other)).abs() < 0.002, "nor by far");
    }
    table.to_string()
}
