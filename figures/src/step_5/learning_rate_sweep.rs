//! Validation losses of the same model after a thousand names, by learning rate
//! as a multiple of the best.

use rayon::prelude::*;
use runs::Training;
use step_4_transformer::Config;
use typeset::{Axis, Chart};

/// The best rates that were found, of SGD and of Adam.
const BEST: [f64; 2] = [0.2, 0.01];

pub fn figure() -> String {
    let factors = [0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 5.0, 10.0];
    let losses: Vec<[f64; 2]> = factors.into_par_iter().map(losses).collect();
    let curve = |i: usize| {
        let points = factors.into_iter().zip(&losses);
        let points = points.map(|(factor, losses)| [factor, losses[i]]);
        points.filter(|it| it[1].is_finite()).collect::<Vec<_>>()
    };
    let [sgd, adam] = [curve(0), curve(1)];
    assert_eq!(sgd.len(), 6, "at five times its best, SGD has no model");
    assert_eq!(adam.len(), 8, "at ten times its best, Adam has one");
    for (sgd, adam) in sgd.iter().zip(&adam).filter(|it| it.0[0] != 1.0) {
        let [by_sgd, by_adam] = [sgd[1] - losses[3][0], adam[1] - losses[3][1]];
        assert!(by_sgd > 0.0, "0.2 is the best that was tried");
        assert!(by_adam > by_sgd, "Adam loses more by the same factor");
    }
    assert!(sgd[5][1] < sgd[2][1], "at four times as good as at half");
    let near = [adam[2], adam[4]];
    assert!(near.iter().all(|it| it[1] < sgd[3][1]), "below SGD's best");

    let chart = Chart::new(
        "Validation loss by learning rate, for SGD and for Adam",
        Axis::log(
            "learning rate, as a multiple of the best",
            &[0.1, 1.0, 10.0],
        ),
        Axis::linear(
            "loss of the validation names",
            &[2.36, 2.4, 2.44, 2.48, 2.52],
        ),
    )
    .line("series-4", "SGD, best at 0.2", sgd.clone())
    .line("series-5", "Adam, best at 0.01", adam.clone())
    .dots("series-4", "", sgd)
    .dots("series-5", "", adam);
    chart.to_string()
}

/// The losses of SGD and of Adam, each at this multiple of its best rate.
fn losses(factor: f64) -> [f64; 2] {
    let config = Config::of_the_guide(27);
    let [sgd, adam] = BEST.map(|best| best * factor);
    [
        Training::transformer(config)
            .rate(sgd)
            .run()
            .validation_loss,
        Training::adam(config).rate(adam).run().validation_loss,
    ]
}
