//! A training step in Step 1 and in Step 2, side by side.

use typeset::Svg;

const WIDTH: f64 = 216.0;

pub fn figure() -> String {
    let title = "A training step: in Step 1 the way back is written out, in \
                 Step 2 the tape knows it";
    let mut svg = Svg::new(title, 480.0, 366.0);
    svg.text("", [2.0, 14.0], "Step 1");
    svg.text("", [262.0, 14.0], "Step 2");

    // In each: where it begins, how high it is, what it says.
    let by_hand: [(f64, &[&str]); 4] = [
        (26.0, &["parameters, one name"]),
        (146.0, &["forward: linear, relu,", "linear, softmax, −ln"]),
        (
            220.0,
            &[
                "backward, line by line:",
                "logits ← probabilities, target",
                "h, mlp_fc2 ← logits",
                "x, mlp_fc1, wte ← h",
            ],
        ),
        (330.0, &["sgd_step"]),
    ];
    let by_tape: [(f64, &[&str]); 5] = [
        (26.0, &["parameters, one name"]),
        (86.0, &["tape.leaves(params)"]),
        (146.0, &["forward: linear, relu,", "linear, softmax, −ln"]),
        (246.0, &["loss.backward()"]),
        (330.0, &["sgd_step"]),
    ];
    column(&mut svg, 2.0, &by_hand, &[]);
    column(&mut svg, 262.0, &by_tape, &[1, 3]);
    svg.to_string()
}

/// Boxes below each other, with arrows from each to the next.
fn column(svg: &mut Svg, x: f64, boxes: &[(f64, &[&str])], new: &[usize]) {
    let height = |lines: &[&str]| 16.0 + 17.0 * lines.len() as f64;
    let middle = x + WIDTH / 2.0;
    for (i, &(y, lines)) in boxes.iter().enumerate() {
        let class = if new.contains(&i) { "box new" } else { "box" };
        svg.rect(class, [x, y], [WIDTH, height(lines)]);
        for (&line, row) in lines.iter().zip(0_u8..) {
            let at = [middle, y + 21.0 + 17.0 * f64::from(row)];
            svg.text("small middle", at, line);
        }
        if let Some(&(next, _)) = boxes.get(i + 1) {
            let from = [middle, y + height(lines)];
            svg.arrow("axis", from, [middle, next]);
        }
    }
}
