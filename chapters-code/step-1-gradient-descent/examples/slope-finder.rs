//! The loss of "ava" along one weight, with its slope there.

mod common;

use common::{AVA, FC2_V_5, reference};
use widgets::step_1::slope_finder::Along;

fn main() {
    let params = reference().trained;
    let mut along = Along::new(&params, &AVA, FC2_V_5);
    let weight = params[FC2_V_5];
    let name = "mlp_fc2, row 21, column 5";
    print!("{}", along.figure("ava", name, weight, 5.0));
}
