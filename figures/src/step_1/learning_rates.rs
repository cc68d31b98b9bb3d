//! The end of the run at different learning rates.

use runs::{Training, Weights};
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("rate at the start")
        .left("validation loss, from six starts")
        .left("in words");
    let mut ends = Vec::new();
    for (rate, verdict) in [
        (0.1, "too low"),
        (1.0, "the book's"),
        (2.0, "about the same"),
        (3.0, "breaks the network"),
    ] {
        let end = |weights| {
            let run = Training::mlp().rate(rate).weights(weights).run();
            run.validation_loss
        };
        let losses: Vec<f64> =
            Weights::and_seeds(5).into_iter().map(end).collect();
        table = table.row([rate.to_string(), words(&losses), verdict.into()]);
        ends.push(losses);
    }
    let [slow, book, twice, three] = &ends[..] else {
        panic!("four rates");
    };
    let most = |of: &[f64]| of.iter().copied().fold(0.0, f64::max);
    let least = |of: &[f64]| of.iter().copied().fold(9.0, f64::min);
    assert!(least(slow) > most(book) + 0.3, "too low");
    assert!(least(twice) < most(book) && least(book) < most(twice));
    let broken = |it: &f64| it.is_nan() || *it > most(book) + 0.2;
    assert!(three.iter().all(broken), "from every start");
    table.to_string()
}

/// From where to where some losses lie, and how many are no numbers.
fn words(losses: &[f64]) -> String {
    let (nan, losses): (Vec<f64>, Vec<f64>) =
        losses.iter().partition(|it| it.is_nan());
    let most = losses.iter().copied().fold(f64::MIN, f64::max);
    let least = losses.iter().copied().fold(f64::MAX, f64::min);
    let range = format!("{} to {}", fixed(least, 2), fixed(most, 2));
    match nan.len() {
        0 => range,
        count => format!("{range}; {count} of the six end in NaN"),
    }
}
