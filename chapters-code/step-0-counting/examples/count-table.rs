//! The table of Step 0 as a heat map, after the thousand names of the run.

use typeset::HeatMap;

fn main() {
    let table = runs::counting(runs::NUM_STEPS).model;
    let cells: Vec<Vec<f64>> = (0..27)
        .map(|token| table.row(token).iter().copied().map(f64::from).collect())
        .collect();
    let tokens = || ('a'..='z').map(String::from).chain(["BOS".into()]);
    let map = HeatMap::new(
        "The counts of 1,000 names, current token by next token",
        &cells,
    )
    .rows("current token", tokens())
    .columns("next token", tokens())
    .root_scale();
    print!("{map}");
}
