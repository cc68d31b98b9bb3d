//! How steep the loss of "ava" is in several directions, each of length 1.

use typeset::{Table, fixed};

use super::forward::Slopes;

pub fn figure() -> String {
    let slopes = Slopes::of_ava();
    let share = |slope: f64| {
        let share = slope / slopes.along_gradient;
        format!("{} %", fixed(100.0 * share, 1))
    };
    let mut table = Table::new()
        .left("direction, of length 1")
        .right("slope of the loss")
        .right("of the steepest");
    for (direction, slope) in [
        ("the gradient", slopes.along_gradient),
        ("the steepest single parameter", slopes.of_one),
        ("the steepest of 1,000 at random", slopes.at_random),
    ] {
        table = table.row([direction.into(), fixed(slope, 4), share(slope)]);
    }
    table.to_string()
}
