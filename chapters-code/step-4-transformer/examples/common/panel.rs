//! Several small heat maps in one drawing.

use typeset::Svg;

/// A matrix as cells, with its upper left corner at a point. The number `most`
/// is drawn full; rows may be shorter than others.
pub fn panel(
    svg: &mut Svg,
    [x, y]: [f64; 2],
    [width, height]: [f64; 2],
    most: f64,
    cells: &[Vec<f64>],
) {
    for (row, numbers) in cells.iter().enumerate() {
        for (column, &number) in numbers.iter().enumerate() {
            let class = if number < 0.0 {
                "heat-negative"
            } else {
                "heat"
            };
            let corner = [x + column as f64 * width, y + row as f64 * height];
            let share = (number.abs() / most).min(1.0);
            let d = format!(
                "M{:.1} {:.1}h{width}v{height}h-{width}z",
                corner[0], corner[1]
            );
            svg.shade(class, (share * 100.0).round() / 100.0, &d);
            svg.rect("heat-frame", corner, [width, height]);
        }
    }
}
