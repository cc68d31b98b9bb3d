//! What the four heads attend to in "emma": Step 4's run above, Step 5's
//! below.

#[path = "common/attention.rs"]
mod attention;
#[path = "common/emma.rs"]
mod emma;
#[path = "common/panel.rs"]
mod panel;

use attention::weights;
use emma::{EMMA, NAMES};
use panel::panel;
use runs::{NUM_STEPS, adam, transformer};
use step_4_transformer::{Config, Gpt};
use typeset::Svg;

const CELL: f64 = 17.0;

fn main() {
    let config = Config::of_the_guide(27);
    let runs = [
        ("Step 4's run", transformer(config, NUM_STEPS, 0.1).model),
        ("Step 5's run", adam(config, NUM_STEPS, 0.01).model),
    ];
    let mut svg = Svg::new(
        "What each of four heads attends to in emma, for two models",
        480.0,
        290.0,
    );
    for (i, (name, params)) in runs.iter().enumerate() {
        let top = i as f64 * 148.0;
        svg.text("", [0.0, top + 12.0], name);
        let heads = weights(&Gpt::new(config, params), &EMMA);
        for (head, cells) in heads.iter().enumerate() {
            let x = 30.0 + head as f64 * 116.0;
            let y = top + 52.0;
            let middle = x + 2.5 * CELL;
            svg.text(
                "small middle",
                [middle, top + 28.0],
                format!("head {head}"),
            );
            for (j, token) in NAMES.iter().enumerate() {
                let across = x + (j as f64 + 0.5) * CELL;
                let down = y + (j as f64 + 0.5) * CELL + 4.0;
                let short = if j == 0 { "·" } else { token };
                svg.text("small middle", [across, y - 4.0], short);
                svg.text("small end", [x - 4.0, down], short);
            }
            panel(&mut svg, [x, y], [CELL, CELL], 1.0, cells);
        }
    }
    print!("{svg}");
}
