//! The variants, and what becomes of the losses.

use conform::Port;
use conform::variation::VARIANTS;
use typeset::Table;

use super::trials::{self, last_100};

pub fn figure() -> String {
    let reference = trials::REFERENCE.as_slice();
    let table = Table::new()
        .left("variant")
        .left("a run with")
        .right("loss 2")
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
) -> [String; 5] {
    let mean = last_100(losses);
    let mean = if mean.is_finite() {
        format!("{mean:.3}")
    } else {
        "none".to_owned()
    };
    let port = Port::of_losses(losses.iter().copied(), 4);
    let agreement = port.agreement(reference.iter().copied());
    let differs = agreement
        .parting
        .map_or("never".to_owned(), |it| it.step.to_string());
    [
        name,
        what.into(),
        format!("{:.4}", losses[1]),
        mean,
        differs,
    ]
}
