//! The losses of three models that learn words that are said twice.

use runs::running_mean;
use runs::tasks::Past;
use typeset::{Axis, Chart};

use super::echo::{View, least};

pub fn figure() -> String {
    let curves = [
        ("series-1", "no past", Past::Unseen),
        ("series-3", "plain mean", Past::Mean),
        ("series-5", "attention", Past::Attention),
    ];
    let mut chart = Chart::new(
        "Three models learn words that are said twice",
        Axis::linear(
            "training step",
            &[0.0, 500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0],
        ),
        Axis::linear(
            "loss, mean of the last 100 words",
            &[1.0, 1.5, 2.0, 2.5, 3.0, 3.5],
        ),
    )
    .level("least without a past", least(View::TokenAndPosition))
    .level("least with it", least(View::AllSoFar));
    for (class, name, past) in curves {
        let losses = past.learned(1).losses;
        let points = (1..).zip(running_mean(&losses, 100));
        let points = points.skip(19).step_by(10);
        let points = points.map(|(step, loss)| [f64::from(step), loss]);
        chart = chart.line(class, name, points);
    }
    chart.to_string()
}
