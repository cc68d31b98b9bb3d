//! An eighth of the text, read many times, and three ways to learn from it.

use typeset::{Axis, Chart};

use super::{REMEDIES, Runs};

pub fn figure() -> String {
    let steps = [0.0, 1000.0, 2000.0, 3000.0, 4000.0];
    let x = Axis::linear("steps", &steps);
    let y = Axis::linear("bits per character", &[1.6, 2.0, 2.4, 2.8, 3.2]);
    let chart = Chart::new("An eighth of the text, many times", x, y);
    let classes = ["series-1", "series-3", "series-5"];
    let curves = REMEDIES.iter().zip(classes);
    let chart = curves.fold(chart.height(300.0), |chart, (it, class)| {
        let curve = Runs::of("passes", it.runs).curve();
        let shown = |column: usize| {
            let points = curve.iter().map(|it| [it[0], it[column]]);
            points.filter(|it| it[1] < 3.2).collect::<Vec<_>>()
        };
        let (name, faint) = (it.name, format!("{class} faint"));
        chart
            .line(class, &format!("{name}: not read"), shown(2))
            .line(&faint, &format!("{name}: read"), shown(1))
    });
    chart.to_string()
}
