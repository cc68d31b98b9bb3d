//! The betas of the program beside those that Adam's authors recommend.

use step_5_adam::{BETA1, BETA2, LEARNING_RATE};
use typeset::{Table, fixed};

use super::rules::{By, Rule, are_alike, ends_of, losses, mean};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 11;

pub fn figure() -> String {
    let mut table = Table::new()
        .right(r"$\beta_1$")
        .right(r"$\beta_2$")
        .right("last 100 losses")
        .right("validation loss");
    let mut all = Vec::new();
    for (beta1, beta2) in
        [(BETA1, BETA2), (0.9, BETA2), (BETA1, 0.999), (0.9, 0.999)]
    {
        let rule = Rule {
            beta1,
            beta2,
            ..Rule::ADAM
        };
        let runs = By::new(rule, LEARNING_RATE).at_starts(SEEDS);
        let late: Vec<f64> = runs.iter().map(|it| it.last_100).collect();
        let both = [late, losses(&runs)];
        let cells = both.each_ref().map(|losses| {
            let [least, most] = ends_of(losses).map(|it| fixed(it, 3));
            format!("{} ({least} to {most})", fixed(mean(losses), 3))
        });
        let betas = [beta1.to_string(), beta2.to_string()];
        table = table.row(betas.into_iter().chain(cells));
        all.push(both);
    }
    for other in &all[1..] {
        for (here, there) in all[0].iter().zip(other) {
            assert!(are_alike(here, there), "they cannot be told apart");
        }
    }
    for (row, other) in all
        .iter()
        .flat_map(|row| all.iter().map(move |it| (row, it)))
    {
        for (losses, others) in row.iter().zip(other) {
            let [least, most] = ends_of(losses);
            let is_within = (least..=most).contains(&mean(others));
            assert!(is_within, "each mean within the spread of each row");
        }
    }
    table.to_string()
}
