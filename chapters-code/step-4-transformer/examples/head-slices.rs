//! The query, the keys and the values of "emma", cut into the slices of four
//! heads: a drawing.

#[path = "common/emma.rs"]
mod emma;
#[path = "common/panel.rs"]
mod panel;

use emma::{EMMA, NAMES};
use panel::panel;
use runs::{NUM_STEPS, transformer};
use step_2_autograd::linear;
use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Cache, Config, Gpt, multi_head};
use typeset::Svg;

const CELL: [f64; 2] = [20.0, 15.0];
const LEFT: f64 = 62.0;
/// From one slice to the next.
const PITCH: f64 = 106.0;

fn main() {
    let config = Config::of_the_guide(27);
    let params = transformer(config, NUM_STEPS, 0.1).model;
    let gpt = Gpt::new(config, &params);
    let mut cache = Cache::new(config.n_layer);
    for token in EMMA {
        gpt.logits(token, &mut cache);
    }
    let last = EMMA.len() - 1;
    let x = add(gpt.wte.row(EMMA[last]), gpt.wpe.row(last));
    let q = linear(&rms_norm(&rms_norm(&x)), &gpt.layers[0].attn_wq);
    let cache = &cache.layers[0];
    let gathered = vec![multi_head(&q, cache, config.n_head)];

    let mut svg = Svg::new(
        "16 numbers cut into four slices of 4, a slice for each head",
        480.0,
        330.0,
    );
    for head in 0..config.n_head {
        let x = LEFT + head as f64 * PITCH;
        let width = CELL[0] * config.head_dim() as f64;
        let middle = x + width / 2.0;
        svg.text("middle", [middle, 14.0], format!("head {head}"));
        svg.rect("box new", [x - 6.0, 213.0], [width + 12.0, 24.0]);
        svg.text("small middle", [middle, 229.0], "softmax");
        svg.arrow("edge", [middle, 237.0], [middle, 254.0]);
        svg.arrow("edge", [middle, 273.0], [middle, 290.0]);
    }
    let blocks = [
        ("q", 24.0, &vec![q.clone()]),
        ("k", 49.0, &cache.keys),
        ("v", 134.0, &cache.values),
        ("gathered", 256.0, &gathered),
    ];
    for (name, y, rows) in blocks {
        let most = rows.iter().flatten().map(|it| it.abs()).fold(0.0, f64::max);
        for (row, numbers) in rows.iter().enumerate() {
            let y = y + row as f64 * CELL[1];
            let label = match name {
                "k" | "v" => format!("{name} of {}", NAMES[row]),
                _ => name.to_string(),
            };
            svg.text("small end", [LEFT - 6.0, y + 12.0], label);
            for (head, slice) in numbers.chunks(config.head_dim()).enumerate() {
                let x = LEFT + head as f64 * PITCH;
                panel(&mut svg, [x, y], CELL, most, &[slice.to_vec()]);
            }
        }
    }
    let all = 3.0f64.mul_add(PITCH, CELL[0] * 4.0);
    svg.rect("box", [LEFT - 6.0, 290.0], [all + 12.0, 26.0]);
    svg.text(
        "middle",
        [LEFT + all / 2.0, 308.0],
        "attn_wo, 16 by 16: the slices meet",
    );
    print!("{svg}");
}
