//! The four pairs of "ava", drawn: who predicts whom.

mod common;

use common::{AVA, name};
use typeset::Svg;

fn main() {
    const SIDE: f64 = 44.0;
    const PITCH: f64 = 100.0;
    const TOP: f64 = 34.0;
    let left = |place: usize| 18.0 + place as f64 * PITCH;

    let mut svg =
        Svg::new("The five tokens of ava and its four pairs", 480.0, 118.0);
    for (place, &token) in AVA.iter().enumerate() {
        let (x, middle) = (left(place), left(place) + SIDE / 2.0);
        svg.rect("box", [x, TOP], [SIDE, 34.0]);
        svg.text("middle", [middle, TOP + 22.0], name(token));
        let below = [middle, TOP + 52.0];
        svg.text("small middle", below, format!("id {token}"));
    }
    for (i, pair) in AVA.windows(2).enumerate() {
        let (from, to) = (left(i) + SIDE, left(i + 1));
        svg.arrow("edge", [from + 4.0, TOP + 17.0], [to - 4.0, TOP + 17.0]);
        let middle = f64::midpoint(from, to);
        svg.text(
            "small middle",
            [middle, TOP - 20.0],
            format!("pair {}", i + 1),
        );
        let cell = format!("({}, {})", pair[0], pair[1]);
        svg.text("code middle", [middle, TOP + 78.0], cell);
    }
    print!("{svg}");
}
