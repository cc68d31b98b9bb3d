//! The numbers in the sentences of Step 1's exercises.

use exercises::step_1::tanh;
use runs::{NUM_STEPS, Start, Training, Weights};
use step_1_gradient_descent::{analytic_gradient, num_params};
use typeset::{Facts, fixed};

use crate::exercises::logit_table;
use crate::exercises::relu_or_tanh::by_tanh;
use crate::step_0::floor::{NAMES_ALIKE, PAIRS_ALIKE, Shares, is_best};
use crate::step_1::common::span;

pub fn facts(facts: Facts) -> Facts {
    first_gradients(walked(luck(facts)))
}

/// Of 1.B: where the walk ends, on the names that it learns from.
fn walked(facts: Facts) -> Facts {
    let docs = &runs::corpus().0.docs;
    let names = &docs[..NUM_STEPS];
    let best = Shares::counted(names, NAMES_ALIKE);
    assert!(is_best(&best, names));
    let [best, plain] =
        [best, Shares::counted(names, PAIRS_ALIKE)].map(|it| it.loss(names));
    let far = logit_table::trained(names, 100, 10.0);
    let [far, far_held] = [names, runs::validation_set(docs)]
        .map(|it| logit_table::loss(&far, it));
    assert!(best < far && far < plain, "below the shares of the pairs");
    facts
        .with("pairs-alike", fixed(plain, 3))
        .with("names-alike", fixed(best, 4))
        .with("walked-far", fixed(far, 4))
        .with("walked-far-held", fixed(far_held, 3))
}

/// How far the run ends from itself if only the initial weights are others.
fn luck(facts: Facts) -> Facts {
    let loss = |weights| Training::mlp().weights(weights).run().validation_loss;
    let run = loss(Weights::OfTheRun);
    let others = Weights::and_seeds(4).into_iter();
    let most = others.map(|it| (loss(it) - run).abs()).fold(0.0, f64::max);
    facts.with("mlp-luck", fixed(most, 3))
}

/// Of 1.D: how much longer the gradient is with tanh, before any training, as
/// the mean over the names of the run.
fn first_gradients(facts: Facts) -> Facts {
    let start = Start::of_the_book();
    let params = start.parameters(num_params(27));
    let names = &start.corpus.docs[..NUM_STEPS];
    let length = |grad: &[f64]| grad.iter().map(|g| g * g).sum::<f64>().sqrt();
    let [relu, tanh] = [analytic_gradient, tanh::gradient].map(|gradient| {
        let length = |doc: &[usize]| length(&gradient(27, &params, doc).1);
        runs::mean_over(names, length)
    });
    // The same steps as with ReLU, by their length at the start.
    let pairs = Weights::and_seeds(3).into_iter().map(|weights| {
        let by_relu = Training::mlp().rate(0.3).weights(weights).run();
        [by_relu.validation_loss, by_tanh(weights, 0.3 * relu / tanh)]
    });
    let pairs: Vec<[f64; 2]> = pairs.collect();
    assert!(
        pairs.iter().all(|[relu, tanh]| tanh > relu),
        "no lead is left"
    );
    let matched: Vec<f64> = pairs.iter().map(|it| it[1]).collect();
    facts
        .with("tanh-gradient", fixed(tanh / relu, 1))
        .with("tanh-matched", span(&matched))
}
