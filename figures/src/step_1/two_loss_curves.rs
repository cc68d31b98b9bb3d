//! The losses of the run, and running means for the network and the table.

use runs::{Curve, NUM_STEPS, Training, counting, curves_chart, run_name};

pub fn figure() -> String {
    let (table, network) = (counting(NUM_STEPS), Training::mlp().run());
    let curve = |step, losses| Curve {
        step,
        name: run_name(step, 1),
        losses,
    };
    let network = curve(1, &network.losses);
    let curves = [curve(0, &table.losses), network];
    curves_chart(&curves, 50, Some(network)).to_string()
}
