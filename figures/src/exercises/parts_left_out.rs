//! Validation losses of models that were trained without a part.

use exercises::step_4::without::Part;
use typeset::{Facts, Table, fixed, thousands};

use super::without::{losses, losses_at};
use crate::spread::Spread;

pub fn figure() -> String {
    // The parameters that no longer do anything.
    let rows = [
        (None, "nothing", 0),
        (Some(Part::Residuals), "the residuals", 0),
        (Some(Part::Norms), "the three norms", 0),
        (Some(Part::Positions), "the positions", 16 * 16),
        (Some(Part::Attention), "attention", 4 * 16 * 16),
        (Some(Part::Mlp), "the MLP", 8 * 16 * 16),
    ];
    let losses = losses(rows.map(|(part, ..)| part), 5);
    let costs: Vec<Spread> = losses
        .iter()
        .map(|it| Spread::between(it, &losses[0]))
        .collect();
    check(&losses, &costs);
    let mut table = Table::new()
        .left("left out")
        .right("parameters less")
        .right("validation loss")
        .right("costs");
    for (i, (_, name, less)) in rows.into_iter().enumerate() {
        let cost = match i {
            0 => String::new(),
            _ => costs[i].thousandths(),
        };
        let loss = Spread::of(&losses[i]).mean(3);
        table = table.row([name.to_owned(), thousands(less), loss, cost]);
    }
    table.to_string()
}

/// That the text is right.
fn check(losses: &[Vec<f64>], costs: &[Spread]) {
    let [_, residuals, norms, positions, attention, mlp] = costs else {
        panic!("a row for each part, and one for none");
    };
    assert!(residuals.least > norms.most, "by far the most");
    let second = Spread::between(&losses[2], &losses[3]);
    assert!(second.least > 0.0, "from each start");
    assert!(positions.least > 0.0, "each time");
    assert!(attention.least < 0.0 && attention.mean > 0.0);
    assert!(mlp.least < 0.0 && mlp.most > 0.0 && mlp.mean < 0.002);
}

/// The rate at which the order is another.
const HIGHER_RATE: f64 = 0.03;

/// What norms and positions cost at that rate.
pub fn facts(facts: Facts) -> Facts {
    let parts = [None, Some(Part::Norms), Some(Part::Positions)];
    let losses = losses_at(HIGHER_RATE, parts, 3);
    let [norms, positions] =
        [1, 2].map(|i: usize| Spread::between(&losses[i], &losses[0]));
    assert!(norms.most < positions.least, "another order");
    facts
        .with("higher-rate", HIGHER_RATE)
        .with("norms-cost-there", fixed(norms.mean, 3))
        .with("positions-cost-there", fixed(positions.mean, 3))
}
