//! A full row and a poorer one, before and after adding one to each count.

use typeset::{Table, fixed, thousands};

use super::common::{chip, id, seen};

pub fn figure() -> String {
    let counts = runs::counting(runs::NUM_STEPS).model;
    let mut table = Table::new()
        .left("pair")
        .right("count")
        .right("of")
        .right("count / sum")
        .right("smoothed");
    let pairs = ["an", "av", "aq", "za", "zk"];
    for pair in pairs {
        let [token, next] = [0, 1]
            .map(|i| pair.chars().nth(i).expect("a pair of letters"))
            .map(id);
        let (count, total) = (counts.row(token)[next], seen(&counts, token));
        table = table.row([
            format!("{} → {}", chip(token), chip(next)),
            count.to_string(),
            thousands(total),
            fixed(f64::from(count) / f64::from(total), 4),
            fixed(counts.probabilities(token)[next], 4),
        ]);
    }
    table.to_string()
}
