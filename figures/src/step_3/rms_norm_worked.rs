//! `rms_norm` on one vector in four sizes.

use typeset::{Table, fixed};
use widgets::step_3::rms_norm::worked;

pub fn figure() -> String {
    let vector = |x: &[f64], digits: usize| {
        let numbers: Vec<String> =
            x.iter().map(|&x| fixed(x, digits)).collect();
        format!("({})", numbers.join(", "))
    };
    let mut table = Table::new()
        .left("in")
        .right("its RMS")
        .left("out")
        .right("its RMS")
        .right("its length");
    let rows = worked(&[0.4, -0.2, 0.4, 0.2]);
    for (row, digits) in rows.into_iter().zip([1, 0, 2, 3]) {
        table = table.row([
            vector(&row.x, digits),
            fixed(row.rms, 4),
            vector(&row.y, 2),
            fixed(row.rms_after, 4),
            fixed(row.length, 3),
        ]);
    }
    table.to_string()
}
