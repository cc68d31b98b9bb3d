//! The loss of each name of the reference run, and its running mean.

use runs::Training;
use step_4_transformer::Config;
use typeset::{Axis, Chart};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let run = Training::adam(config).run();
    let means = runs::running_mean(&run.losses, 100);
    let largest = run.losses.iter().copied().fold(0.0, f64::max);
    let smallest = run.losses.iter().copied().fold(9.0, f64::min);
    assert!(largest < 4.0 && smallest > 1.0, "within the axis");
    let points = |numbers: Vec<f64>| (1..).map(f64::from).zip(numbers);
    let chart = Chart::new(
        "The loss of each of the thousand names, and its running mean",
        Axis::linear("training step", &[0.0, 250.0, 500.0, 750.0, 1000.0]),
        Axis::linear("loss", &[1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]),
    )
    .level("a uniform guess: 3.296", portable::math::ln(27.0))
    .line(
        "series-5 faint",
        "one name",
        points(run.losses).map(<[f64; 2]>::from),
    )
    .line(
        "series-5",
        "mean of the last 100",
        points(means).skip(19).map(<[f64; 2]>::from),
    );
    chart.to_string()
}
