//! The query, the keys and the values of "emma", cut into the slices of four
//! heads, and the weights between them: a drawing.

#[path = "common/attention.rs"]
mod attention;
#[path = "common/emma.rs"]
mod emma;
#[path = "common/panel.rs"]
mod panel;

use attention::{query, weights};
use emma::{EMMA, NAMES};
use panel::panel;
use runs::{NUM_STEPS, transformer};
use step_4_transformer::{Cache, Config, Gpt, multi_head};
use typeset::Svg;

const CELL: [f64; 2] = [17.0, 15.0];
const LEFT: f64 = 90.0;
/// From one slice to the next.
const PITCH: f64 = 103.0;
/// Where the values begin, and beside them their weights.
const VALUES: f64 = 178.0;

fn main() {
    let config = Config::of_the_guide(27);
    let params = transformer(config, NUM_STEPS, 0.1).model;
    let gpt = Gpt::new(config, &params);
    let mut cache = Cache::new(config.n_layer);
    for token in EMMA {
        gpt.logits(token, &mut cache);
    }
    let last = EMMA.len() - 1;
    let q = query(&gpt, EMMA[last], last);
    let cache = &cache.layers[0];
    let gathered = vec![multi_head(&q, cache, config.n_head)];

    let mut svg = Svg::new(
        "16 numbers cut into four slices of 4, a slice for each head",
        480.0,
        336.0,
    );
    for (head, rows) in weights(&gpt, &EMMA).iter().enumerate() {
        let x = LEFT + head as f64 * PITCH;
        strip(&mut svg, x, head, &rows[last]);
    }
    let blocks = [
        ("q", 22.0, &vec![q.clone()]),
        ("k", 44.0, &cache.keys),
        ("v", VALUES, &cache.values),
        ("gathered", 269.0, &gathered),
    ];
    for (name, y, rows) in blocks {
        let most = rows.iter().flatten().map(|it| it.abs()).fold(0.0, f64::max);
        for (row, numbers) in rows.iter().enumerate() {
            let y = y + row as f64 * CELL[1];
            let (label, at) = match name {
                "k" => (format!("k of {}", NAMES[row]), LEFT - 6.0),
                "v" => (format!("v of {}", NAMES[row]), LEFT - 28.0),
                _ => (name.to_string(), LEFT - 6.0),
            };
            svg.text("small end", [at, y + 12.0], label);
            for (head, slice) in numbers.chunks(config.head_dim()).enumerate() {
                let x = LEFT + head as f64 * PITCH;
                panel(&mut svg, [x, y], CELL, most, &[slice.to_vec()]);
            }
        }
    }
    let all = 3.0f64.mul_add(PITCH, CELL[0] * 4.0);
    svg.rect("box", [LEFT - 6.0, 300.0], [all + 12.0, 26.0]);
    svg.text(
        "middle",
        [LEFT + all / 2.0, 318.0],
        "attn_wo, 16 by 16: the slices meet",
    );
    print!("{svg}");
}

/// What one head does: arrows, and a column of weights beside the values.
fn strip(svg: &mut Svg, x: f64, head: usize, weights: &[f64]) {
    let right = x + CELL[0] * 4.0;
    let middle = f64::midpoint(x, right);
    svg.text("middle", [middle, 14.0], format!("head {head}"));
    // The query passes the keys on the right.
    let side = right + 5.0;
    svg.polyline("edge", &[[right, 29.5], [side, 29.5]]);
    svg.arrow("edge", [side, 29.5], [side, 133.0]);
    svg.arrow("edge", [middle, 119.0], [middle, 133.0]);
    svg.rect("box new", [x - 22.0, 133.0], [right - x + 33.0, 26.0]);
    svg.text("small middle", [middle - 4.0, 150.0], "softmax");

    let column: Vec<Vec<f64>> = weights.iter().map(|it| vec![*it]).collect();
    let most = weights.iter().copied().fold(0.0, f64::max);
    let left = x - 22.0;
    svg.arrow("edge", [left + 8.0, 159.0], [left + 8.0, VALUES]);
    panel(svg, [left, VALUES], [16.0, CELL[1]], most, &column);

    let bottom = VALUES + CELL[1] * weights.len() as f64;
    svg.arrow("edge", [middle, bottom], [middle, 269.0]);
    svg.arrow("edge", [middle, 284.0], [middle, 300.0]);
}
