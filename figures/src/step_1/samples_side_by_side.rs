//! The first names that the models write, at two temperatures.

use typeset::Table;
use widgets::{Desk, step_1::temperature_sampler::columns};

pub fn figure() -> String {
    let mut table = Table::new();
    let mut names = Vec::new();
    for column in columns(&Desk::default(), 0.5, None) {
        let header = format!("{} at {}", column.model, column.temperature);
        table = table.left(header);
        names.push(column.names);
    }
    for row in 0..10 {
        table = table.row(names.iter().map(|names| &names[row]));
    }
    table.to_string()
}
