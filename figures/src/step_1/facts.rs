//! The numbers in the sentences of Step 1.

mod one_run;
mod training;

use portable::math;
use runs::{NUM_STEPS, mean_over};
use step_0_counting::mean_loss;
use step_1_gradient_descent::analytic::linear_backward;
use step_1_gradient_descent::{
    N_EMBD, N_HIDDEN, analytic_gradient, linear, linear_decay, num_params,
    numerical_gradient, relu, sgd_step, softmax, train,
};
use typeset::{Facts, fixed, thousands};

use super::common::{
    AVA, FC2_V_5, Reference, VOCAB_SIZE, difference_at, from_six_draws,
    largest_difference, least_and_most, letter, loss, mean_and_error, mlp,
    probabilities, reference, span, validation_loss,
};
use super::real_or_chance::differences;

pub fn figure() -> String {
    let run = reference();
    let facts = opening(Facts::new(), &run);
    let facts = parameters(facts, &run);
    let facts = softmax_limits(facts);
    let facts = flow(facts, &run);
    let facts = forward(facts, &run);
    let facts = slopes(facts, &run);
    let facts = chain_rule(facts, &run);
    let facts = check(facts, &run);
    let facts = training::facts(facts, &run);
    one_run::facts(facts, &run).to_string()
}

/// The opening and 1.1.
fn opening(facts: Facts, run: &Reference) -> Facts {
    let table = runs::counting(NUM_STEPS).validation_loss;
    let network = validation_loss(&run.trained, &run.docs);
    assert!(table < network, "the network does not beat the table");
    let all_pairs: usize = run.docs.iter().map(|doc| doc.len() - 1).sum();
    facts
        .with("cells-1", thousands(VOCAB_SIZE.pow(2)))
        .with("cells-2", thousands(VOCAB_SIZE.pow(3)))
        .with("cells-5", thousands(VOCAB_SIZE.pow(6)))
        .with("all-pairs", thousands(all_pairs))
        .with("num-docs", thousands(run.docs.len()))
        .with("num-validation", runs::validation_set(&run.docs).len())
        .with("held-table", fixed(table, 3))
        .with("held-mlp", fixed(network, 3))
        .with("uniform", fixed(math::ln(27.0), 3))
        .with("num-params", thousands(num_params(VOCAB_SIZE)))
}

/// 1.2
fn parameters(facts: Facts, run: &Reference) -> Facts {
    let mut constant = vec![0.1; num_params(VOCAB_SIZE)];
    train(VOCAB_SIZE, &mut constant, &run.docs, NUM_STEPS, 1.0).for_each(drop);
    let trained = mlp(&constant);
    let first = trained.mlp_fc1.row(0);
    assert!(trained.mlp_fc1.rows().all(|row| row == first), "equal");

    let largest = |params: &[f64]| {
        params.iter().fold(0.0, |most: f64, p| most.max(p.abs()))
    };
    let (q, v) = (16, 21);
    let moved = |token: usize| {
        let [before, after] = [&run.untrained, &run.trained]
            .map(|params| mlp(params).wte.row(token));
        let moves = before.iter().zip(after).map(|(a, b)| (a - b) * (a - b));
        moves.sum::<f64>().sqrt()
    };
    assert!(
        (0..VOCAB_SIZE).all(|token| moved(token) >= moved(q)),
        "it has hardly moved"
    );
    let ends_at = validation_loss(&constant, &run.docs);
    assert!(ends_at < math::ln(27.0), "better than zeros");
    let count = |token: usize| {
        let tokens = run.docs[..NUM_STEPS].iter().flatten();
        tokens.filter(|&&it| it == token).count()
    };
    let fc1 = VOCAB_SIZE * N_EMBD;
    let fc2 = fc1 + N_HIDDEN * N_EMBD;
    facts
        .with("wte-params", fc1)
        .with("fc1-params", thousands(fc2 - fc1))
        .with("fc2-params", thousands(num_params(VOCAB_SIZE) - fc2))
        .with("held-constant", fixed(ends_at, 3))
        .with("largest-untrained", fixed(largest(&run.untrained), 2))
        .with("q-moved", fixed(moved(q), 2))
        .with("v-moved", fixed(moved(v), 2))
        .with("q-count", count(q))
        .with("v-count", count(v))
        .with("params-100", thousands(num_params(100)))
        .with("cells-100", thousands(100 * 100))
        .with("fc2-v-5", thousands(fc2 + v * N_HIDDEN + 5))
}

/// 1.3
fn softmax_limits(facts: Facts) -> Facts {
    let whole = |x: i32| math::exp(f64::from(x));
    let overflows = (0..1000).find(|&x| whole(x).is_infinite());
    let vanishes = (0..1000).find(|&x| whole(-x) == 0.0);

    // One NaN, one training step.
    let mut params = vec![0.1; num_params(VOCAB_SIZE)];
    params[FC2_V_5] = f64::NAN;
    train(VOCAB_SIZE, &mut params, &[AVA.to_vec()], 1, 1.0).for_each(drop);
    let layers = &params[VOCAB_SIZE * N_EMBD..];
    assert!(layers.iter().all(|w| w.is_nan()), "both layers are ruined");
    facts
        .with("e", fixed(math::exp(1.0), 2))
        .with("exp-overflows", overflows.expect("an f64 has an end"))
        .with("exp-vanishes", vanishes.expect("and a smallest number"))
}

/// 1.4
fn flow(facts: Facts, run: &Reference) -> Facts {
    let hidden = |params: &[f64], token: usize| {
        let mlp = mlp(params);
        relu(&linear(mlp.wte.row(token), &mlp.mlp_fc1))
    };
    let alive = hidden(&run.trained, 0).iter().filter(|&&h| h > 0.0).count();
    let dead = |params: &[f64]| {
        let of_all: Vec<Vec<f64>> =
            (0..VOCAB_SIZE).map(|token| hidden(params, token)).collect();
        (0..N_HIDDEN)
            .filter(|&i| of_all.iter().all(|h| h[i] == 0.0))
            .count()
    };
    let probs = probabilities(&run.trained, 0);
    let mut order: Vec<usize> = (0..VOCAB_SIZE).collect();
    assert!(probs.iter().all(|p| p.is_finite()), "they have an order");
    order.sort_by(|&a, &b| probs[b].total_cmp(&probs[a]));
    let top = |rank: usize| letter(&run.tokenizer, order[rank]);
    assert_eq!(
        [top(0), top(1), top(2)],
        ["n", "BOS", "r"],
        "as in the text"
    );
    let layers = N_HIDDEN * N_EMBD + VOCAB_SIZE * N_HIDDEN;
    let linear = from_six_draws(|start| validation_without_relu(run, start));
    let network = six_networks(run);
    let [least, most] = least_and_most(&linear);
    assert!(
        least > least_and_most(&network)[1] && most < 2.6,
        "a little"
    );
    facts
        .with("held-mlp-span", span(&network))
        .with("held-no-relu", span(&linear))
        .with("fc1-plus-fc2-less", thousands(layers - VOCAB_SIZE * N_EMBD))
        .with("mults", thousands(layers))
        .with("alive-a", alive)
        .with("dead-untrained", dead(&run.untrained))
        .with("dead-trained", dead(&run.trained))
        .with("top-a-1", format!("\"{}\"", top(0)))
        .with("top-a-3", format!("\"{}\"", top(2)))
        .with("top-a-1-p", fixed(probs[order[0]], 3))
        .with("top-a-2-p", fixed(probs[order[1]], 3))
        .with("top-a-3-p", fixed(probs[order[2]], 3))
}

/// The validation losses of the run from six draws of the initial weights.
fn six_networks(run: &Reference) -> [f64; 6] {
    from_six_draws(|mut params| {
        train(VOCAB_SIZE, &mut params, &run.docs, NUM_STEPS, 1.0)
            .for_each(drop);
        validation_loss(&params, &run.docs)
    })
}

/// The same run of a network without a `ReLU` between its layers.
fn validation_without_relu(run: &Reference, mut params: Vec<f64>) -> f64 {
    for (step, doc) in run.docs[..NUM_STEPS].iter().enumerate() {
        let mut grad = vec![0.0; params.len()];
        let (d_wte, rest) = grad.split_at_mut(VOCAB_SIZE * N_EMBD);
        let (d_fc1, d_fc2) = rest.split_at_mut(N_HIDDEN * N_EMBD);
        let mlp = mlp(&params);
        let n = (doc.len() - 1) as f64;
        for pair in doc.windows(2) {
            let x = mlp.wte.row(pair[0]);
            let h = linear(x, &mlp.mlp_fc1);
            let probs = softmax(&linear(&h, &mlp.mlp_fc2));
            let mut d_logits: Vec<f64> = probs.iter().map(|p| p / n).collect();
            d_logits[pair[1]] -= 1.0 / n;
            let d_h = linear_backward(&d_logits, &h, &mlp.mlp_fc2, d_fc2);
            let d_x = linear_backward(&d_h, x, &mlp.mlp_fc1, d_fc1);
            let d_row = d_wte[pair[0] * N_EMBD..].iter_mut();
            d_row.zip(d_x).for_each(|(d_row, d_x)| *d_row += d_x);
        }
        sgd_step(&mut params, &grad, linear_decay(1.0, step, NUM_STEPS));
    }
    let mlp = mlp(&params);
    mean_over(runs::validation_set(&run.docs), |tokens| {
        mean_loss(tokens, |token| {
            let h = linear(mlp.wte.row(token), &mlp.mlp_fc1);
            softmax(&linear(&h, &mlp.mlp_fc2))
        })
    })
}

/// 1.5
fn forward(facts: Facts, run: &Reference) -> Facts {
    let large: Vec<f64> = run.untrained.iter().map(|p| p * 10.0).collect();
    let largest_logit = |params: &[f64]| {
        let logits =
            (0..VOCAB_SIZE).flat_map(|token| mlp(params).logits(token));
        logits.fold(0.0, |most: f64, z| most.max(z.abs()))
    };
    let uniform = math::ln(27.0);
    let first = run.losses[0];
    let ava = loss(&run.untrained, &AVA);
    assert!(first > uniform && ava < uniform, "on either side");
    let chances: Vec<f64> = (0..VOCAB_SIZE)
        .flat_map(|token| probabilities(&run.untrained, token))
        .collect();
    let least = chances.iter().copied().fold(1.0, f64::min);
    let most = chances.iter().copied().fold(0.0, f64::max);

    assert!(run.losses.iter().all(|loss| loss.is_finite()));
    let worst_from = |from: usize| {
        (from..NUM_STEPS)
            .max_by(|&a, &b| run.losses[a].total_cmp(&run.losses[b]))
            .expect("there are steps")
    };
    let (peak, worst) = (worst_from(0), worst_from(500));
    assert!(run.losses[worst] > first, "more than the first");
    let counting = runs::counting(NUM_STEPS);
    let table = counting.losses;

    // The two models over the same names.
    let validation = runs::validation_set(&run.docs);
    let cheaper =
        |doc: &&Vec<usize>| loss(&run.trained, doc) < loss(&run.untrained, doc);
    let cheaper = validation.iter().filter(cheaper).count();
    let [late, held] = differences(run).map(|it| mean_and_error(&it));
    assert!(late[0] < 0.0 && -late[0] < late[1] / 2.0, "nothing");
    assert!(held[0] > 5.0 * held[1], "more than five of them");
    let leans = AVA.windows(2).all(|pair| {
        let p = counting.model.probabilities(pair[0])[pair[1]];
        let network = probabilities(&run.trained, pair[0])[pair[1]];
        let nothing = probabilities(&run.untrained, pair[0])[pair[1]];
        (p - nothing) * (network - p) > 0.0
    });
    assert!(leans, "the network leans further");
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / 100.0;
    facts
        .with("first-loss", fixed(first, 4))
        .with("uniform-4", fixed(uniform, 4))
        .with("largest-logit", fixed(largest_logit(&run.untrained), 3))
        .with("largest-logit-10", fixed(largest_logit(&large), 0))
        .with("first-loss-10", fixed(loss(&large, &run.docs[0]), 1))
        .with("least-p", fixed(least, 4))
        .with("most-p", fixed(most, 4))
        .with("one-27th", fixed(1.0 / 27.0, 4))
        .with("ava-untrained", fixed(ava, 4))
        .with(
            "av-untrained",
            fixed(probabilities(&run.untrained, 0)[21], 3),
        )
        .with("av-trained", fixed(probabilities(&run.trained, 0)[21], 3))
        .with("cheaper", cheaper)
        .with("peak-step", peak + 1)
        .with("peak-name", run.tokenizer.decode(&run.docs[peak]))
        .with("peak-loss", fixed(run.losses[peak], 2))
        .with("late-difference", fixed(late[0].abs(), 3))
        .with("worst-step", worst + 1)
        .with("worst-name", run.tokenizer.decode(&run.docs[worst]))
        .with("worst-loss", fixed(run.losses[worst], 2))
        .with("first-100-table", fixed(mean(&table[..100]), 3))
        .with("first-100-mlp", fixed(mean(&run.losses[..100]), 3))
        .with("last-100-table", fixed(mean(&table[900..]), 3))
        .with("last-100-mlp", fixed(mean(&run.losses[900..]), 3))
}

/// 1.6
fn slopes(facts: Facts, run: &Reference) -> Facts {
    let mut params = run.trained.clone();
    let slope = |params: &mut Vec<f64>, i: usize| {
        let (_, grad) = numerical_gradient(VOCAB_SIZE, params, &AVA, 1e-5);
        grad[i]
    };
    let fc2_n_5 = FC2_V_5 - (21 - 13) * N_HIDDEN;
    let (at_v, at_n) =
        (slope(&mut params, FC2_V_5), slope(&mut params, fc2_n_5));
    assert!(at_v < -0.2 && at_v > -0.3 && at_n > 0.0, "about a quarter");
    let (_, grad) = numerical_gradient(VOCAB_SIZE, &mut params, &AVA, 1e-5);
    assert!(
        grad[16 * N_EMBD..17 * N_EMBD].iter().all(|&g| g == 0.0),
        "q"
    );

    let loss_at = |weight: f64| {
        let mut moved = run.trained.clone();
        moved[FC2_V_5] = weight;
        let loss = loss(&moved, &AVA);
        assert!(loss.is_finite());
        loss
    };
    let weights = (0..800).map(|i| f64::from(i) * 0.01);
    let best = weights
        .min_by(|&a, &b| loss_at(a).total_cmp(&loss_at(b)))
        .expect("there are weights");
    let (_, untrained) = analytic_gradient(VOCAB_SIZE, &run.untrained, &AVA);
    let moved = untrained.iter().filter(|&&g| g != 0.0).count();
    let passes = num_params(VOCAB_SIZE) + 1;
    facts
        .with("moved-ava", thousands(moved))
        .with("w", fixed(run.trained[FC2_V_5], 3))
        .with("w-best", fixed(best, 1))
        .with("ava-trained", fixed(loss(&run.trained, &AVA), 4))
        .with("slope", fixed(at_v, 3))
        .with("slope-n", fixed(at_n, 3))
        .with("passes", thousands(passes))
        .with("passes-run", thousands(passes * NUM_STEPS))
}

/// 1.7
fn chain_rule(facts: Facts, run: &Reference) -> Facts {
    let mlp = mlp(&run.trained);
    let h_5 = |token: usize| relu(&linear(mlp.wte.row(token), &mlp.mlp_fc1))[5];
    assert!(h_5(26) == 0.0 && h_5(21) == 0.0 && h_5(0) > 0.0, "off, on");
    let (_, grad) = analytic_gradient(VOCAB_SIZE, &run.trained, &AVA);
    let last = probabilities(&run.trained, 0)[21] / 4.0 * h_5(0);
    assert!(grad[FC2_V_5] < 0.0 && last > 0.0, "the wrong sign");
    let passes = num_params(VOCAB_SIZE) + 1;
    facts
        .with("h5-off", fixed(h_5(26), 0))
        .with("last-pair-share", fixed(last, 4))
        .with("saving", thousands(passes / 3 / 100 * 100))
        .with("d-target-untrained", fixed((1.0 / 27.0 - 1.0) / 4.0, 3))
        .with("d-other-untrained", fixed(1.0 / 27.0 / 4.0, 3))
}

/// 1.8
fn check(facts: Facts, run: &Reference) -> Facts {
    let mut params = run.untrained.clone();
    let doc = &run.docs[0];
    let mut power = |exponent: f64| {
        difference_at(&mut params, doc, math::powf(10.0, exponent))
    };
    let [at_5, at_6, at_12] = [-5.0, -6.0, -12.0].map(&mut power);
    assert!(
        (-12..=-1).all(|it| power(f64::from(it)) >= at_6),
        "the best"
    );

    let (_, grad) = analytic_gradient(VOCAB_SIZE, &run.untrained, doc);
    let both_ways: Vec<f64> = {
        let slopes = |eps: f64| {
            let mut params = run.untrained.clone();
            numerical_gradient(VOCAB_SIZE, &mut params, doc, eps).1
        };
        let (up, down) = (slopes(1e-4), slopes(-1e-4));
        up.iter()
            .zip(down)
            .map(|(up, down)| (up + down) / 2.0)
            .collect()
    };
    let both_ways = largest_difference(&both_ways, &grad);
    assert!(both_ways < at_6 / 10.0, "smaller still");
    let zeros = grad.iter().filter(|&&g| g == 0.0).count();
    let largest = largest_difference(&grad, &vec![0.0; grad.len()]);

    // What the last pair alone leaves in the two layers.
    let n = (doc.len() - 1) as f64;
    let pair = &doc[doc.len() - 2..];
    let (_, last) = analytic_gradient(VOCAB_SIZE, &run.untrained, pair);
    let last: Vec<f64> = last.iter().map(|g| g / n).collect();
    let layers = VOCAB_SIZE * N_EMBD..;
    let bug = largest_difference(&grad[layers.clone()], &last[layers]);

    let signs = |params: &[f64]| -> Vec<bool> {
        let mlp = mlp(params);
        let hidden = |&token| linear(mlp.wte.row(token), &mlp.mlp_fc1);
        doc.iter().flat_map(hidden).map(|h| h > 0.0).collect()
    };
    let before = signs(&run.untrained);

    // Without the division by n, at a rate with which steps are about as long
    // as in the run.
    let too_long = from_six_draws(|mut params| {
        without_n(run, &mut params, 1.0);
        validation_loss(&params, &run.docs)
    });
    assert!(too_long.iter().all(|loss| loss.is_nan()), "too long");
    let letters_alike = letters_alike(run);
    let nan_from = without_n(run, &mut run.untrained.clone(), 1.0);
    let nan_from = nan_from.expect("it ends in NaN");
    let last_bit = 3.0f64.next_up() - 3.0;
    assert!(at_12 * 1e-12 > 2.0 * last_bit, "more than the last bit");
    let crosses = |i: usize, eps: f64| {
        let mut nudged = run.untrained.clone();
        nudged[i] += eps;
        signs(&nudged) != before
    };
    let flips = |eps: f64| {
        let before_the_bend = 0..(VOCAB_SIZE + N_HIDDEN) * N_EMBD;
        before_the_bend.filter(|&i| crosses(i, eps)).count()
    };
    // The largest error of a nudge of 0.1 that crosses a corner, and of one
    // that does not.
    let kinks = {
        let mut params = run.untrained.clone();
        let (_, by_nudge) =
            numerical_gradient(VOCAB_SIZE, &mut params, doc, 0.1);
        let largest = |crossing: bool| {
            let those =
                (0..grad.len()).filter(|&i| crosses(i, 0.1) == crossing);
            those
                .map(|i| (by_nudge[i] - grad[i]).abs())
                .fold(0.0, f64::max)
        };
        (largest(true), largest(false))
    };
    let by_the_line = 1000.0 * power(-4.0);
    assert!(kinks.0 > 100.0 * by_the_line && kinks.1 < by_the_line);
    facts
        .with("diff-1e-5", scientific(at_5))
        .with("diff-1e-6", scientific(at_6))
        .with("diff-both-ways", scientific(both_ways))
        .with("diff-1e-12", fixed(at_12, 4))
        .with("last-bit", scientific(last_bit))
        .with("round-off", scientific(at_12 * 1e-12))
        .with("nan-from", nan_from)
        .with("held-without-n", span(&letters_alike))
        .with("kink-error", fixed(kinks.0, 4))
        .with("no-kink-error", fixed(kinks.1, 6))
        .with("largest-grad", fixed(largest, 3))
        .with("zeros", zeros)
        .with("non-zeros", thousands(grad.len() - zeros))
        .with("flips-1", flips(0.1))
        .with("diff-bug", fixed(bug, 4))
        .with("bug-factor", thousands(million(bug / at_5)))
}

/// The validation losses from six draws of the weights, of runs whose gradient
/// is not divided by the number of pairs, at a seventh of the book's rate.
pub fn letters_alike(run: &Reference) -> [f64; 6] {
    from_six_draws(|mut params| {
        without_n(run, &mut params, 1.0 / 7.0);
        validation_loss(&params, &run.docs)
    })
}

/// The run with a gradient that is not divided by the number of pairs; returns
/// the training step whose loss is NaN, if any.
pub fn without_n(
    run: &Reference,
    params: &mut [f64],
    rate: f64,
) -> Option<usize> {
    let mut nan = None;
    for (step, doc) in run.docs[..NUM_STEPS].iter().enumerate() {
        let (loss, grad) = analytic_gradient(VOCAB_SIZE, params, doc);
        if loss.is_nan() {
            nan = nan.or(Some(step + 1));
        }
        let n = (doc.len() - 1) as f64;
        let rate = linear_decay(rate, step, NUM_STEPS);
        sgd_step(params, &grad, rate * n);
    }
    nan
}

/// A tiny number, `2.0e-9`.
fn scientific(x: f64) -> String {
    format!("{x:.1e}").replace('-', "−")
}

/// Millions, rounded to whole ones.
fn million(x: f64) -> String {
    fixed((x / 1e6).round() * 1e6, 0)
}
