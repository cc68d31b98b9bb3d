//! Validation losses of models that were trained without a part.

use exercises::step_4::without::Part;
use typeset::{Table, fixed, thousands};

use super::without::losses;
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
        .right("costs, in thousandths");
    for (i, (_, name, less)) in rows.into_iter().enumerate() {
        let cost = match i {
            0 => String::new(),
            _ => fixed(costs[i].mean * 1000.0, 0),
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
    let two = Spread::between(&losses[1], &losses[2]);
    assert!(two.least < 0.0 && two.most > 0.0, "either is the first");
    assert!(
        residuals.least.min(norms.least) > positions.most,
        "far behind"
    );
    assert!(positions.least > mlp.most && mlp.least > attention.most);
    assert!(attention.least > 0.0, "even attention, each time");
}
