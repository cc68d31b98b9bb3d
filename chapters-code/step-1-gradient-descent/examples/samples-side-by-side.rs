//! The first names that the models write, at two temperatures.

mod common;

use common::{reference, writers};
use typeset::Table;

fn main() {
    let run = reference();
    let writers = writers(&run);
    let mut table = Table::new();
    let mut columns = Vec::new();
    for writer in &writers {
        let name = writer.name;
        table = table.left(format!("{name} at {}", writer.temperature));
        columns.push(writer.write(&run, 10));
    }
    for row in 0..10 {
        table = table.row(columns.iter().map(|names| &names[row]));
    }
    print!("{table}");
}
