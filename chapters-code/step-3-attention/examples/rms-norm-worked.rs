//! `rms_norm` on one vector in four sizes.

mod common;

use common::rms;
use step_3_attention::rms_norm;
use typeset::{Table, fixed};

fn main() {
    let direction = [0.4, -0.2, 0.4, 0.2];
    let vector = |x: &[f64], digits: usize| {
        let numbers: Vec<String> =
            x.iter().map(|&x| fixed(x, digits)).collect();
        format!("({})", numbers.join(", "))
    };
    let mut table = Table::new()
        .left("in")
        .right("its RMS")
        .left("out")
        .right("its RMS")
        .right("its length");
    for (factor, digits) in [(1.0, 1), (100.0, 0), (0.1, 2), (0.01, 3)] {
        let x = direction.map(|x| x * factor);
        let y = rms_norm(&x);
        table = table.row([
            vector(&x, digits),
            fixed(rms(&x), 4),
            vector(&y, 2),
            fixed(rms(&y), 4),
            fixed(rms(&y) * 2.0, 3),
        ]);
    }
    print!("{table}");
}
