//! Two laws, and what each of them foretells.

use runs::text::prediction::WIDTH;
use typeset::{Table, fixed};

use super::{Foretold, WIDTHS, foretold};

pub fn figure() -> String {
    let last = &WIDTHS[WIDTHS.len() - 1];
    let table = Table::new()
        .left("")
        .right(format!("{}, rehearsed", last.width))
        .right("came")
        .right(format!("{WIDTH}, foretold"));
    let rows = [("no floor", "none"), ("a floor", "floor")].map(|it| {
        let (name, form) = it;
        let rehearsal = foretold("rehearsal", form);
        assert_eq!(rehearsal.width, last.width as f64);
        [
            name.to_owned(),
            cell(&rehearsal),
            fixed(last.mean(), 3),
            cell(&foretold("prediction", form)),
        ]
    });
    rows.into_iter().fold(table, Table::row).to_string()
}

/// What is foretold, and from where to where.
fn cell(it: &Foretold) -> String {
    let [bits, least, most] =
        [it.bits, it.least, it.most].map(|it| fixed(it, 3));
    format!("{bits} ({least} to {most})")
}
