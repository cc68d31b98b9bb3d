//! What each part of Adam is worth: validation losses by its parts alone, each
//! at the best of the rates that were tried.

use typeset::Table;

use super::rules::{
    self, By, Divisor, Rule, are_alike, ends_of, mean, mean_and_ends,
};

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
        .right("rate")
        .right("mean of six")
        .right("least to most");
    let of_step_4 = rules::losses(&By::new(Rule::SGD, 0.1).at_starts(SEEDS));
    let cells = ["the gradient (Step 4)", "no", "0.1"].map(String::from);
    table = table.row(cells.into_iter().chain(mean_and_ends(&of_step_4)));
    let mut all = Vec::new();
    for (along, by, rule, best) in [
        ("the gradient", "no", Rule::SGD, 0.2),
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
        let cells = [along.into(), by.into(), best.to_string()];
        table = table.row(cells.into_iter().chain(mean_and_ends(&here)));
        all.push(here);
    }
    let [sgd, averaged, matrix, row, adam, divided] = &all[..] else {
        panic!("six rows");
    };
    assert!(are_alike(sgd, averaged) && are_alike(sgd, matrix));
    assert!(are_alike(adam, divided), "the mean brings nothing");
    for better in [row, adam, divided] {
        for worse in [&of_step_4, sgd, averaged, matrix] {
            let [least, most] = [ends_of(worse)[0], ends_of(better)[1]];
            assert!(most < least, "every run is below every other");
        }
    }
    let by_rate =
        (mean(&of_step_4) - mean(sgd)) / (mean(&of_step_4) - mean(adam));
    assert!((0.28..0.38).contains(&by_rate), "a third of the way");
    let gained = (mean(sgd) - mean(row)) / (mean(sgd) - mean(divided));
    assert!(
        (0.6..0.8).contains(&gained),
        "a divisor per row: two thirds"
    );
    table.to_string()
}
