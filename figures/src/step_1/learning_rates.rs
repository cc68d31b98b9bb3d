//! The end of the run at different learning rates.

use runs::{Training, Weights};
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("rate at the start")
        .right("validation loss of the run")
        .left("from five other draws of the weights");
    let mut ends = Vec::new();
    for rate in [0.1, 0.3, 1.0, 2.0, 3.0, 5.0] {
        let end = |weights| {
            let run = Training::mlp().rate(rate).weights(weights).run();
            run.validation_loss
        };
        let losses: Vec<f64> =
            Weights::and_seeds(5).into_iter().map(end).collect();
        let mut others = losses[1..].to_vec();
        others.sort_by(f64::total_cmp);
        let others: Vec<String> =
            others.iter().map(|&it| fixed(it, 3)).collect();
        table = table.row([
            rate.to_string(),
            fixed(losses[0], 3),
            others.join(", "),
        ]);
        ends.push(losses);
    }
    let [slow, slower, book, twice, three, five] = &ends[..] else {
        panic!("six rates");
    };
    let most = |of: &[f64]| of.iter().copied().fold(0.0, f64::max);
    let least = |of: &[f64]| of.iter().copied().fold(9.0, f64::min);
    assert!(least(slow) > most(slower) && least(slower) > most(book));
    assert!(least(twice) < most(book) && least(book) < most(twice));
    assert!(three.iter().all(|it| it.is_nan() || *it > most(slower)));
    assert!(five.iter().all(|it| it.is_nan()));
    table.to_string()
}
