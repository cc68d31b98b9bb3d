//! The table of Step 0 as a heat map, after the thousand names of the run.

use widgets::step_0::count_table;

fn main() {
    let table = runs::counting(runs::NUM_STEPS).model;
    print!("{}", count_table::figure(&table));
}
