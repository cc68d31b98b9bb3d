//! Gradient descent and Adam on their way down a long narrow valley.

mod valley;

use std::f64::consts::TAU;

use names::math;
use typeset::Svg;
use valley::{START, by_adam, by_sgd, sgd_rate};

/// How much steeper the valley is across than along.
const STEEP: f64 = 25.0;
const NUM_STEPS: usize = 40;

/// The part of the plane that is drawn, and how large.
const LEFT: f64 = -10.0;
const TOP: f64 = 3.3;
const UNIT: f64 = 40.0;
const RIGHT: f64 = 1.9;

fn main() {
    let gradient = |[x, y]: [f64; 2]| [x, STEEP * y];
    // A little under the best rate, so that the path can be followed.
    let rate = 0.9 * sgd_rate(STEEP);
    let sgd = by_sgd(START, NUM_STEPS, rate, gradient);
    let adam = by_adam(START, NUM_STEPS, gradient);
    assert!(sgd[1][1] < 0.0, "gradient descent jumps across the floor");
    assert!(adam[..6].iter().all(|p| p[1] > 0.0), "Adam does not");
    assert!(adam[10][1] < -0.5, "but it swings past it later");
    assert!(adam.iter().any(|p| p[0] > 0.3), "and past the lowest point");

    let height = 2.0 * TOP * UNIT + 24.0;
    let title = "Two paths down a long narrow valley";
    let mut svg = Svg::new(title, 480.0, height);
    for width in [3.0, 6.0, 9.0, 12.0, 15.0, 17.5] {
        for arc in contour(width) {
            svg.polyline("grid", &arc);
        }
    }
    for (class, points) in [("series-4", &sgd), ("series-5", &adam)] {
        let places: Vec<[f64; 2]> = points.iter().map(|&p| place(p)).collect();
        svg.polyline(&format!("line {class}"), &places);
        for [x, y] in places {
            let dot = format!("M{x:.1} {y:.1}h0");
            svg.path(&format!("dots {class}"), &dot);
        }
    }
    let [x, y] = place([0.0, 0.0]);
    svg.path("dots", &format!("M{x:.1} {y:.1}h0"));
    svg.text("small middle", [x, y + 20.0], "lowest");
    let [x, y] = place(START);
    svg.text("small middle", [x, y - 8.0], "start");
    let legend = height - 6.0;
    for (class, name, x) in [
        ("line series-4", "SGD, 40 steps", 20.0),
        ("line series-5", "Adam, 40 steps", 200.0),
    ] {
        svg.line(class, [x, legend - 4.0], [x + 22.0, legend - 4.0]);
        svg.text("small", [x + 28.0, legend], name);
    }
    print!("{svg}");
}

fn place([x, y]: [f64; 2]) -> [f64; 2] {
    [(x - LEFT) * UNIT, (TOP - y) * UNIT]
}

/// The visible pieces of the line of equal height that crosses the floor of
/// the valley this far from the lowest point.
fn contour(width: f64) -> Vec<Vec<[f64; 2]>> {
    let depth = width / STEEP.sqrt();
    let point = |i: i32| {
        let angle = TAU * f64::from(i) / 240.0;
        [width * math::cos(angle), depth * math::sin(angle)]
    };
    let mut pieces = vec![Vec::new()];
    for [x, y] in (0..=240).map(point) {
        if (LEFT..=RIGHT).contains(&x) && y.abs() <= TOP {
            let piece = pieces.last_mut().expect("there is always one");
            piece.push(place([x, y]));
        } else {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}
