//! The losses of the run, and running means for the network and the table.

mod common;

use names::math;
use runs::{NUM_STEPS, counting, running_mean};
use typeset::{Axis, Chart};

fn main() {
    let network = common::reference().losses;
    let table = counting(NUM_STEPS).losses;
    let steps = [0.0, 250.0, 500.0, 750.0, 1000.0];
    let losses = [1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5];
    assert!(
        network.iter().all(|loss| (1.5..4.5).contains(loss)),
        "it fits"
    );
    let chart = Chart::new(
        "The losses of the table and of the network",
        Axis::linear("training step", &steps),
        Axis::linear("loss", &losses),
    )
    .level("a uniform guess", math::ln(27.0))
    .line("series-1 faint", "network, each name", points(&network))
    .line("series-1", "network, mean of 50", means(&network))
    .line("", "table, mean of 50", means(&table));
    print!("{chart}");
}

fn points(losses: &[f64]) -> Vec<[f64; 2]> {
    let numbered = (1..).zip(losses);
    numbered
        .map(|(step, &loss)| [f64::from(step), loss])
        .collect()
}

fn means(losses: &[f64]) -> Vec<[f64; 2]> {
    let means = points(&running_mean(losses, 50));
    means.into_iter().skip(9).step_by(5).collect()
}
