//! The loss of "ava" along one weight, with its slope there.

use widgets::step_1::slope_finder::Along;

use super::common::{AVA, FC2_V_5, reference};

pub fn figure() -> String {
    let params = reference().trained;
    let mut along = Along::new(&params, &AVA, FC2_V_5);
    let weight = params[FC2_V_5];
    let name = "mlp_fc2, row 21, column 5";
    along.figure("ava", name, weight, 5.0).to_string()
}
