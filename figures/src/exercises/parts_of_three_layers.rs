//! The same of three layers, for the parts that are a surprise.

use exercises::step_4::without::Part;
use typeset::{Table, fixed};

use super::without::losses;

pub fn figure() -> String {
    let rows = [
        (None, "nothing"),
        (Some(Part::Residuals), "the residuals"),
        (Some(Part::Mlp), "the three MLPs"),
    ];
    let losses = losses(3, rows.map(|(part, _)| part), 1);
    let no_residuals = &losses[1];
    assert!(no_residuals.iter().all(|loss| (2.82..2.84).contains(loss)));
    let mut table = Table::new()
        .left("left out of three layers")
        .right("the run's weights")
        .right("seed 1");
    for ((_, name), losses) in rows.into_iter().zip(losses) {
        let losses = losses.iter().map(|&loss| fixed(loss, 3));
        table = table.row([name.to_owned()].into_iter().chain(losses));
    }
    table.to_string()
}
