//! The numbers in the sentences of the exercises.

mod step_0;
mod step_1;
mod step_2;
mod step_3;
mod step_4;
mod step_5;

use typeset::Facts;

pub fn figure() -> String {
    let mut all = counts();
    for facts in [
        step_0::facts,
        step_1::facts,
        step_2::facts,
        step_3::facts,
        step_4::facts,
        step_5::facts,
    ] {
        all = facts(all);
    }
    all.to_string()
}

/// How much there is to write, and to get wrong.
fn counts() -> Facts {
    const BOOK: &str = include_str!("../../../workbook/sections.toml");
    const EXERCISES: &str =
        include_str!("../../../workbook/exercises/exercises.toml");
    let count = |plan: &str, what: &str| {
        plan.lines().filter(|line| *line == what).count()
    };
    let mistake = "[[section.mistakes]]";
    Facts::new()
        .with("sections", count(BOOK, "[[section]]"))
        .with("exercises", count(EXERCISES, "[[section]]"))
        .with("mistakes", count(BOOK, mistake) + count(EXERCISES, mistake))
}
