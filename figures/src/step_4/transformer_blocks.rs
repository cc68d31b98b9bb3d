//! The models of Steps 3 and 4 as blocks, side by side.

use typeset::Svg;

const WIDTH: f64 = 158.0;
const HEIGHT: f64 = 26.0;
/// How far a bypass is from the boxes that it passes.
const ASIDE: f64 = 13.0;
/// From top to bottom; a plus has no box.
const BLOCKS: [(f64, &str); 8] = [
    (28.0, "wte + wpe, rms_norm"),
    (80.0, "rms_norm"),
    (120.0, "attention"),
    (160.0, "+"),
    (196.0, "rms_norm"),
    (236.0, "mlp"),
    (276.0, "+"),
    (322.0, "lm_head"),
];

pub fn figure() -> String {
    let mut svg = Svg::new("The blocks of Step 3 and of Step 4", 480.0, 352.0);
    svg.rect("box new", [268.0, 66.0], [208.0, 240.0]);
    for (x, name, heads) in
        [(102.0, "Step 3", "1 head"), (364.0, "Step 4", "4 heads")]
    {
        svg.text("middle", [x, 16.0], name);
        for (i, (y, text)) in BLOCKS.into_iter().enumerate() {
            let (text, class) = match (text, heads) {
                ("attention", "4 heads") => {
                    (format!("{text}, {heads}"), "box new")
                }
                ("attention", _) => (format!("{text}, {heads}"), "box"),
                _ => (text.into(), "box"),
            };
            let height = if text == "+" { 18.0 } else { HEIGHT };
            if text == "+" {
                svg.rect(class, [x - 9.0, y], [18.0, height]);
                svg.text("middle", [x, y + 13.5], text);
                bypass(&mut svg, x, BLOCKS[i - 2].0 - 7.0, y + 9.0);
            } else {
                svg.rect(class, [x - WIDTH / 2.0, y], [WIDTH, height]);
                svg.text("small middle", [x, y + 17.0], text);
            }
            if let Some((next, _)) = BLOCKS.get(i + 1) {
                svg.arrow("edge", [x, y + height], [x, *next]);
            }
        }
    }
    svg.text("small end", [262.0, 82.0], "n_layer");
    svg.text("small end", [262.0, 97.0], "times");
    svg.to_string()
}

/// A residual: what comes from above goes around two boxes and is added.
fn bypass(svg: &mut Svg, x: f64, from: f64, to: f64) {
    let side = x + WIDTH / 2.0 + ASIDE;
    svg.polyline("edge", &[[x, from], [side, from], [side, to]]);
    svg.arrow("edge", [side, to], [x + 9.0, to]);
}
