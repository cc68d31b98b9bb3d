//! The numbers in the sentences of Step 5.

use portable::math;
use runs::Training;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::{Config, Gpt};
use step_5_adam::{Adam, BETA1, BETA2, EPS};
use typeset::{Facts, fixed, percent, thousands};
use widgets::step_5::letter_map::Letters;
use widgets::step_5::valley::{ADAM_RATE, START, by_adam, by_sgd, sgd_rate};

use super::common::{LM_HEAD_A, learning_rate, reference_run};
use super::{facts_of_starts, gradient_sizes, history};

/// The learning rate of plain gradient descent in Steps 3 and 4.
const SGD_LEARNING_RATE: f64 = 0.1;

pub fn figure() -> String {
    let facts = the_code(Facts::new());
    let facts = the_valley(facts);
    let facts = the_means(facts);
    let facts = the_letters(facts);
    let facts = the_results(facts);
    facts_of_starts::facts(facts).to_string()
}

/// Section 5.3.
fn the_code(facts: Facts) -> Facts {
    let (docs, mut trainer) = reference_run();
    let n = trainer.params.len();
    let (_, grads) = trainer.gradient(&docs[0]);
    let grad = grads.first(n);

    assert!(grad.iter().all(|g| g.is_finite()));
    let size = |&i: &usize| grad[i].abs();
    let by_size = |a: &usize, b: &usize| size(a).total_cmp(&size(b));
    let moving = (0..n).filter(|&i| grad[i] != 0.0);
    let large = moving.clone().max_by(by_size).expect("a gradient");
    let small = moving.clone().min_by(by_size).expect("a gradient");

    let before = trainer.params.clone();
    trainer.step(&docs[0], learning_rate(0));
    let after = trainer.params.clone();
    let step = |i: usize| after[i] - before[i];
    let sgd_step = |i: usize| -SGD_LEARNING_RATE * grad[i];
    let sgd_median = median((0..n).map(|i| sgd_step(i).abs()).collect());
    let adam_median = median((0..n).map(|i| step(i).abs()).collect());

    let first = grad[LM_HEAD_A];
    assert_eq!(parameter_name(&trainer.config, LM_HEAD_A), "lm_head[0][0]");
    trainer.step(&docs[1], learning_rate(1));
    let (_, third) = trainer.gradient(&docs[2]);
    let third = third.first(n)[LM_HEAD_A];

    // Without EPS, what has no gradient in the first step becomes NaN.
    let (_, mut poisoned) = reference_run();
    for i in (0..n).filter(|&i| grad[i] == 0.0) {
        poisoned.params[i] = f64::NAN;
    }
    poisoned.step(&docs[1], learning_rate(1));
    let not_numbers = poisoned.params.iter().filter(|p| p.is_nan()).count();
    for (token, row) in poisoned.params.chunks(16).enumerate() {
        let is_only_in_the_first = [6, 7, 20, 24].contains(&token);
        assert_eq!(row.iter().all(|p| !p.is_nan()), is_only_in_the_first);
    }
    assert_eq!(n - not_numbers, 64, "the text says so");

    // What the third gradient weighs in the corrected means.
    let share = |beta: f64| (1.0 - beta) / (1.0 - math::powf(beta, 3.0));
    let (in_m, in_v) = (share(BETA1), share(BETA2));

    let pulse = after_a_pulse(0, 100);
    let late = after_a_pulse(900, 100);
    let odd = one_odd_gradient();
    assert!(odd[0] > 1.0, "longer than usual");
    assert!(odd[20..60].iter().all(|&step| step < 1.0), "then shorter");
    let odd_m = BETA1 + (1.0 - BETA1) * 10.0;
    let odd_v = BETA2 + (1.0 - BETA2) * 100.0;
    assert!(
        (odd[0] - odd_m / odd_v.sqrt()).abs() < 1e-3,
        "as in the text"
    );
    let bound = (1.0 - BETA1) / math::powf(1.0 - BETA2, 0.5);
    assert!((late[0] - bound).abs() < 1e-3, "the formula in the text");

    facts
        .with("num-params", thousands(n))
        .with(
            "buffers",
            thousands(trainer.adam.m.len() + trainer.adam.v.len()),
        )
        .with("large-name", code(&parameter_name(&trainer.config, large)))
        .with("large-grad", fixed(grad[large], 3))
        .with("large-sgd", fixed(sgd_step(large), 3))
        .with("large-adam", fixed(step(large).abs(), 4))
        .with("small-name", code(&parameter_name(&trainer.config, small)))
        .with("small-grad", fixed(grad[small], 8))
        .with("small-sgd", fixed(sgd_step(small), 8))
        .with("small-adam", fixed(step(small).abs(), 4))
        .with("ratio", two_digits((grad[large] / grad[small]).abs()))
        .with("zero-grads", n - moving.count())
        .with("not-numbers", thousands(not_numbers))
        .with("sgd-median", fixed(sgd_median, 5))
        .with("adam-median", fixed(adam_median, 4))
        .with("median-ratio", two_digits(adam_median / sgd_median))
        .with("share-m", percent(1.0 - BETA1, 0))
        .with("share-v", percent(1.0 - BETA2, 0))
        .with("memory-beta1", fixed(1.0 / (1.0 - BETA1), 1))
        .with("memory-beta2", fixed(1.0 / (1.0 - BETA2), 0))
        .with("memory-default1", fixed(1.0 / (1.0 - 0.9), 0))
        .with("memory-default2", thousands(fixed(1.0 / (1.0 - 0.999), 0)))
        .with("param-0", fixed(before[LM_HEAD_A], 5))
        .with("third-over-first", fixed((third / first).abs(), 0))
        .with("third-in-m", fixed(in_m, 2))
        .with("third-in-v", fixed(in_v, 3))
        .with("third-quotient", fixed(in_m / in_v.sqrt(), 2))
        .with("odd-m", fixed(odd_m, 2))
        .with("odd-v", fixed(odd_v, 2))
        .with("odd-step", fixed(odd[0], 1))
        .with("pulse-1", fixed(0.01 * pulse[0], 4))
        .with("pulse-2", fixed(0.01 * pulse[1], 4))
        .with("pulse-8", fixed(0.01 * pulse[7], 4))
        .with(
            "pulse-rest",
            fixed(0.01 * pulse[1..].iter().sum::<f64>(), 3),
        )
        .with("late-pulse", fixed(late[0], 1))
        .with("late-rest", fixed(late[1..].iter().sum(), 1))
        .with("eps-share", percent(EPS / grad[small].abs(), 1))
}

/// Section 5.1: the sizes of the gradients, and Adam in a valley where its
/// rate does not decay.
fn the_valley(facts: Facts) -> Facts {
    let (docs, _) = reference_run();
    let having = |token: usize| {
        let names = docs[..runs::NUM_STEPS].iter();
        names.filter(|doc| doc.contains(&token)).count()
    };
    assert!(having(0) > 600, "most names have an a");
    assert!(having(16) < 30, "hardly any has a q");

    let steep = 25.0;
    let gradient = |[x, y]: [f64; 2]| [x, steep * y];
    let is_low = |p: &[f64; 2]| 0.5 * (p[0] * p[0] + steep * p[1] * p[1]) < 0.1;
    let points = by_adam(START, 5000, ADAM_RATE, gradient);
    let away = (100..5000).find(|&t| !is_low(&points[t]));
    let away = away.expect("it leaves the floor again");
    let rate = sgd_rate(steep);
    let points = by_sgd(START, 5000, rate, gradient);
    assert!(points[100..].iter().all(is_low), "SGD stays");
    facts
        .with(
            "matrix-ratio",
            two_digits(gradient_sizes::largest_to_smallest()),
        )
        .with("valley-rate", fixed(0.9 * rate, 3))
        .with("valley-away", thousands(away))
}

/// Section 5.2: running means.
fn the_means(facts: Facts) -> Facts {
    let history = history::gradients(200);
    let n = history[0].len();
    let gradients: Vec<f64> =
        history.iter().map(|grad| grad[LM_HEAD_A]).collect();
    let mut adam = Adam::new(1);
    let mut means = Vec::new();
    let mut uncorrected = 0.0;
    for (t, &g) in gradients.iter().enumerate() {
        adam.step(&mut [0.0], &[g], 0.0);
        means.push(adam.m[0]);
        if t == 0 {
            uncorrected = (adam.m[0] / adam.v[0].sqrt()).abs();
        }
    }
    assert!(uncorrected > 1.4, "too long a first step");
    let changes = |numbers: &[f64]| {
        let pairs = numbers.windows(2);
        pairs.filter(|it| it[0] * it[1] < 0.0).count()
    };
    let usual = |numbers: &[f64]| {
        let squares = numbers.iter().map(|it| it * it).sum::<f64>();
        (squares / numbers.len() as f64).sqrt()
    };
    assert!(usual(&means) < 0.5 * usual(&gradients));
    let (corpus, _) = runs::corpus();
    let names = corpus.docs[..200].iter();
    let with_a = names.filter(|doc| doc.contains(&0)).count();
    let weights = LM_HEAD_A..LM_HEAD_A + 27 * 16;
    let by_weight = weights.map(|i| {
        let numbers: Vec<f64> = history.iter().map(|grad| grad[i]).collect();
        changes(&numbers)
    });
    let calmer = by_weight.filter(|&it| it < changes(&gradients)).count();
    assert!(calmer > 27 * 16 * 3 / 4, "most of lm_head is calmer");
    let within = |beta: f64, steps: f64| 1.0 - math::powf(beta, steps);
    facts
        .with("window", thousands(100 * n))
        .with("within-beta1", percent(within(BETA1, 7.0), 0))
        .with("within-beta2", percent(within(BETA2, 100.0), 0))
        .with("names-with-a", with_a)
        .with("gradient-changes", changes(&gradients))
        .with("m-changes", changes(&means))
        .with("gradient-usual", fixed(usual(&gradients), 3))
        .with("m-usual", fixed(usual(&means), 3))
}

/// Section 5.4: the map of the letters.
fn the_letters(facts: Facts) -> Facts {
    let config = Config::of_the_guide(27);
    let params = Training::adam(config).run().model;
    let letters = Letters::new(&config, &params);
    let rows = letters.rows();
    let size = |numbers: &[f64]| numbers.iter().map(|it| it * it).sum::<f64>();
    let all: f64 = rows.iter().map(|row| size(row)).sum();
    let places = letters.places(&letters.axes());
    let shown: f64 = places.iter().map(|place| size(place)).sum();
    let vowels = [0, 4, 8, 14, 20];
    let right = |token: usize| places[token][0];
    let rightmost = vowels.into_iter().map(right).fold(-9.0, f64::max);
    let others = (0..27).filter(|token| !vowels.contains(token));
    let leftmost = others.clone().map(right).fold(9.0, f64::min);
    assert!(rightmost < leftmost, "the vowels stand apart");
    let between = others.filter(|&token| right(token) < -0.3);
    assert!(between.eq([24]), "only the y comes near them");

    let table = runs::counting(runs::NUM_STEPS).model;
    let common = |a: usize, b: usize| -> f64 {
        let (a, b) = (table.probabilities(a), table.probabilities(b));
        a.iter().zip(b).map(|(a, b)| a.min(b)).sum()
    };
    let mut after_vowels = Vec::new();
    let mut after_mixed = Vec::new();
    for a in 0..26 {
        for b in 0..a {
            if vowels.contains(&a) && vowels.contains(&b) {
                after_vowels.push(common(a, b));
            } else if vowels.contains(&a) || vowels.contains(&b) {
                after_mixed.push(common(a, b));
            }
        }
    }
    let mean =
        |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
    let followers = [mean(&after_vowels), mean(&after_mixed)];
    assert!(followers[0] > 1.2 * followers[1], "similar letters follow");
    facts
        .with("map-share", percent(shown / all, 0))
        .with("map-next-alike", percent(followers[0], 0))
        .with("map-next-mixed", percent(followers[1], 0))
}

/// Section 5.4: what Adam was worth.
fn the_results(facts: Facts) -> Facts {
    let config = Config::of_the_guide(27);
    let (corpus, mut rng) = runs::corpus();
    let docs = &corpus.docs;
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let untrained = Gpt::new(config, &untrained);
    let validation = runs::validation_set(docs);
    let start = runs::mean_over(validation, |doc| untrained.loss(doc));
    let table = runs::counting(runs::NUM_STEPS);
    let sgd = Training::transformer(config).run();
    let adam = Training::adam(config).run();
    let gap = sgd.validation_loss - adam.validation_loss;
    let last = |losses: &[f64]| losses[losses.len() - 1];
    assert!(last(&adam.losses) > last(&sgd.losses), "the text says so");
    let late = adam.losses[900..].iter().copied();
    let (by_sgd, by_adam) =
        (Gpt::new(config, &sgd.model), Gpt::new(config, &adam.model));
    let gains: Vec<f64> = validation
        .iter()
        .map(|doc| by_sgd.loss(doc) - by_adam.loss(doc))
        .collect();
    let better = gains.iter().filter(|&&gain| gain > 0.0).count();
    let spread = gains.iter().map(|it| (it - gap) * (it - gap)).sum::<f64>();
    let error = (spread / 499.0 / 500.0).sqrt();
    assert!(gap > 4.0 * error, "the difference is no accident");

    // A perplexity of tokens weighs each token alike, and each name not.
    let pairs = |doc: &[usize]| (doc.len() - 1) as f64;
    let tokens = validation.iter().map(|doc| pairs(doc)).sum::<f64>();
    let total = validation.iter().map(|doc| pairs(doc) * by_adam.loss(doc));
    let per_token = total.sum::<f64>() / tokens;

    let emma = corpus.tokenizer.encode("emma").expect("letters");
    let learned = &docs[..runs::NUM_STEPS];
    let begin = |part: &[usize]| {
        learned.iter().filter(|doc| doc.starts_with(part)).count()
    };
    let pairs = || learned.iter().flat_map(|doc| doc.windows(2));
    let from_m = pairs().filter(|pair| pair[0] == emma[2]).count();
    let both_m = pairs().filter(|pair| *pair == &emma[2..4]).count();

    // The sizes of the largest GPT-2 (Radford et al., 2019).
    let gpt2 = Config {
        vocab_size: 50_257,
        block_size: 1024,
        n_embd: 1600,
        n_head: 25,
        n_layer: 48,
    };
    let tied = gpt2.num_params() - gpt2.vocab_size * gpt2.n_embd;
    let billions = |n: usize| format!("{} billion", fixed(n as f64 / 1e9, 2));
    facts
        .with("first-loss", fixed(adam.losses[0], 1))
        .with("late-low", fixed(late.clone().fold(9.0, f64::min), 1))
        .with("late-high", fixed(late.fold(0.0, f64::max), 1))
        .with("last-sgd", fixed(last(&sgd.losses), 4))
        .with("last-adam", fixed(last(&adam.losses), 4))
        .with("validation-sgd", fixed(sgd.validation_loss, 3))
        .with("validation-adam", fixed(adam.validation_loss, 3))
        .with("better-names", better)
        .with("validation-count", validation.len())
        .with("choices-start", fixed(math::exp(start), 1))
        .with("choices-adam", fixed(math::exp(adam.validation_loss), 1))
        .with("choices-token", fixed(math::exp(per_token), 1))
        .with("choices-table", fixed(math::exp(table.validation_loss), 1))
        .with("after-m", from_m)
        .with("m-after-m", both_m)
        .with("after-em", begin(&emma[..3]))
        .with("m-after-em", begin(&emma[..4]))
        .with("gpt2-params", billions(gpt2.num_params()))
        .with("gpt2-tied", billions(tied))
}

/// The name of parameter `i` as an expression: `lm_head[0][3]`.
fn parameter_name(config: &Config, i: usize) -> String {
    let mut start = 0;
    for (name, [n_out, n_in]) in config.shapes() {
        let offset = i - start;
        if offset < n_out * n_in {
            return format!("{name}[{}][{}]", offset / n_in, offset % n_in);
        }
        start += n_out * n_in;
    }
    panic!("there is no parameter {i}");
}

/// Text as Markdown shows code.
fn code(text: &str) -> String {
    format!("`{text}`")
}

/// How far a parameter moves, in learning rates, in each of `num_steps` steps
/// of which only the first has a gradient, after `quiet` steps without one.
fn after_a_pulse(quiet: usize, num_steps: usize) -> Vec<f64> {
    let mut adam = Adam::new(1);
    let mut step = |grad| {
        let mut params = [0.0];
        adam.step(&mut params, &[grad], 1.0);
        -params[0]
    };
    for _ in 0..quiet {
        step(0.0);
    }
    (0..num_steps)
        .map(|i| step(if i == 0 { 5.0 } else { 0.0 }))
        .collect()
}

/// The steps, in learning rates, from a gradient on that is ten times as large
/// as the thousand before it and all that follow.
fn one_odd_gradient() -> Vec<f64> {
    let mut adam = Adam::new(1);
    let step = |i: usize| {
        let mut params = [0.0];
        let gradient = if i == 1000 { 10.0 } else { 1.0 };
        adam.step(&mut params, &[gradient], 1.0);
        -params[0]
    };
    (0..1100).map(step).skip(1000).collect()
}

/// The number in the middle.
fn median(mut numbers: Vec<f64>) -> f64 {
    assert!(numbers.iter().all(|x| x.is_finite()));
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// A number of two digits and more, rounded to its first two.
fn two_digits(x: f64) -> String {
    let mut unit = 1.0;
    while x / unit >= 100.0 {
        unit *= 10.0;
    }
    thousands(fixed((x / unit).round() * unit, 0))
}
