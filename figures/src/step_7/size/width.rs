//! The loss over the parameters, and a law through it.

use portable::math::{exp, ln};
use typeset::{Axis, Chart};

use super::{WIDTHS, foretold, laws, params};

pub fn figure() -> String {
    let x = Axis::log("parameters", &[1e4, 3e4, 1e5, 3e5, 1e6, 3e6]);
    let y = Axis::linear("bits per character", &[2.2, 2.4, 2.6, 2.8, 3.0]);
    let ends = [WIDTHS[0].params, params()];
    let dots = WIDTHS
        .iter()
        .flat_map(|it| it.bits.iter().map(|&bits| [it.params, bits]));
    let chart = Chart::new("What width buys", x, y).height(260.0);
    let [plain, floor] = laws();
    let curves = [
        ("series-3", "without a floor", plain),
        ("series-5", "with a floor", floor),
    ];
    let chart = curves.iter().fold(chart, |chart, (class, name, law)| {
        let points = between(ends).map(|size| [size, law.at(size)]);
        chart.line(class, name, points)
    });
    let range = |form| {
        let it = foretold("prediction", form);
        [[params(), it.least], [params(), it.most]]
    };
    chart
        .line("series-3", "", range("none"))
        .line("series-5", "", range("floor"))
        .dots("series-1", "each run", dots)
        .to_string()
}

/// Some sizes from one to another, each so many times the one before.
fn between([first, last]: [f64; 2]) -> impl Iterator<Item = f64> {
    let ratio = ln(last / first);
    let shares = (0..=40).map(|i| f64::from(i) / 40.0);
    shares.map(move |share| first * exp(share * ratio))
}
