//! How far the numerical gradient is from the analytic one, by nudge.

mod common;

use common::{difference_at, reference};
use names::math;
use typeset::{Axis, Chart};

fn main() {
    let run = reference();
    let mut params = run.untrained;
    let doc = &run.docs[0];
    let exponents = 1..=12;
    let power = |exponent: i32| math::powf(10.0, -f64::from(exponent));
    let points: Vec<[f64; 2]> = exponents
        .map(|exponent| {
            let eps = power(exponent);
            [eps, difference_at(&mut params, doc, eps)]
        })
        .collect();

    // Each error where the other does not matter.
    let truncation = points[3][1] / points[3][0];
    let round_off = points[8][1] * points[8][0];
    let line = |eps: f64, difference: f64| [eps, difference];
    let chart = Chart::new(
        "The error of the numerical gradient by nudge",
        Axis::log("nudge", &[1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1e-1]),
        Axis::log("largest difference", &[1e-11, 1e-9, 1e-7, 1e-5, 1e-3, 1e-1]),
    )
    .line(
        "series-0",
        "round-off alone",
        [power(12), power(5)].map(|eps| line(eps, round_off / eps)),
    )
    .line(
        "series-3",
        "truncation alone",
        [power(7), power(1)].map(|eps| line(eps, truncation * eps)),
    )
    .line("gradient", "measured", points.clone())
    .dots("gradient", "", points);
    print!("{chart}");
}
