//! What was foretold is what the record of the smaller widths foretells.

use runs::text::prediction;

#[test]
fn the_prediction_follows_from_the_record() {
    let recorded = include_str!("../record/prediction.txt");
    let lines = recorded.lines().filter(|line| !line.starts_with('#'));
    let again = prediction::text();
    assert_eq!(lines.collect::<Vec<_>>(), again.lines().collect::<Vec<_>>());
}
