//! The loss of "ava" along one weight, with its slope there.

mod common;

use common::{AVA, FC2_V_5, loss, reference};
use typeset::{Axis, Chart};

fn main() {
    let params = reference().trained;
    let loss_at = |weight: f64| {
        let mut moved = params.clone();
        moved[FC2_V_5] = weight;
        loss(&moved, &AVA)
    };
    let weight = params[FC2_V_5];
    let here = loss_at(weight);
    let line = |nudge: f64| {
        let slope = (loss_at(weight + nudge) - here) / nudge;
        move |x: f64| [x, here + slope * (x - weight)]
    };
    let (tangent, secant) = (line(1e-5), line(4.0));
    let curve = (0..=160).map(|i| -2.0 + f64::from(i) * 0.05);
    let curve = curve.map(|weight| [weight, loss_at(weight)]);

    let chart = Chart::new(
        "The loss along one weight, and its slope",
        Axis::linear("the weight", &[-2.0, 0.0, 2.0, 4.0, 6.0]),
        Axis::linear("loss of ava", &[1.2, 1.6, 2.0, 2.4, 2.8]),
    )
    .line("series-1", "loss", curve)
    .line("gradient", "slope, nudge 1e-5", [-2.0, 2.0].map(tangent))
    .line("series-0", "nudge 4", [-2.0, 5.2].map(secant))
    .dots(
        "",
        "",
        [[weight, here], [weight + 4.0, loss_at(weight + 4.0)]],
    );
    print!("{chart}");
}
