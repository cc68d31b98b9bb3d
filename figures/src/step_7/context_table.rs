//! Tables of longer and longer contexts.

use typeset::{Table, fixed, thousands};

use super::tables::{BITS, CHOSEN};

pub fn figure() -> String {
    let columns = [BITS.map(|it| it.ones), BITS.map(|it| it.all)];
    let best = columns.map(|column| {
        (0..column.len()).min_by(|&a, &b| column[a].total_cmp(&column[b]))
    });
    assert_eq!(best, [Some(3), Some(CHOSEN)], "where each turns");
    let new = BITS.map(|it| it.new);
    assert!(new[..=CHOSEN].is_sorted_by(|a, b| a > b), "falls");
    let later = new[CHOSEN..].iter().map(|it| (it - new[CHOSEN]).abs());
    assert!(later.fold(0.0, f64::max) < 0.01, "hardly changes after");
    assert!(BITS[2..].iter().all(|it| it.new < it.all), "always better");
    let mut table = Table::new()
        .right("characters")
        .right("contexts")
        .right("one more")
        .right("discount, all counted")
        .right("discount, only new");
    for (k, bits) in BITS.iter().enumerate() {
        table = table.row([
            k.to_string(),
            thousands(bits.contexts),
            fixed(bits.ones, 3),
            fixed(bits.all, 3),
            fixed(bits.new, 3),
        ]);
    }
    table.to_string()
}
