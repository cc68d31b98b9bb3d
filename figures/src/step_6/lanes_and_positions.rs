//! "emma" in registers: a row is a feature, a lane a position.

use typeset::Svg;

const LANES: usize = 8;
const POSITIONS: [&str; 5] = ["BOS", "e", "m", "m", "a"];
const ROWS: usize = 5;

pub fn figure() -> String {
    let title = "Eight lanes: five positions of emma and three that are idle; \
                 a register holds one feature of all positions";
    let mut svg = Svg::new(title, 480.0, 190.0);
    let (width, height) = (44.0, 24.0);
    let place = |row: usize, lane: usize| {
        [110.0 + width * lane as f64, 34.0 + height * row as f64]
    };
    for lane in 0..LANES {
        let [x, y] = place(0, lane);
        let name = POSITIONS.get(lane).copied().unwrap_or("idle");
        let class = if lane < POSITIONS.len() {
            "middle small"
        } else {
            "middle small faint"
        };
        svg.text(class, [x + width / 2.0, y - 8.0], name);
    }
    for row in 0..ROWS {
        let [_, y] = place(row, 0);
        let name = match row {
            0..3 => format!("feature {row}"),
            3 => "…".to_owned(),
            _ => "feature 15".to_owned(),
        };
        svg.text("end small", [102.0, y + 16.0], name);
        for lane in 0..LANES {
            let class = if row == 3 {
                continue;
            } else if lane < POSITIONS.len() {
                "heat-frame"
            } else {
                "bar hollow"
            };
            svg.rect(class, place(row, lane), [width, height]);
        }
    }
    let [x, y] = place(1, 0);
    svg.rect("box new", [x, y], [width * LANES as f64, height]);
    svg.text("small", [x, 34.0 + height * ROWS as f64 + 18.0], {
        "one register: feature 1 of every position"
    });
    svg.to_string()
}
