//! The network after it has met the same thousand names again.

use runs::{NUM_STEPS, counting, mean_over};
use step_0_counting::mean_loss;
use step_1_gradient_descent::train;
use typeset::{Table, fixed};

use super::common::{VOCAB_SIZE, loss_of_all, reference, validation_loss};

/// The number added to each count instead of 1.
const LESS: f64 = 0.3;

pub fn figure() -> String {
    let run = reference();
    let names = &run.docs[..NUM_STEPS];
    let counting = counting(NUM_STEPS);
    let of_table = mean_over(names, |tokens| {
        mean_loss(tokens, |token| counting.model.probabilities(token))
    });
    let mut table = Table::new()
        .left("model")
        .right("loss of the thousand names")
        .right("validation loss");
    let mut held = Vec::new();
    for (passes, label) in [
        (1, "1 pass"),
        (2, "2 passes"),
        (3, "3 passes"),
        (5, "5 passes"),
    ] {
        let mut params = run.untrained.clone();
        train(VOCAB_SIZE, &mut params, names, passes * NUM_STEPS, 1.0)
            .for_each(drop);
        held.push(validation_loss(&params, &run.docs));
        table = table.row([
            format!("network, {label}"),
            fixed(loss_of_all(&params, names), 3),
            fixed(validation_loss(&params, &run.docs), 3),
        ]);
    }
    assert!(held.is_sorted_by(|a, b| a > b), "each is lower");
    assert!(
        held[1] > counting.validation_loss
            && held[3] < counting.validation_loss
    );
    let less = |token: usize| {
        let row = counting.model.row(token);
        let smoothed: Vec<f64> =
            row.iter().map(|&count| f64::from(count) + LESS).collect();
        let total: f64 = smoothed.iter().sum();
        smoothed.iter().map(|count| count / total).collect()
    };
    let of_less =
        |docs: &[Vec<usize>]| mean_over(docs, |tokens| mean_loss(tokens, less));
    let of_held = of_less(runs::validation_set(&run.docs));
    assert!((of_held - held[3]).abs() < 0.004, "about as good");
    table = table
        .row([
            "table".into(),
            fixed(of_table, 3),
            fixed(counting.validation_loss, 3),
        ])
        .row([
            format!("table, adding {LESS} for 1"),
            fixed(of_less(names), 3),
            fixed(of_held, 3),
        ]);
    table.to_string()
}
