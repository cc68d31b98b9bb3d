//! What each part of Adam is worth: validation losses by its parts alone, each
//! at the best of the rates that were tried.

use crate::spread::{ends, gains, mean};
use typeset::{Table, fixed};

use super::gain::{is_told_apart, lower_in};
use super::rules::{self, By, Divisor, Rule, are_alike};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

pub fn figure() -> String {
    rules::assert_is_adam();
    let divided = |divisor| Rule {
        divisor,
        ..Rule::ADAM
    };
    let no_mean = Rule {
        beta1: 0.0,
        ..Rule::ADAM
    };
    let mut table = Table::new()
        .left("steps along")
        .left("divided by a usual size")
        .right("validation loss, mean of six")
        .right("lower than SGD's");
    let mut all: Vec<Vec<f64>> = Vec::new();
    for (along, by, rule, best) in [
        ("the gradient (SGD)", "no", Rule::SGD, 0.2),
        ("its mean", "no", divided(Divisor::None), 0.2),
        (
            "its mean",
            "one for each matrix",
            divided(Divisor::Matrix),
            0.005,
        ),
        ("its mean", "one for each row", divided(Divisor::Row), 0.01),
        (
            "its mean (Adam)",
            "one for each parameter",
            Rule::ADAM,
            0.01,
        ),
        ("the gradient", "one for each parameter", no_mean, 0.01),
    ] {
        let losses =
            |rate| rules::losses(&By::new(rule, rate).at_starts(SEEDS));
        let here = losses(best);
        for other in [best / 2.0, best * 2.0] {
            let other = mean(&losses(other));
            assert!(mean(&here) < other + 0.0005, "the best that was tried");
        }
        let sgd = all.first();
        table = table.row([
            along.into(),
            by.into(),
            fixed(mean(&here), 3),
            sgd.map_or_else(String::new, |sgd| lower_in(sgd, &here)),
        ]);
        all.push(here);
    }
    let [sgd, averaged, matrix, row, adam, divided] = &all[..] else {
        panic!("six rows");
    };
    for same in [averaged, matrix] {
        assert!(!is_told_apart(sgd, same), "the text says so");
    }
    assert!(are_alike(adam, divided), "the mean brings nothing");
    for better in [row, adam, divided] {
        for worse in [sgd, averaged, matrix] {
            let [least, most] = [ends(worse)[0], ends(better)[1]];
            assert!(most < least, "every run is below every other");
        }
    }
    let by_row = mean(&gains(sgd, row)) / mean(&gains(sgd, adam));
    assert!((0.7..0.8).contains(&by_row), "a divisor per row: {by_row}");
    table.to_string()
}
