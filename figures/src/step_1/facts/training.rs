//! The numbers in the sentences of section 1.9.

use std::ops::Range;

use portable::math;
use runs::{NUM_STEPS, counting, mean_over, training_set};
use step_0_counting::{Counts, mean_loss};
use step_1_gradient_descent::{
    N_HIDDEN, analytic_gradient, linear, linear_decay, relu, sgd_step, train,
};
use typeset::{Facts, fixed, percent, thousands};

use crate::step_1::common::{
    Reference, VOCAB_SIZE, from_six_draws, least_and_most, loss, loss_of_all,
    mean_and_error, mlp, rows, span, validation_loss,
};
use crate::step_1::writers::{
    NUM_WRITTEN, Rows, as_sure_as_the_network, sureness, table, tempered, write,
};

pub fn facts(facts: Facts, run: &Reference) -> Facts {
    let facts = lengths(facts, run);
    let facts = constant_rates(facts, run);
    let facts = jolts(facts, run);
    let facts = other_weights(facts, run);
    let facts = other_names(facts, run);
    sure(facts, run)
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
    let whole = |numbers: &[f64]| {
        least_and_most(numbers).map(|it| fixed(it, 0)).join(" to ")
    };
    facts
        .with("too-long", whole(&too_long))
        .with("off-at-3", whole(&off))
        .with("last-rate", fixed(falling(NUM_STEPS - 1), 3))
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

/// Rates that do not fall, and the mean of the parameters in their place.
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
    let averaged = from_six_draws(|mut params| {
        let mut mean = vec![0.0; params.len()];
        one_pass(
            &mut params,
            run,
            |_| 0.5,
            |step, params| {
                if step >= NUM_STEPS / 2 {
                    for (mean, p) in mean.iter_mut().zip(params) {
                        *mean += p / (NUM_STEPS / 2) as f64;
                    }
                }
            },
        );
        held(&mean)
    });
    let falling = from_six_draws(|mut params| {
        one_pass(&mut params, run, falling, |_, _| ());
        held(&params)
    });
    let [early, constant] = [250, NUM_STEPS].map(|steps| after(1.0, steps));
    let half = after(0.5, NUM_STEPS);
    let better =
        |a: &[f64], b: &[f64]| least_and_most(a)[1] < least_and_most(b)[0];
    assert!(better(&early, &constant), "it rises");
    assert!(better(&half, &constant) && better(&falling, &half));
    assert!(better(&averaged, &half), "the mean is lower");
    let [[from, to], [least, most]] =
        [&averaged, &falling].map(|it| least_and_most(it));
    assert!(from < most && least < to, "they overlap");
    facts
        .with("held-constant-early", span(&early))
        .with("held-constant-rate", span(&constant))
        .with("held-constant-half", span(&half))
        .with("held-averaged", span(&averaged))
}

/// How far a single name moves the validation loss, on average.
fn jolts(facts: Facts, run: &Reference) -> Facts {
    let jolt = |steps: Range<usize>| {
        let mut moves = Vec::new();
        let mut before = None;
        one_pass(&mut run.untrained.clone(), run, falling, |step, params| {
            if steps.contains(&(step + 1)) || step + 1 == steps.end {
                let after = validation_loss(params, &run.docs);
                moves.extend(before.map(|it: f64| (after - it).abs()));
                before = Some(after);
            }
        });
        mean_and_error(&moves)[0]
    };
    let (early, late) = (jolt(200..300), jolt(900..NUM_STEPS));
    assert!(early > 10.0 * late, "they get smaller");
    facts
        .with("jolt-early", fixed(early, 3))
        .with("jolt-late", fixed(late, 4))
        .with(
            "held-untrained",
            fixed(validation_loss(&run.untrained, &run.docs), 3),
        )
}

/// Initial weights of twice the size: the validation loss after 50 names, and
/// in the end.
fn other_weights(facts: Facts, run: &Reference) -> Facts {
    let after = |scale: f64, last: usize| {
        from_six_draws(|params| {
            let mut params: Vec<f64> =
                params.iter().map(|p| p * scale).collect();
            let mut then = f64::NAN;
            one_pass(&mut params, run, falling, |step, params| {
                if step + 1 == last {
                    then = validation_loss(params, &run.docs);
                }
            });
            then
        })
    };
    let [early, early_twice] = [1.0, 2.0].map(|scale| after(scale, 50));
    let [end, end_twice] = [1.0, 2.0].map(|scale| after(scale, NUM_STEPS));
    for (twice, once) in [(&early_twice, &early), (&end_twice, &end)] {
        assert!(least_and_most(twice)[1] < least_and_most(once)[0]);
    }
    let of_table = counting(NUM_STEPS).validation_loss;
    assert!(least_and_most(&end_twice)[0] > of_table, "still above");
    facts
        .with("held-50", span(&early))
        .with("held-50-twice", span(&early_twice))
        .with("held-twice", span(&end_twice))
}

/// Twenty names again and again, and 5,000 once.
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

    let mut seen = training_set(&run.docs);
    seen.truncate(5000);
    let more = from_six_draws(|mut params| {
        train(VOCAB_SIZE, &mut params, &seen, seen.len(), 1.0).for_each(drop);
        loss_of_all(&params, later)
    });
    let mut counts = Counts::new(VOCAB_SIZE);
    for doc in &seen {
        counts.observe(doc);
    }
    let of_table = mean_over(later, |tokens| {
        mean_loss(tokens, |token| counts.probabilities(token))
    });
    assert!(of_table < least_and_most(&more)[0], "nearly");
    let held_table = counting(NUM_STEPS).validation_loss;
    let held_mlp = validation_loss(&run.trained, &run.docs);
    facts
        .with("overfit-train", span(&of_few(few)))
        .with("overfit-held", span(&overfit))
        .with(
            "train-mlp",
            fixed(loss_of_all(&run.trained, &run.docs[..NUM_STEPS]), 3),
        )
        .with("held-mlp-more", span(&more))
        .with("held-table-more", fixed(of_table, 3))
        .with("num-more", thousands(seen.len()))
        .with("gap", fixed(held_mlp - held_table, 3))
}

/// How sure the models are of their likeliest token, and what that does.
fn sure(facts: Facts, run: &Reference) -> Facts {
    let network = rows(&run.trained);
    let table = table();
    let sharpened = as_sure_as_the_network(run);
    let validation = |rows: &Rows| {
        mean_over(runs::validation_set(&run.docs), |tokens| {
            mean_loss(tokens, |token| rows[token].clone())
        })
    };
    let of_network = validation(&network);
    let softened = (100..150).map(|it| f64::from(it) / 100.0);
    let softened = softened
        .map(|temperature| validation(&tempered(&network, temperature)))
        .fold(of_network, f64::min);
    let gap = of_network - validation(&table);
    assert!(of_network - softened < gap / 5.0, "it costs little");

    let real = |temperature: f64| {
        let shares = from_six_draws(|mut params| {
            one_pass(&mut params, run, falling, |_, _| ());
            let rows = tempered(&rows(&params), temperature);
            write(run, &rows, run.rng.clone()).real
        });
        let [least, most] = least_and_most(&shares);
        format!("{} to {}", percent(least, 1), percent(most, 1))
    };
    facts
        .with("num-written", thousands(NUM_WRITTEN))
        .with("sure-table", percent(sureness(run, &table), 1))
        .with("sure-mlp", percent(sureness(run, &network), 1))
        .with("sharpened", fixed(sharpened, 2))
        .with("softened", fixed(of_network - softened, 3))
        .with("real-1", real(1.0))
        .with("real-half", real(0.5))
}
