//! The numbers in the sentences of the exercises.

mod facts {
    pub mod step_0;
    pub mod step_1;
    pub mod step_2;
    pub mod step_3;
    pub mod step_4;
    pub mod step_5;
}

use std::fs;
use std::path::Path;

use typeset::Facts;

fn main() {
    let mut all = counts();
    for facts in [
        facts::step_0::facts,
        facts::step_1::facts,
        facts::step_2::facts,
        facts::step_3::facts,
        facts::step_4::facts,
        facts::step_5::facts,
    ] {
        all = facts(all);
    }
    print!("{all}");
}

/// How much there is to write, and to get wrong.
fn counts() -> Facts {
    let count = |plan: &str, what: &str| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../workbook");
        let text = fs::read_to_string(root.join(plan)).expect("a plan");
        text.lines().filter(|line| *line == what).count()
    };
    let (book, exercises) = ("sections.toml", "exercises/exercises.toml");
    let mistake = "[[section.mistakes]]";
    Facts::new()
        .with("sections", count(book, "[[section]]"))
        .with("exercises", count(exercises, "[[section]]"))
        .with("mistakes", count(book, mistake) + count(exercises, mistake))
}
