//! Where the numbers of a graph lie: pointers, an arena and the tape.

use typeset::Svg;

const NAMES: [&str; 5] = ["a", "b", "a b", "c", "a b + c"];

pub fn figure() -> String {
    let title = "The five numbers of a b + c in memory: scattered nodes that \
                 point to their parents, nodes in a row, and a list for each \
                 kind of thing";
    let mut svg = Svg::new(title, 480.0, 250.0);
    pointers(&mut svg);
    arena(&mut svg);
    tape(&mut svg);
    svg.to_string()
}

/// Nodes anywhere, with arrows to their parents.
fn pointers(svg: &mut Svg) {
    svg.text("head", [8.0, 16.0], "pointers");
    let places = [[30.0, 60.0], [130.0, 24.0], [240.0, 44.0], [260.0, 94.0]];
    let last = [390.0, 62.0];
    let places = places.into_iter().chain([last]);
    let at: Vec<[f64; 2]> = places.collect();
    for (child, parent) in [(2, 0), (2, 1), (4, 2), (4, 3)] {
        let from = [at[child][0], at[child][1] + 12.0];
        let to = [at[parent][0] + 64.0, at[parent][1] + 12.0];
        svg.arrow("edge", from, to);
    }
    for ([x, y], name) in at.into_iter().zip(NAMES) {
        svg.rect("box", [x, y], [62.0, 24.0]);
        svg.text("middle small", [x + 31.0, y + 16.0], name);
    }
}

/// Nodes of one size, one after the other.
fn arena(svg: &mut Svg) {
    let y = 150.0;
    svg.text("head", [8.0, y - 8.0], "arena");
    for (i, name) in NAMES.into_iter().enumerate() {
        let x = 80.0 + 78.0 * i as f64;
        svg.rect("box", [x, y - 20.0], [76.0, 24.0]);
        svg.text("middle small", [x + 38.0, y - 4.0], name);
    }
}

/// A list for each kind of thing.
fn tape(svg: &mut Svg) {
    svg.text("head", [8.0, 190.0], "tape");
    let notes = ["leaf", "leaf", "0 × 1", "leaf", "2 + 3"];
    for (row, (kind, texts)) in [("numbers", NAMES), ("notes", notes)]
        .into_iter()
        .enumerate()
    {
        let y = 200.0 + 26.0 * row as f64;
        svg.text("small", [8.0, y + 12.0], kind);
        for (i, text) in texts.into_iter().enumerate() {
            let x = 80.0 + 78.0 * i as f64;
            svg.rect("box", [x, y - 4.0], [76.0, 22.0]);
            svg.text("middle small", [x + 38.0, y + 11.0], text);
        }
    }
}
