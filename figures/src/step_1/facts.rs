//! The numbers in the sentences of Step 1.

use std::ops::Range;

use portable::math;
use runs::{NUM_STEPS, Training, mean_over};
use step_0_counting::{Counts, mean_loss};
use step_1_gradient_descent::analytic::linear_backward;
use step_1_gradient_descent::{
    N_EMBD, N_HIDDEN, analytic_gradient, linear, linear_decay, num_params,
    numerical_gradient, relu, sgd_step, softmax, train,
};
use typeset::{Facts, fixed, percent, thousands};

use super::common::{
    AVA, BOS, FC2_V_5, NUM_WRITTEN, Reference, VOCAB_SIZE, difference_at,
    largest_difference, letter, loss, loss_of_all, mean_and_error, mlp,
    probabilities, reference, validation_loss,
};

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
    let facts = training(facts, &run);
    let facts = confidence(facts, &run);
    facts.to_string()
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
        .with("largest-trained", fixed(largest(&run.trained), 2))
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
    let linear = validation_without_relu(run);
    let network = validation_loss(&run.trained, &run.docs);
    assert!(linear - network > 0.01 && linear < 2.6, "a little worse");
    facts
        .with("held-no-relu", fixed(linear, 3))
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

/// The same run of a network without a `ReLU` between its layers.
fn validation_without_relu(run: &Reference) -> f64 {
    let mut params = run.untrained.clone();
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
    let late: Vec<f64> = (900..NUM_STEPS)
        .map(|step| run.losses[step] - table[step])
        .collect();
    let held: Vec<f64> = runs::validation_set(&run.docs)
        .iter()
        .map(|doc| {
            let by_table = |token| counting.model.probabilities(token);
            loss(&run.trained, doc) - mean_loss(doc, by_table)
        })
        .collect();
    let [late, held] = [late, held].map(|it| mean_and_error(&it));
    assert!(late[0].abs() < late[1] / 2.0, "nothing");
    assert!(held[0] > 5.0 * held[1], "more than five of them");
    let leans = AVA.windows(2).all(|pair| {
        let p = counting.model.probabilities(pair[0])[pair[1]];
        let network = probabilities(&run.trained, pair[0])[pair[1]];
        let nothing = probabilities(&run.untrained, pair[0])[pair[1]];
        (p - nothing) * (network - p) > 0.0
    });
    assert!(leans, "the network leans further");
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / 100.0;
    let pairs = run.docs[..NUM_STEPS].iter().map(|doc| doc.len() - 1);
    let pairs = pairs.sum::<usize>() as f64 / NUM_STEPS as f64;
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
        .with("peak-step", peak + 1)
        .with("peak-name", run.tokenizer.decode(&run.docs[peak]))
        .with("peak-loss", fixed(run.losses[peak], 2))
        .with("late-difference", fixed(late[0].abs(), 3))
        .with("late-error", fixed(late[1], 3))
        .with("held-error", fixed(held[1], 3))
        .with("worst-step", worst + 1)
        .with("worst-name", run.tokenizer.decode(&run.docs[worst]))
        .with("worst-loss", fixed(run.losses[worst], 2))
        .with("first-100-table", fixed(mean(&table[..100]), 3))
        .with("first-100-mlp", fixed(mean(&run.losses[..100]), 3))
        .with("last-100-table", fixed(mean(&table[900..]), 3))
        .with("last-100-mlp", fixed(mean(&run.losses[900..]), 3))
        .with("cells-per-name", fixed(pairs, 0))
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

    let [right, at_tenth, at_one] = [
        Training::mlp().rate(0.1).run().validation_loss,
        without_n(run, 0.1).1,
        without_n(run, 1.0).1,
    ];
    assert!(at_one.is_nan() && at_tenth < right, "it trains at 0.1");
    let nan_from = without_n(run, 1.0).0.expect("it ends in NaN");
    let last_bit = 3.0f64.next_up() - 3.0;
    assert!(at_12 * 1e-12 > 2.0 * last_bit, "more than the last bit");
    let flips = |eps: f64| {
        let crosses = |&i: &usize| {
            let mut nudged = run.untrained.clone();
            nudged[i] += eps;
            signs(&nudged) != before
        };
        (0..(VOCAB_SIZE + N_HIDDEN) * N_EMBD)
            .filter(crosses)
            .count()
    };
    facts
        .with("diff-1e-5", scientific(at_5))
        .with("diff-1e-6", scientific(at_6))
        .with("diff-1e-12", fixed(at_12, 4))
        .with("last-bit", scientific(last_bit))
        .with("round-off", scientific(at_12 * 1e-12))
        .with("nan-from", nan_from)
        .with("held-without-n", fixed(at_tenth, 3))
        .with("held-slow", fixed(right, 3))
        .with("largest-grad", fixed(largest, 3))
        .with("zeros", zeros)
        .with("non-zeros", thousands(grad.len() - zeros))
        .with("flips-1", flips(0.1))
        .with("flips-2", flips(0.01))
        .with("flips-3", flips(0.001))
        .with("diff-bug", fixed(bug, 4))
        .with("bug-factor", thousands(million(bug / at_5)))
}

/// The run with a gradient that is not divided by the number of pairs: the
/// training step whose loss is NaN, if any, and the validation loss.
fn without_n(run: &Reference, rate: f64) -> (Option<usize>, f64) {
    let mut params = run.untrained.clone();
    let mut nan = None;
    for (step, doc) in run.docs[..NUM_STEPS].iter().enumerate() {
        let (loss, grad) = analytic_gradient(VOCAB_SIZE, &params, doc);
        if loss.is_nan() {
            nan = nan.or(Some(step + 1));
        }
        let n = (doc.len() - 1) as f64;
        let rate = linear_decay(rate, step, NUM_STEPS);
        sgd_step(&mut params, &grad, rate * n);
    }
    (nan, validation_loss(&params, &run.docs))
}

/// 1.9
fn training(facts: Facts, run: &Reference) -> Facts {
    let counts = runs::counting(NUM_STEPS);
    let held_table = counts.validation_loss;
    let held_mlp = validation_loss(&run.trained, &run.docs);

    // The validation loss after so many names at a constant rate.
    let at_constant_rate = |rate: f64, names: usize| {
        let mut params = run.untrained.clone();
        for doc in &run.docs[..names] {
            let (_, grad) = analytic_gradient(VOCAB_SIZE, &params, doc);
            sgd_step(&mut params, &grad, rate);
        }
        validation_loss(&params, &run.docs)
    };
    let early = at_constant_rate(1.0, 250);
    let [constant, half] =
        [1.0, 0.5].map(|rate| at_constant_rate(rate, NUM_STEPS));
    assert!(constant > early, "it does not fall");
    let spread = Training::mlp().rate(0.3).run().validation_loss - held_mlp;
    assert!(half - held_mlp > spread, "decay matters more");

    // How far a single name moves the validation loss, on average.
    let jolt = |steps: Range<usize>| {
        let mut params = run.untrained.clone();
        let mut moves = Vec::new();
        let mut before = None;
        for (step, doc) in run.docs[..steps.end].iter().enumerate() {
            let (_, grad) = analytic_gradient(VOCAB_SIZE, &params, doc);
            sgd_step(&mut params, &grad, linear_decay(1.0, step, NUM_STEPS));
            if step + 1 >= steps.start {
                let after = validation_loss(&params, &run.docs);
                moves.extend(before.map(|it: f64| (after - it).abs()));
                before = Some(after);
            }
        }
        mean_and_error(&moves)[0]
    };
    let (jolt_early, jolt_late) = (jolt(200..300), jolt(900..NUM_STEPS));
    assert!(jolt_early > 10.0 * jolt_late, "they get smaller");

    let few = &run.docs[..20];
    let mut overfit = run.untrained.clone();
    train(VOCAB_SIZE, &mut overfit, few, NUM_STEPS, 1.0).for_each(drop);
    let overfit_held = validation_loss(&overfit, &run.docs);
    assert!(overfit_held > math::ln(27.0), "worse than guessing");

    // More names for both.
    let mut seen = runs::training_set(&run.docs);
    seen.truncate(5000);
    let later = runs::validation_set(&run.docs);
    let mut more = run.untrained.clone();
    train(VOCAB_SIZE, &mut more, &seen, seen.len(), 1.0).for_each(drop);
    let count = |docs: &[Vec<usize>]| {
        let mut counts = Counts::new(VOCAB_SIZE);
        for doc in docs {
            counts.observe(doc);
        }
        mean_over(later, |tokens| {
            mean_loss(tokens, |token| counts.probabilities(token))
        })
    };

    facts
        .with(
            "last-rate",
            fixed(linear_decay(1.0, NUM_STEPS - 1, NUM_STEPS), 3),
        )
        .with("jolt-early", fixed(jolt_early, 3))
        .with("jolt-late", fixed(jolt_late, 4))
        .with("held-constant-early", fixed(early, 3))
        .with("held-constant-rate", fixed(constant, 3))
        .with(
            "held-untrained",
            fixed(validation_loss(&run.untrained, &run.docs), 3),
        )
        .with("overfit-train", fixed(loss_of_all(&overfit, few), 3))
        .with("overfit-held", fixed(overfit_held, 3))
        .with(
            "train-mlp",
            fixed(loss_of_all(&run.trained, &run.docs[..NUM_STEPS]), 3),
        )
        .with("held-mlp-more", fixed(loss_of_all(&more, later), 3))
        .with("held-table-more", fixed(count(&seen), 3))
        .with("held-all", fixed(count(&run.docs), 3))
        .with("held-constant-half", fixed(half, 3))
        .with("num-more", thousands(seen.len()))
        .with("num-written", thousands(NUM_WRITTEN))
        .with("gap", fixed(held_mlp - held_table, 3))
}

/// 1.9: how sure the models are of their likeliest token, and of the end, over
/// all pairs of the validation names, and how often they are right.
fn confidence(facts: Facts, run: &Reference) -> Facts {
    let counts = runs::counting(NUM_STEPS).model;
    let pairs: Vec<&[usize]> = runs::validation_set(&run.docs)
        .iter()
        .flat_map(|doc| doc.windows(2))
        .collect();
    let share = |of: &dyn Fn(&[usize]) -> f64| {
        pairs.iter().map(|pair| of(pair)).sum::<f64>() / pairs.len() as f64
    };
    let most = |row: &[f64]| row.iter().copied().fold(0.0, f64::max);
    let of_model = |probabilities: &dyn Fn(usize) -> Vec<f64>| {
        let rows: Vec<Vec<f64>> = (0..VOCAB_SIZE).map(probabilities).collect();
        let sure = share(&|pair| most(&rows[pair[0]]));
        let right = share(&|pair| {
            let row = &rows[pair[0]];
            f64::from(u8::from(row[pair[1]] == most(row)))
        });
        let end = share(&|pair| rows[pair[0]][BOS]);
        [sure, right, end]
    };
    let table = of_model(&|token| counts.probabilities(token));
    let network = of_model(&|token| probabilities(&run.trained, token));
    assert!(network[0] > network[1], "the network is too sure");
    assert!(table[0] < table[1], "the table is not");
    let ends = share(&|pair| f64::from(u8::from(pair[1] == BOS)));
    assert!(
        table[2] < ends && ends < network[2],
        "the end comes too early"
    );
    facts
        .with("sure-table", percent(table[0], 1))
        .with("right-table", percent(table[1], 1))
        .with("end-table", percent(table[2], 1))
        .with("sure-mlp", percent(network[0], 1))
        .with("right-mlp", percent(network[1], 1))
        .with("end-mlp", percent(network[2], 1))
        .with("ends", percent(ends, 1))
}

/// A tiny number, `2.0e-9`.
fn scientific(x: f64) -> String {
    format!("{x:.1e}").replace('-', "−")
}

/// Millions, rounded to whole ones.
fn million(x: f64) -> String {
    fixed((x / 1e6).round() * 1e6, 0)
}
