//! Two differences between the network and the table, each with how far chance
//! alone may carry it.

use runs::{NUM_STEPS, counting};
use step_0_counting::mean_loss;
use typeset::Svg;

use super::common::{Reference, loss, mean_and_error, reference};

/// From where to where the axis goes, and its ticks.
const TICKS: [f64; 4] = [-0.04, 0.0, 0.04, 0.08];
const LEFT: f64 = 166.0;
const RIGHT: f64 = 440.0;
const ROWS: [f64; 2] = [30.0, 66.0];
const AXIS: f64 = 96.0;

pub fn figure() -> String {
    let run = reference();
    let [late, validation] = differences(&run).map(|it| mean_and_error(&it));
    let mut svg = Svg::new(
        "Two differences, and how far chance may carry them",
        480.0,
        134.0,
    );
    for tick in TICKS {
        let class = if tick == 0.0 { "axis" } else { "grid" };
        svg.line(class, [at(tick), 12.0], [at(tick), AXIS]);
        let label = typeset::fixed(tick, 2);
        svg.text("small middle", [at(tick), AXIS + 16.0], label);
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    svg.text(
        "small middle",
        [middle, AXIS + 33.0],
        "loss of the network less that of the table",
    );
    for (name, y, [mean, error]) in [
        ("last 100 names", ROWS[0], late),
        ("500 validation names", ROWS[1], validation),
    ] {
        svg.text("end", [LEFT - 14.0, y + 4.0], name);
        let ends = [mean - 2.0 * error, mean + 2.0 * error].map(at);
        svg.line("line", [ends[0], y], [ends[1], y]);
        for x in ends {
            svg.line("line", [x, y - 5.0], [x, y + 5.0]);
        }
        svg.rect("bar", [at(mean) - 3.0, y - 6.0], [6.0, 12.0]);
    }
    let misses = |[mean, error]: [f64; 2]| mean.abs() > 2.0 * error;
    assert!(!misses(late) && misses(validation), "one is real");
    svg.to_string()
}

/// By how much the network loses more than the table: on each of the last 100
/// names of the run, as they come up, and on each of the validation names.
pub fn differences(run: &Reference) -> [Vec<f64>; 2] {
    let table = counting(NUM_STEPS);
    let late = (NUM_STEPS - 100..NUM_STEPS)
        .map(|step| run.losses[step] - table.losses[step]);
    let validation = runs::validation_set(&run.docs).iter().map(|doc| {
        let by_table = |token| table.model.probabilities(token);
        loss(&run.trained, doc) - mean_loss(doc, by_table)
    });
    [late.collect(), validation.collect()]
}

fn at(difference: f64) -> f64 {
    let [first, .., last] = TICKS;
    LEFT + (difference - first) / (last - first) * (RIGHT - LEFT)
}
