//! The variants, and what becomes of the losses.

use conform::Port;
use conform::variation::VARIANTS;
use typeset::Table;

use super::trials::{self, after_100, last_100};

pub fn figure() -> String {
    let reference = trials::REFERENCE.as_slice();
    let table = Table::new()
        .left("variant")
        .left("a run with")
        .right("loss 2")
        .right("101 to 1,000")
        .right("last 100")
        .right("differs");
    let table =
        table.row(row("none".into(), "nothing changed", reference, reference));
    let rows = VARIANTS.iter().map(|variant| {
        let name = format!("`{}`", variant.name);
        let losses = trials::losses(variant.name);
        row(name, variant.what, losses, reference)
    });
    rows.fold(table, Table::row).to_string()
}

fn row(
    name: String,
    what: &str,
    losses: &[f64],
    reference: &[f64],
) -> [String; 6] {
    let number = |x: f64, digits: usize| {
        if x.is_finite() {
            format!("{x:.digits$}")
        } else {
            "none".to_owned()
        }
    };
    let port = Port::of_losses(losses.iter().copied(), 4);
    let agreement = port.agreement(reference.iter().copied());
    let differs = agreement
        .parting
        .map_or("never".to_owned(), |it| it.step.to_string());
    [
        name,
        what.into(),
        number(losses[1], 4),
        number(after_100(losses), 3),
        number(last_100(losses), 3),
        differs,
    ]
}
