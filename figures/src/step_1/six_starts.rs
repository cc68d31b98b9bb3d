//! Three networks, each trained from the same six initial weights.

use runs::{Training, Weights};
use typeset::{Svg, fixed};

use super::common::reference;
use super::facts::letters_alike;

const COLUMNS: [f64; 3] = [110.0, 260.0, 410.0];
const TOP: f64 = 24.0;
const BOTTOM: f64 = 224.0;
const TICKS: [f64; 4] = [2.55, 2.555, 2.56, 2.565];
/// The losses at the bottom and at the top.
const FROM_TO: [f64; 2] = [2.547, 2.566];

pub fn figure() -> String {
    let columns = [ends(2.0), ends(1.0), six_letters_alike()];
    let mut svg = Svg::new(
        "The validation losses of three networks from six starts",
        480.0,
        270.0,
    );
    svg.text("small", [2.0, 12.0], "validation loss");
    for tick in TICKS {
        svg.line("grid", [52.0, at(tick)], [468.0, at(tick)]);
        svg.text("small end", [46.0, at(tick) + 4.0], fixed(tick, 3));
    }
    let labels = [
        ["rate 2", ""],
        ["rate 1", "(the book’s)"],
        ["letters alike", "(rate 1/7)"],
    ];
    for (x, lines) in COLUMNS.into_iter().zip(labels) {
        for (y, label) in [20.0, 36.0].into_iter().zip(lines) {
            svg.text("small middle", [x, BOTTOM + y], label);
        }
    }
    for start in (0..6).rev() {
        let class = if start == 0 { "line" } else { "line faint" };
        let places = [0, 1, 2].map(|i| [COLUMNS[i], at(columns[i][start])]);
        svg.polyline(class, &places);
        for [x, y] in places {
            svg.rect("bar", [x - 3.0, y - 3.0], [6.0, 6.0]);
        }
    }
    svg.to_string()
}

/// The validation losses of the six runs at this rate.
pub fn ends(rate: f64) -> Vec<f64> {
    let end = |weights| {
        let run = Training::mlp().rate(rate).weights(weights).run();
        run.validation_loss
    };
    Weights::and_seeds(5).into_iter().map(end).collect()
}

/// Those of the six runs in which each letter weighs the same.
pub fn six_letters_alike() -> Vec<f64> {
    letters_alike(&reference()).to_vec()
}

fn at(loss: f64) -> f64 {
    let [from, to] = FROM_TO;
    BOTTOM - (loss - from) / (to - from) * (BOTTOM - TOP)
}
