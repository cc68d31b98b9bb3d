//! Numerals from a model that was trained on half of them.

use typeset::Table;

use super::counted::{Half, Written};

pub fn figure() -> String {
    let half = Half::new();
    let mut table = Table::new()
        .right("steps")
        .right("temperature")
        .right("it has seen")
        .right("it has not")
        .right("no numeral");
    let mut all = Vec::new();
    for steps in [1000, 2000] {
        let params = half.trained(steps);
        for temperature in [1.0, 0.5] {
            let Written { seen, new, wrong } = half.write(&params, temperature);
            table = table.row([
                typeset::thousands(steps),
                temperature.to_string(),
                seen.to_string(),
                new.to_string(),
                wrong.len().to_string(),
            ]);
            all.push((seen, new));
        }
    }
    assert!(all.iter().all(|&(seen, new)| 10 * new > 7 * seen));
    let (seen, new) = all[3];
    assert!(seen + new > 950, "nearly all");
    let ratio = new as f64 / seen as f64;
    assert!((0.72..0.78).contains(&ratio), "three for four");
    table.to_string()
}
