//! The heads, by the test that finds those that look for the last appearance,
//! and by what is lost without them.

use typeset::{Svg, fixed};

use super::line;

/// Layers of the model, and heads in each.
pub const SIZE: usize = 4;

/// The side of a head's cell.
const SIDE: f64 = 36.0;
/// From a grid's left edge to that of the next.
const PITCH: f64 = 168.0;
/// The room above a grid.
const TOP: f64 = 44.0;

/// The recorded scores of all heads, layer by layer.
pub fn scores(which: &str) -> Vec<f64> {
    let scores = line(&["scores", which]);
    assert_eq!(scores.len(), SIZE * SIZE);
    scores
}

/// What a head would give that weighs all positions alike.
pub fn even() -> f64 {
    line(&["even"])[0]
}

/// How much more the validation chapters cost with each head switched off, in
/// bits per character.
pub fn lost() -> Vec<f64> {
    let bits = |off: &str| line(&["without", off])[0];
    let name = |head| format!("{}.{}", head / SIZE, head % SIZE);
    let lost = (0..SIZE * SIZE).map(|it| bits(&name(it)) - bits("none"));
    lost.collect()
}

/// Some numbers of each head, side by side.
pub fn grids(
    title: &str,
    panels: &[(&str, Vec<f64>)],
    digits: usize,
) -> String {
    let height = TOP + SIZE as f64 * SIDE + 4.0;
    let width = f64::max(480.0, 44.0 + PITCH * panels.len() as f64);
    let mut svg = Svg::new(title, width, height);
    let all = panels.iter().flat_map(|(_, numbers)| numbers);
    let most = all.copied().fold(0.0, f64::max);
    for (i, (title, numbers)) in panels.iter().enumerate() {
        let left = 44.0 + PITCH * i as f64;
        let middle = left + SIZE as f64 * SIDE / 2.0;
        svg.text("small middle", [middle, 12.0], title);
        let rows: Vec<_> = numbers.chunks(SIZE).map(<[f64]>::to_vec).collect();
        svg.cells([left, TOP], [SIDE, SIDE], most, &rows);
        for at in 0..SIZE {
            let along = (at as f64 + 0.5) * SIDE;
            svg.text("small middle", [left + along, TOP - 5.0], at);
            if i == 0 {
                let beside = [left - 6.0, TOP + along + 4.0];
                svg.text("small end", beside, format!("layer {at}"));
            }
            for head in 0..SIZE {
                let x = left + (head as f64 + 0.5) * SIDE;
                let number = fixed(numbers[SIZE * at + head], digits);
                let y = TOP + along + 4.0;
                svg.text("small middle note", [x, y], number);
            }
        }
    }
    svg.to_string()
}

/// The weights that heads give, in per cent: to what came behind the last
/// appearance, and to the position before.
pub fn found() -> String {
    let percent = |which| {
        let scores = scores(which).into_iter().map(|it| it * 100.0);
        scores.collect::<Vec<_>>()
    };
    let panels = [
        ("behind the last one", percent("trained")),
        ("one position back", percent("previous")),
    ];
    grids("What each head gives its weight to", &panels, 1)
}

/// What is lost without each head.
pub fn switched_off() -> String {
    let panels = [("bits per character", lost())];
    grids("What is lost without each head", &panels, 2)
}
