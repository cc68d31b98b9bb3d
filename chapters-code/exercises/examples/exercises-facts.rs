//! The numbers in the sentences of the exercises.

mod facts {
    pub mod step_0;
    pub mod step_1;
    pub mod step_2;
    pub mod step_3;
    pub mod step_4;
    pub mod step_5;
}

use typeset::Facts;

fn main() {
    let mut all = Facts::new();
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
