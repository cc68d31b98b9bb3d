//! The race as bars, each step of the scale ten times the one before.

use typeset::Svg;

use super::common::{Measured, RUNGS, time};

const LEFT: f64 = 110.0;
const DECADE: f64 = 64.0;
const ROW: f64 = 26.0;
const TOP: f64 = 24.0;

pub fn figure() -> String {
    let measured = Measured::read();
    let bottom = TOP + ROW * RUNGS.len() as f64;
    let title = "The time of a thousand steps on each rung, from minutes in \
                 Python to milliseconds on vectors";
    let mut svg = Svg::new(title, 480.0, bottom + 8.0);
    // From a millisecond on.
    let x = |seconds: f64| {
        LEFT + DECADE
            * (portable::math::ln(seconds * 1e3) / portable::math::ln(10.0))
    };
    for (seconds, name) in [
        (1e-3, "1 ms"),
        (1e-2, "10 ms"),
        (0.1, "100 ms"),
        (1.0, "1 s"),
        (10.0, "10 s"),
        (100.0, "100 s"),
    ] {
        svg.line("grid", [x(seconds), TOP - 4.0], [x(seconds), bottom]);
        svg.text("middle small", [x(seconds), TOP - 10.0], name);
    }
    for (i, rung) in RUNGS.iter().enumerate() {
        let seconds = measured.seconds(rung.key);
        let y = TOP + ROW * i as f64;
        svg.text("end", [LEFT - 8.0, y + 16.0], rung.name);
        let class = if rung.key.starts_with("python") {
            "bar weak"
        } else {
            "bar"
        };
        svg.rect(class, [LEFT, y + 3.0], [x(seconds) - LEFT, ROW - 8.0]);
        svg.text("small", [x(seconds) + 5.0, y + 16.0], time(seconds));
    }
    svg.to_string()
}
