//! The most memory that each engine's process takes, and whether it grows.

use typeset::{Table, fixed};

use super::common::{Measured, RUNGS};

pub fn figure() -> String {
    let measured = Measured::read();
    let mut table = Table::new()
        .left("engine")
        .right("peak, MB")
        .right("after ten times the steps");
    for line in measured.all("memory") {
        let &[engine, few, many] = line else {
            panic!("not a line of memory: {line:?}")
        };
        let number = |text: &str| text.parse::<f64>().expect("a number");
        // What the text says of ten times the steps.
        let grown = number(many) / number(few);
        let most = if engine == "pointers" { 1.2 } else { 1.05 };
        assert!((0.95..most).contains(&grown), "{engine}: {grown}");
        let rung = RUNGS.iter().find(|rung| rung.key == engine);
        let name = match engine {
            "vector f64" => "vectors, f64",
            "vector f32" => "vectors, f32",
            _ => rung.map_or(engine, |rung| rung.name),
        };
        let shown = |text| fixed(number(text), 0);
        table = table.row([name.to_owned(), shown(few), shown(many)]);
    }
    table.to_string()
}
