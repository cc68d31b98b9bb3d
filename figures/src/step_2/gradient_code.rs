//! The code that finds a gradient, in Step 1 and in Step 2, in lines.

use typeset::Table;

use super::common::{code_lines, lines_by_hand, lines_of_autograd, source};

pub fn figure() -> String {
    let lines = |source, anchor| code_lines(source, &[anchor]).len();
    let gone = [
        ("the gradient by the chain rule", lines_by_hand()),
        (
            "the gradient by trying",
            lines(source::NUMERICAL, "numerical-gradient"),
        ),
        (
            "the check of the one by the other",
            lines(source::MAIN, "check-gradient"),
        ),
    ];
    let mut table = Table::new().left("").left("what").right("lines");
    for (what, lines) in gone {
        table = table.row(["goes", what, &lines.to_string()]);
    }
    for (what, lines) in lines_of_autograd() {
        table = table.row(["comes", what, &lines.to_string()]);
    }
    table.to_string()
}
