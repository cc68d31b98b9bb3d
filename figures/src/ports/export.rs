//! The output of `microgpt export`.

use conform::export::Start;

use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    for file in Start::new().files() {
        writeln!(lines, "wrote reference-run/{}", file.name);
    }
    lines.to_string()
}
