//! The losses of the run, and running means for the network and the table.

use runs::{Curve, curves_chart};
use runs::{NUM_STEPS, counting, mlp};

fn main() {
    let (table, network) = (counting(NUM_STEPS), mlp(NUM_STEPS, 1.0));
    let curve = |step, losses| Curve {
        step,
        name: runs::run_name(step, 1),
        losses,
    };
    let network = curve(1, &network.losses);
    let curves = [curve(0, &table.losses), network];
    print!("{}", curves_chart(&curves, 50, Some(network)));
}
