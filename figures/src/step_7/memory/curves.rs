//! The loss of what is read and of what is not, step by step.

use typeset::{Axis, Chart};

use super::Runs;

pub fn figure() -> String {
    let x = Axis::linear("steps", &[0.0, 500.0, 1000.0, 1500.0, 2000.0]);
    let y = Axis::linear("bits per character", &[2.0, 2.4, 2.8, 3.2, 3.6]);
    let chart = Chart::new("Read and not read", x, y).height(260.0);
    let parts = [("series-1", "an eighth", 8), ("series-5", "all", 1)];
    let chart = parts.iter().fold(chart, |chart, &(class, name, part)| {
        let curve = Runs::of_part(part).curve();
        let shown = |column: usize| {
            let points = curve.iter().map(|it| [it[0], it[column]]);
            points.filter(|it| it[1] < 3.6).collect::<Vec<_>>()
        };
        chart
            .line(class, &format!("{name}: not read"), shown(2))
            .line(
                &format!("{class} faint"),
                &format!("{name}: read"),
                shown(1),
            )
    });
    chart.to_string()
}
