//! The models of Steps 3 and 4 as blocks, side by side.

use typeset::Svg;

const WIDTH: f64 = 170.0;
const HEIGHT: f64 = 26.0;
const PITCH: f64 = 40.0;

fn main() {
    let mut svg = Svg::new("The blocks of Step 3 and of Step 4", 480.0, 350.0);
    let before = [
        ("box", "wte + wpe, rms_norm"),
        ("box", "rms_norm"),
        ("box", "attention, 1 head"),
        ("box", "+ x"),
        ("box", "rms_norm"),
        ("box", "mlp"),
        ("box", "+ x"),
        ("box", "lm_head"),
    ];
    let mut after = before;
    after[2] = ("box new", "attention, 4 heads");
    // Around what a layer repeats.
    let top = 28.0 + PITCH - 7.0;
    svg.rect("box new", [270.0, top], [206.0, 6.0 * PITCH]);
    for (x, name, blocks) in
        [(30.0, "Step 3", before), (290.0, "Step 4", after)]
    {
        let middle = x + WIDTH / 2.0;
        svg.text("middle", [middle, 16.0], name);
        for (i, (class, text)) in blocks.iter().enumerate() {
            let y = 28.0 + i as f64 * PITCH;
            if i > 0 {
                svg.arrow("edge", [middle, y - PITCH + HEIGHT], [middle, y]);
            }
            svg.rect(class, [x, y], [WIDTH, HEIGHT]);
            svg.text("small middle", [middle, y + 17.0], text);
        }
    }
    svg.text("small end", [262.0, top + 14.0], "n_layer");
    svg.text("small end", [262.0, top + 29.0], "times");
    print!("{svg}");
}
