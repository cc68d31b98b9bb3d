//! The table of Step 0 as a heat map, after the thousand names of the run.

use widgets::step_0::count_table;

pub fn figure() -> String {
    let table = runs::counting(runs::NUM_STEPS).model;
    count_table::figure(&table).to_string()
}
