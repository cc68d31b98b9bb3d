//! Losses: their means, and the axis that they are drawn on.

use runs::{Curve, curves_chart, mean_over, running_mean, summaries};

#[test]
fn a_running_mean_starts_short() {
    let means = running_mean(&[1.0, 3.0, 5.0, 7.0], 2);
    assert_eq!(means, [1.0, 2.0, 4.0, 6.0]);
}

/// The ticks beside the axis of a chart of losses, from below.
fn ticks(losses: &[f64]) -> Vec<f64> {
    let curve = Curve {
        step: 5,
        name: "",
        losses,
    };
    let chart = curves_chart(&[curve], 1, None).to_string();
    let texts = chart.split("small end").skip(1);
    texts
        .map_while(|text| {
            let (_, text) = text.split_once('>')?;
            text.split('<').next()?.parse().ok()
        })
        .collect()
}

#[test]
fn the_axis_holds_what_is_drawn() {
    let ends = |losses: [f64; 2]| {
        let ticks = ticks(&losses);
        assert_eq!(ticks.len(), 7);
        [ticks[0], ticks[6]]
    };
    assert_eq!(ends([2.2, 3.4]), [2.2, 3.4]);
    assert_eq!(ends([2.1, 3.4]), [1.8, 3.6]);
    assert_eq!(ends([2.1, 3.7]), [1.5, 4.5]);
    for run in summaries(5) {
        let mut losses = run.losses.iter();
        assert!(losses.all(|loss| (1.5..=4.5).contains(loss)));
    }
}

#[test]
fn every_document_counts_once() {
    let docs = [vec![0], vec![0, 1, 2]];
    assert_eq!(mean_over(&docs, |doc| doc.len() as f64), 2.0);
}
