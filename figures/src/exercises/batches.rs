//! The network trained on batches: a thousand names, each read once, in fewer
//! steps the larger the batch.

use exercises::step_1::batch::train;
use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::num_params;
use typeset::{Table, thousands};

use crate::step_1::common::{least_and_most, span, validation_loss};

pub fn figure() -> String {
    let names = &runs::corpus().0.docs[..NUM_STEPS];
    let single = ends(names, 1, 1.0);
    let [four, ten] =
        [(4, 5.0), (10, 10.0)].map(|(n, rate)| ends(names, n, rate));
    let [least, most] = least_and_most(&single);
    assert!(
        ends(names, 10, 1.0).iter().all(|&it| it > most + 0.3),
        "far"
    );
    // As good where the rate has grown with the batch, up to a point.
    assert!(
        least_and_most(&four)[0] < most && least < least_and_most(&four)[1]
    );
    assert!(least_and_most(&ten)[1] < most + 0.015, "nearly the same");
    for (n, rate) in [(1, 5.0), (20, 20.0)] {
        let lost = ends(names, n, rate).iter().all(|it| it.is_nan());
        assert!(lost, "too long");
    }

    let shown = [
        (1, 1.0),
        (1, 5.0),
        (4, 5.0),
        (10, 1.0),
        (10, 10.0),
        (20, 20.0),
    ];
    table(names, &shown).to_string()
}

/// The validation losses at batches of these sizes and these rates.
pub fn table(names: &[Vec<usize>], shown: &[(usize, f64)]) -> Table {
    let mut table = Table::new()
        .right("batch")
        .right("steps")
        .right("rate")
        .right("validation loss");
    for &(batch_size, rate) in shown {
        let losses = ends(names, batch_size, rate);
        let broken = losses.iter().all(|loss| loss.is_nan());
        table = table.row([
            batch_size.to_string(),
            thousands(names.len() / batch_size),
            rate.to_string(),
            if broken { "NaN".into() } else { span(&losses) },
        ]);
    }
    table
}

/// The validation losses from four draws of the initial weights.
pub fn ends(names: &[Vec<usize>], batch_size: usize, rate: f64) -> Vec<f64> {
    let docs = &runs::corpus().0.docs;
    let end = |weights: Weights| {
        let mut params = weights.start().parameters(num_params(27));
        train(27, &mut params, names, batch_size, rate).for_each(drop);
        validation_loss(&params, docs)
    };
    Weights::and_seeds(3).into_iter().map(end).collect()
}
