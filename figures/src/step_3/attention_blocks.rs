//! The model of Step 2 beside that of Step 3, what is new in green.

use typeset::Svg;

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 26.0;
const LEFT: f64 = 100.0;
const RIGHT: f64 = 330.0;

pub fn figure() -> String {
    let mut svg =
        Svg::new("The MLP of Step 2 beside the model of Step 3", 480.0, 492.0);
    svg.text("middle", [LEFT, 14.0], "Step 2");
    svg.text("middle", [RIGHT, 14.0], "Step 3");

    let before = [
        (40.0, "token", "small middle"),
        (88.0, "wte 27 × 16", "code middle"),
        (280.0, "mlp_fc1 64 × 16", "code middle"),
        (320.0, "relu", "code middle"),
        (360.0, "mlp_fc2 27 × 64", "code middle"),
        (470.0, "27 logits", "small middle"),
    ];
    column(&mut svg, LEFT, &before, &[]);

    let after = [
        (40.0, "token", "small middle"),
        (88.0, "wte 27 × 16", "code middle"),
        (126.0, "+ wpe 16 × 16", "code middle"),
        (164.0, "rms_norm", "code middle"),
        (204.0, "rms_norm", "code middle"),
        (240.0, "attention", "code middle"),
        (316.0, "rms_norm", "code middle"),
        (352.0, "mlp 16 → 64 → 16", "code middle"),
        (430.0, "lm_head 27 × 16", "code middle"),
        (470.0, "27 logits", "small middle"),
    ];
    column(&mut svg, RIGHT, &after, &[2, 3, 4, 5, 6, 8]);
    svg.text("small middle", [205.0, 244.0], "cache");
    svg.arrow("edge", [228.0, 235.0], [RIGHT - WIDTH / 2.0, 235.0]);
    svg.arrow("edge", [RIGHT - WIDTH / 2.0, 245.0], [228.0, 245.0]);
    plus(&mut svg, 184.0, 280.0);
    plus(&mut svg, 298.0, 394.0);
    svg.to_string()
}

/// Boxes from top to bottom with arrows between them; the first and the last
/// are words without a box.
fn column(svg: &mut Svg, x: f64, boxes: &[(f64, &str, &str)], new: &[usize]) {
    for (i, &(y, name, class)) in boxes.iter().enumerate() {
        let is_box = class.starts_with("code");
        if is_box {
            let looks = if new.contains(&i) { "box new" } else { "box" };
            let corner = [x - WIDTH / 2.0, y - HEIGHT / 2.0];
            svg.rect(looks, corner, [WIDTH, HEIGHT]);
        }
        svg.text(class, [x, y + 4.0], name);
        if let Some(&(next, _, below)) = boxes.get(i + 1) {
            let half = |is_box: bool| if is_box { HEIGHT / 2.0 } else { 9.0 };
            let from = [x, y + half(is_box)];
            let to = [x, next - half(below.starts_with("code"))];
            svg.arrow("edge", from, to);
        }
    }
}

/// A residual: a line around two boxes, and where it is added again.
fn plus(svg: &mut Svg, from: f64, to: f64) {
    let side = RIGHT + WIDTH / 2.0 + 22.0;
    let points = [[RIGHT, from], [side, from], [side, to]];
    svg.polyline("edge", &points);
    svg.arrow("edge", [side, to], [RIGHT + 9.0, to]);
    svg.rect("box new", [RIGHT - 9.0, to - 9.0], [18.0, 18.0]);
    svg.text("middle", [RIGHT, to + 4.5], "+");
}
