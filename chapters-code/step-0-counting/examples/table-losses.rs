//! The loss of each of the 1,000 names before it was counted, and its mean.

use typeset::{Axis, Chart};

fn main() {
    let losses = runs::counting(runs::NUM_STEPS).losses;
    let points = |losses: Vec<f64>| {
        let steps = (1..).zip(losses);
        steps.map(|(step, loss)| [f64::from(step), loss])
    };
    let chart = Chart::new(
        "The loss of a thousand names, and its running mean",
        Axis::linear("training step", &[0.0, 250.0, 500.0, 750.0, 1000.0]),
        Axis::linear("loss", &[1.5, 2.0, 2.5, 3.0, 3.5, 4.0]),
    )
    .level("a uniform guess: 3.296", names::math::ln(27.0))
    .line("faint", "the loss of one name", points(losses.clone()))
    .line(
        "",
        "mean of the last 50",
        points(runs::running_mean(&losses, 50)),
    );
    print!("{chart}");
}
