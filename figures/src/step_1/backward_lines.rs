//! The backward pass of "a" to "v", line by line, with values.

use typeset::Table;
use widgets::step_1::backward_stepper::Backward;

use super::common::{mlp, reference};

const SOURCE: &str = include_str!(
    "../../../chapters-code/step-1-gradient-descent/src/analytic.rs"
);
const A: usize = 0;
const V: usize = 21;

pub fn figure() -> String {
    let params = reference().trained;
    let mut table = Table::new().left("line").left("what it gives");
    for line in Backward::new(&mlp(&params), A, V).lines() {
        assert!(SOURCE.contains(line.code), "the code says `{}`", line.code);
        let gives = if line.code == "*d_row += d_x" {
            format!("{} {}", line.what, line.numbers)
        } else {
            format!("{} <br> {}", line.what, line.numbers)
        };
        table = table.row([format!("`{}`", line.code), gives]);
    }
    table.to_string()
}
