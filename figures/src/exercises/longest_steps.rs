//! Steps of the run of 3.8 that ends in NaN.

use typeset::{Table, fixed};

use super::bent::{self, others, too_fast};

pub fn figure() -> String {
    let steps = too_fast();
    let mut table = Table::new()
        .right("step")
        .right("longest rate")
        .right("loss of its name")
        .right("after the step")
        .right("mean of other names");
    for number in [1, 31, 71, 91, 92, 99, 101, 102, 103] {
        let step = &steps[number - 1];
        let [before, after] = step.own;
        table = table.row([
            number.to_string(),
            fixed(step.longest_rate, 2),
            fixed(before, 2),
            fixed(after, 2),
            fixed(others(&step.params), 2),
        ]);
    }
    let of_the_book = bent::steps(0.1, runs::NUM_STEPS);
    for step in of_the_book {
        let [before, after] = step.own;
        assert!(step.rate < step.longest_rate, "the text says so");
        assert!(after < before, "the text says so");
    }
    table.to_string()
}
