//! A product by tiles of several sizes: the registers that each needs, how
//! often it goes to memory, and what it reaches of the peak.

use typeset::{Table, fixed, percent};

use super::common::Measured;

/// The vectors of a row of the squares that were measured.
const VECTORS: f64 = 6.0;

pub fn figure() -> String {
    let measured = Measured::read();
    let share = |name: &str| share(&measured, name);
    // What the text says of the rows.
    assert!(share("loop") < 0.2, "less than a fifth");
    assert!(share("6 x 2") > 0.95, "nearly all of it");
    let sizes = ["loop", "1 x 1", "2 x 1", "4 x 1", "8 x 1", "6 x 2"];
    assert!(sizes.is_sorted_by(|a, b| share(a) < share(b)), "each gains");
    let last = share("8 x 2");
    assert!((0.3..0.4).contains(&last), "about a third: {last}");
    let mut table = Table::new()
        .left("")
        .right("registers")
        .right("trips to memory")
        .right("share of the peak");
    // A sum comes and goes, a vector comes, and once a row a number does.
    table = table.row([
        "the loop".to_owned(),
        "3".to_owned(),
        fixed(3.0 + 1.0 / VECTORS, 2),
        percent(share("loop"), 0),
    ]);
    for (rows, vectors) in [(1, 1), (2, 1), (4, 1), (8, 1), (6, 2), (8, 2)] {
        let (sums, loads) = (rows * vectors, rows + vectors);
        table = table.row([
            format!("tile {rows} × {vectors}"),
            (sums + vectors + 1).to_string(),
            fixed(f64::from(loads) / f64::from(sums), 2),
            percent(share(&format!("{rows} x {vectors}")), 0),
        ]);
    }
    table.to_string()
}

/// What a way to multiply reaches of the peak of AVX2 in `f32`.
pub fn share(measured: &Measured, tile: &str) -> f64 {
    let peak = measured.number(&["peak", "Avx2", "f32"]);
    measured.number(&["tile", tile]) / peak
}
