//! A step on the tape as time: its parts, and what its arithmetic would take.

use typeset::Svg;

use super::common::{self, Measured, operations_of_the_run, time};

const LEFT: f64 = 8.0;
const WIDTH: f64 = 464.0;
const ROW: f64 = 30.0;

pub fn figure() -> String {
    let measured = Measured::read();
    let parts = ["forward", "backward", "Adam"]
        .map(|part| (part, measured.number(&["part", part])));
    let all: f64 = parts.iter().map(|(_, micros)| micros).sum();
    // The parts were measured apart; the step is that of the race.
    let step = measured.seconds("tape") * 1e6 / runs::NUM_STEPS as f64;
    let parts = parts.map(|(part, micros)| (part, micros / all * step));
    let all = step;
    let x = |micros: f64| WIDTH * micros / all;
    let title = "A step on the tape as a bar: forward, backward and Adam, and \
                 how little of it the arithmetic would take at the peak";
    let mut svg = Svg::new(title, 480.0, 3.0 * ROW);
    let mut row = |y: f64, from: f64, micros: f64, class: &str, text: &str| {
        let at = [LEFT + x(from), y * ROW + 2.0];
        svg.rect(class, at, [x(micros) - 1.0, ROW - 6.0]);
        svg.text("small", [at[0] + 6.0, at[1] + 16.0], text);
    };
    let whole = format!("a step on the tape: {}", time(all / 1e6));
    row(0.0, 0.0, all, "bar hollow", &whole);
    let mut from = 0.0;
    for (part, micros) in parts {
        row(1.0, from, micros, "bar hollow", part);
        from += micros;
    }
    let (docs, _) = common::start();
    let operations: usize =
        operations_of_the_run(&docs).iter().map(|(_, n)| n).sum();
    let peak = measured.number(&["peak", "Avx2", "f64"]);
    let least = operations as f64 / runs::NUM_STEPS as f64 / peak / 1e3;
    svg.rect("bar", [LEFT, 2.0 * ROW + 2.0], [x(least), ROW - 6.0]);
    let text = format!("its arithmetic at the peak: {}", time(least / 1e6));
    svg.text("small", [LEFT + x(least) + 6.0, 2.0 * ROW + 18.0], text);
    svg.to_string()
}
