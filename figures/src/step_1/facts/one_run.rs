//! The numbers in the sentences of "What One Run Proves".

use runs::{Training, validation_set};
use typeset::{Facts, fixed};

use super::without_n;
use crate::step_1::common::{
    Reference, least_and_most, loss, mean_and_error, span,
};
use crate::step_1::six_starts::{ends, six_letters_alike};

pub fn facts(facts: Facts, run: &Reference) -> Facts {
    let [slow, book, fast] = [0.3, 1.0, 2.0].map(ends);
    let alike = six_letters_alike();
    let gaps = |larger: &[f64], smaller: &[f64]| -> Vec<f64> {
        larger.iter().zip(smaller).map(|(a, b)| a - b).collect()
    };
    let gains = gaps(&book, &fast);
    assert!(gains[0] > 0.004, "the book's start prefers 2");
    let lower = gains.iter().filter(|&&gain| gain > 0.0).count();
    assert_eq!(lower, 4, "and two starts do not");
    let alike_gains = gaps(&book, &alike);
    let [least, most] = least_and_most(&alike_gains);
    assert!(least > 0.0, "the same sign from every start");
    assert!(
        least_and_most(&alike)[1] > least_and_most(&book)[0],
        "overlap"
    );
    assert!(least_and_most(&slow)[0] > least_and_most(&book)[1] + 0.03);

    let order = |ends: &[f64]| {
        let mut order = [0, 1, 2, 3, 4, 5];
        order.sort_by(|&i, &j| ends[i].total_cmp(&ends[j]));
        [order[0], order[5]]
    };
    assert_eq!(order(&book), order(&alike), "the best start, and the worst");

    // The luck of the names, from the book's weights.
    let mut params = run.untrained.clone();
    without_n(run, &mut params, 1.0 / 7.0);
    let fast_params = Training::mlp().rate(2.0).run().model;
    let slow_params = Training::mlp().rate(0.3).run().model;
    let by_names = |params: &[f64]| {
        let of = |doc: &Vec<usize>| loss(&run.trained, doc) - loss(params, doc);
        let gains: Vec<f64> =
            validation_set(&run.docs).iter().map(of).collect();
        mean_and_error(&gains)
    };
    let [by_alike, by_fast, by_slow] =
        [&params, &fast_params, &slow_params].map(|it| by_names(it));
    let errors = |[mean, error]: [f64; 2]| mean / error;
    assert!(errors(by_alike) > 4.0 && errors(by_slow) < -4.0);
    assert!((1.0..2.0).contains(&errors(by_fast)), "less than two");
    facts
        .with("fast", fixed(fast[0], 3))
        .with("fast-gain", fixed(gains[0], 4))
        .with("fast-error", fixed(by_fast[1], 4))
        .with("six-slow", span(&slow))
        .with("alike-gain-least", fixed(least, 4))
        .with("alike-gain-most", fixed(most, 4))
        .with("alike-gain", fixed(by_alike[0], 4))
        .with("alike-error", fixed(by_alike[1], 4))
}
