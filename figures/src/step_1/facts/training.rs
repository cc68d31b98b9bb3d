//! The numbers in the sentences of section 1.9.

use portable::math;
use runs::{NUM_STEPS, counting};
use step_1_gradient_descent::{
    N_HIDDEN, analytic_gradient, linear, linear_decay, relu, sgd_step, train,
};
use typeset::{Facts, fixed};

use crate::step_1::common::{
    Reference, VOCAB_SIZE, from_six_draws, least_and_most, loss, loss_of_all,
    mlp, validation_loss,
};

pub fn facts(facts: Facts, run: &Reference) -> Facts {
    let facts = lengths(facts, run);
    let facts = constant_rates(facts, run);
    other_names(facts, run)
}

/// One pass over the thousand names at these rates; `see` gets the number of a
/// step, from 0, and the parameters after it.
fn one_pass(
    params: &mut [f64],
    run: &Reference,
    rate: impl Fn(usize) -> f64,
    mut see: impl FnMut(usize, &[f64]),
) {
    for (step, doc) in run.docs[..NUM_STEPS].iter().enumerate() {
        let (_, grad) = analytic_gradient(VOCAB_SIZE, params, doc);
        sgd_step(params, &grad, rate(step));
        see(step, params);
    }
}

/// The rate of the book's run.
fn falling(step: usize) -> f64 {
    linear_decay(1.0, step, NUM_STEPS)
}

/// What a rate of 3 breaks, and 2 does not: steps that do not lower the loss of
/// their own name, and hidden numbers that are off for all tokens in the end.
fn lengths(facts: Facts, run: &Reference) -> Facts {
    let from_draws = |rate: f64, what: fn(&[f64], usize) -> f64| {
        from_six_draws(|mut params| {
            let mut too_long = 0;
            for (step, doc) in run.docs[..NUM_STEPS].iter().enumerate() {
                let before = loss(&params, doc);
                let (_, grad) = analytic_gradient(VOCAB_SIZE, &params, doc);
                let rate = linear_decay(rate, step, NUM_STEPS);
                sgd_step(&mut params, &grad, rate);
                let lower = loss(&params, doc) < before;
                too_long += usize::from(!lower);
            }
            what(&params, too_long)
        })
    };
    let too_long = |_: &[f64], too_long: usize| too_long as f64;
    let off = |params: &[f64], _: usize| match params.iter().sum::<f64>() {
        sum if sum.is_nan() => f64::NAN,
        _ => hidden_that_are_off(params) as f64,
    };
    for rate in [1.0, 2.0] {
        assert_eq!(from_draws(rate, too_long), [0.0; 6], "all are lower");
        assert!(from_draws(rate, off).iter().all(|&it| it <= 2.0));
    }
    // Of the runs that still have numbers.
    let off = from_draws(3.0, off);
    let off: Vec<f64> = off.into_iter().filter(|it| !it.is_nan()).collect();
    assert_eq!(off.len(), 4, "the other two end in NaN");
    let too_long = from_draws(3.0, too_long);
    assert!(too_long.iter().all(|&it| it > 20.0), "some of them");
    let whole = |numbers: &[f64]| {
        least_and_most(numbers).map(|it| fixed(it, 0)).join(" to ")
    };
    facts
        .with("off-at-3", whole(&off))
        .with("last-rate", fixed(falling(NUM_STEPS - 1), 3))
}

/// From where to where some losses lie, in two decimals.
fn roughly(losses: &[f64]) -> String {
    least_and_most(losses).map(|it| fixed(it, 2)).join(" to ")
}

/// How many of the 64 hidden numbers are 0 after every token.
fn hidden_that_are_off(params: &[f64]) -> usize {
    let mlp = mlp(params);
    let hidden: Vec<Vec<f64>> = mlp
        .wte
        .rows()
        .map(|x| relu(&linear(x, &mlp.mlp_fc1)))
        .collect();
    (0..N_HIDDEN)
        .filter(|&i| hidden.iter().all(|h| h[i] == 0.0))
        .count()
}

/// A rate that does not fall, after a quarter of the names and after all.
fn constant_rates(facts: Facts, run: &Reference) -> Facts {
    let held = |params: &[f64]| validation_loss(params, &run.docs);
    let after = |rate: f64, last: usize| {
        from_six_draws(|mut params| {
            let mut then = f64::NAN;
            one_pass(
                &mut params,
                run,
                |_| rate,
                |step, params| {
                    if step + 1 == last {
                        then = held(params);
                    }
                },
            );
            then
        })
    };
    let falling = from_six_draws(|mut params| {
        one_pass(&mut params, run, falling, |_, _| ());
        held(&params)
    });
    let [early, constant] = [250, NUM_STEPS].map(|steps| after(1.0, steps));
    let lowest = least_and_most(&constant)[0];
    assert!(least_and_most(&early)[1] < lowest, "it rises");
    assert!(
        least_and_most(&falling)[1] < lowest,
        "a falling rate is better"
    );
    facts
        .with("held-constant-early", roughly(&early))
        .with("held-constant-rate", roughly(&constant))
}

/// Names that it has not seen: before training, after the book's run, and after
/// twenty names again and again.
fn other_names(facts: Facts, run: &Reference) -> Facts {
    let few = &run.docs[..20];
    let of_few = |docs: &[Vec<usize>]| {
        from_six_draws(|mut params| {
            train(VOCAB_SIZE, &mut params, few, NUM_STEPS, 1.0).for_each(drop);
            loss_of_all(&params, docs)
        })
    };
    let later = runs::validation_set(&run.docs);
    let overfit = of_few(later);
    assert!(least_and_most(&overfit)[0] > math::ln(27.0), "worse");

    let held_table = counting(NUM_STEPS).validation_loss;
    let held_mlp = validation_loss(&run.trained, &run.docs);
    facts
        .with("overfit-train", roughly(&of_few(few)))
        .with("overfit-held", roughly(&overfit))
        .with(
            "train-mlp",
            fixed(loss_of_all(&run.trained, &run.docs[..NUM_STEPS]), 3),
        )
        .with("gap", fixed(held_mlp - held_table, 3))
        .with(
            "held-untrained",
            fixed(validation_loss(&run.untrained, &run.docs), 3),
        )
}
