//! Section 5.1: gradient descent and Adam, down a long valley.

use std::f64::consts::TAU;

use portable::math;
use serde::Serialize;
use typeset::Svg;

use super::valley::{by_adam, by_sgd, sgd_rate};
use crate::picture::Axes;
use crate::{Desk, Picture, Question, Refusal};

/// The part of the plane that is drawn, and how large.
const X: [f64; 2] = [-10.0, 1.9];
const Y: [f64; 2] = [-3.3, 3.3];
const UNIT: f64 = 40.0;

/// The most steps that are taken.
const MOST_STEPS: usize = 100;

/// Two ways down.
#[derive(Debug, Serialize)]
pub struct Answer {
    picture: Picture,
    /// Where gradient descent and Adam are after these steps.
    points: [[f64; 2]; 2],
    /// How high that is.
    heights: [f64; 2],
    /// How long the last step was.
    lengths: [f64; 2],
    /// The two learning rates.
    rates: [f64; 2],
}

/// Arguments: `x` and `y`, where both start; `steep`, how much steeper the
/// valley is across than along; `sgd`, the rate of gradient descent in shares
/// of its best fixed rate; `adam`, the rate of Adam; `steps`.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(_: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let start = [
        q.number("x", X[0]..=X[1])?, //
        q.number("y", Y[0]..=Y[1])?,
    ];
    let steep = q.number("steep", 1.0..=1000.0)?;
    let sgd = q.number("sgd", 0.0..=2.0)? * sgd_rate(steep);
    let adam = q.number("adam", 0.0..=10.0)?;
    let steps = q.count("steps", 0..=MOST_STEPS)?;
    let gradient = |[x, y]: [f64; 2]| [x, steep * y];
    let paths = [
        by_sgd(start, steps, sgd, gradient),
        by_adam(start, steps, adam, gradient),
    ];
    let height = |[x, y]: [f64; 2]| 0.5 * (x * x + steep * y * y);
    let length = |path: &[[f64; 2]]| match path {
        [.., [x, y], [u, v]] => ((u - x) * (u - x) + (v - y) * (v - y)).sqrt(),
        _ => 0.0,
    };
    let points = [paths[0][steps], paths[1][steps]];
    let svg = figure(steep, [&paths[0], &paths[1]]);
    let [width, tall] = size();
    let plane = Axes {
        left: 0.0,
        top: 0.0,
        width,
        height: tall,
        x: X.into(),
        y: Y.into(),
    };
    Ok(Answer {
        picture: Picture {
            plot: Some(plane),
            ..(&svg).into()
        },
        heights: points.map(height),
        lengths: [length(&paths[0]), length(&paths[1])],
        points,
        rates: [sgd, adam],
    })
}

/// The size of the plane in the drawing.
fn size() -> [f64; 2] {
    [(X[1] - X[0]) * UNIT, (Y[1] - Y[0]) * UNIT]
}

/// The valley with the paths of gradient descent and of Adam, dots at all
/// their points and a larger one at the last.
pub fn figure(steep: f64, paths: [&[[f64; 2]]; 2]) -> Svg {
    let height = size()[1] + 24.0;
    let title = "Two paths down a valley";
    let mut svg = Svg::new(title, 480.0, height);
    for width in [3.0, 6.0, 9.0, 12.0, 15.0, 17.5] {
        for arc in contour(width, steep) {
            svg.polyline("grid", &arc);
        }
    }
    for (path, class) in paths.into_iter().zip(["series-4", "series-5"]) {
        draw(&mut svg, class, path);
    }
    dot(&mut svg, "dots", [0.0, 0.0]);
    let [x, y] = place([0.0, 0.0]);
    svg.text("small middle note", [x, y + 20.0], "lowest");
    if let Some(&start) = paths[0].first() {
        let [x, y] = place(start);
        // Below the dot, where there is no room above it.
        let y = if y < 10.0 { y + 18.0 } else { y - 8.0 };
        svg.text("small middle note", [x.max(14.0), y], "start");
    }
    let legend = height - 6.0;
    for (class, name, x) in [
        ("line series-4", "SGD", 20.0),
        ("line series-5", "Adam", 200.0),
    ] {
        let steps = paths[0].len() - 1;
        svg.line(class, [x, legend - 4.0], [x + 22.0, legend - 4.0]);
        svg.text(
            "small",
            [x + 28.0, legend],
            format!("{name}, {steps} steps"),
        );
    }
    svg
}

/// A path as far as it can be seen.
fn draw(svg: &mut Svg, class: &str, path: &[[f64; 2]]) {
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in path.windows(2) {
        let Some([from, to]) = visible([pair[0], pair[1]]) else {
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    for piece in pieces {
        let places: Vec<[f64; 2]> = piece.into_iter().map(place).collect();
        svg.polyline(&format!("line {class}"), &places);
    }
    let mut seen = path.iter().filter(|p| is_visible(**p)).peekable();
    while let Some(&p) = seen.next() {
        let is_last = seen.peek().is_none();
        let kind = if is_last { "dots last" } else { "dots" };
        dot(svg, &format!("{kind} {class}"), p);
    }
}

fn dot(svg: &mut Svg, class: &str, p: [f64; 2]) {
    let [x, y] = place(p);
    svg.path(class, &format!("M{x:.1} {y:.1}h0"));
}

fn place([x, y]: [f64; 2]) -> [f64; 2] {
    [(x - X[0]) * UNIT, (Y[1] - y) * UNIT]
}

fn is_visible([x, y]: [f64; 2]) -> bool {
    (X[0]..=X[1]).contains(&x) && (Y[0]..=Y[1]).contains(&y)
}

/// The part of a line that is in the drawing (after Liang and Barsky, 1984).
fn visible([from, to]: [[f64; 2]; 2]) -> Option<[[f64; 2]; 2]> {
    if !from.iter().chain(&to).all(|it| it.is_finite()) {
        return None;
    }
    let (mut first, mut last) = (0.0, 1.0);
    for (axis, [least, most]) in [X, Y].into_iter().enumerate() {
        let step = to[axis] - from[axis];
        for (room, step) in
            [(from[axis] - least, -step), (most - from[axis], step)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                first = f64::max(first, room / step);
            } else {
                last = f64::min(last, room / step);
            }
        }
    }
    let at = |share: f64| {
        [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]))
    };
    let end = if last < 1.0 { at(last) } else { to };
    (first < last).then(|| [at(first), end])
}

/// The visible pieces of the line of equal height that crosses the floor of
/// the valley this far from the lowest point.
fn contour(width: f64, steep: f64) -> Vec<Vec<[f64; 2]>> {
    let depth = width / steep.sqrt();
    let point = |i: i32| {
        let angle = TAU * f64::from(i) / 240.0;
        [width * math::cos(angle), depth * math::sin(angle)]
    };
    let mut pieces = vec![Vec::new()];
    for p in (0..=240).map(point) {
        if is_visible(p) {
            let piece = pieces.last_mut().expect("there is always one");
            piece.push(place(p));
        } else {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn a_line_ends_at_the_edge() {
        let far = visible([[0.0, 0.0], [0.0, 33.0]]);
        let ends = far.expect("a part of it");
        assert_eq!(ends[0], [0.0, 0.0]);
        assert!((ends[1][1] - 3.3).abs() < 1e-12);
        assert_eq!(visible([[0.0, 4.0], [1.0, 4.0]]), None);
        assert_eq!(visible([[-20.0, 4.0], [-19.0, 0.0]]), None);
        assert_eq!(visible([[0.0, 1.0], [f64::NAN, 1.0]]), None);
    }
}
