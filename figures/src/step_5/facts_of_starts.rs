//! The numbers in the sentences of Step 5 that several initial weights gave.

use crate::spread::{ends, mean};
use portable::math;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Gpt};
use step_5_adam::{BETA1, BETA2, LEARNING_RATE};
use typeset::{Facts, fixed, percent};
use widgets::step_5::letter_map::Letters;

use super::gradient_sizes::changes_by_letter;
use super::rules::{By, CONFIG, Rule, Trained, are_alike, losses};
use super::valley_steps;

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;
const MANY_SEEDS: u32 = 11;

pub fn facts(facts: Facts) -> Facts {
    let facts = the_trouble(facts);
    let facts = the_parts(facts);
    let facts = the_letters(facts);
    after_em(facts)
}

/// Section 5.1: signs that change, and a valley.
fn the_trouble(facts: Facts) -> Facts {
    let [absent, present] = changes_by_letter();
    let [lead, turned] = valley_steps::leads();
    facts
        .with("changes-absent", percent(absent, 0))
        .with("changes-present", percent(present, 0))
        .with("valley-lead", fixed(lead, 0))
        .with("valley-turned", fixed(turned, 0))
}

/// Section 5.2: without the correction.
fn the_parts(facts: Facts) -> Facts {
    let adam = By::new(Rule::ADAM, LEARNING_RATE);
    let uncorrected = Rule {
        is_corrected: false,
        ..Rule::ADAM
    };
    let uncorrected = By::new(uncorrected, LEARNING_RATE);
    let uncorrected = losses(&uncorrected.at_starts(MANY_SEEDS));
    let many = losses(&adam.at_starts(MANY_SEEDS));
    assert!(are_alike(&uncorrected, &many), "it cannot be told");
    facts
        .with("uncorrected", fixed(mean(&uncorrected), 3))
        .with("corrected", fixed(mean(&many), 3))
        .with("keep-m", percent(BETA1, 0))
        .with("keep-v", percent(BETA2, 0))
        .with("longest-step", fixed(longest_step(), 1))
        .with("growth", fixed(BETA2 / BETA1, 2))
        .with("longest-sum", fixed(longest_sum(), 1))
}

/// What both sums of the longest step come to: `1 / (1 - β1² / β2)`.
fn longest_sum() -> f64 {
    let sum = 1.0 / (1.0 - BETA1 * BETA1 / BETA2);
    let quotient = (1.0 - BETA1) * sum / ((1.0 - BETA2) * sum).sqrt();
    assert!(
        (quotient - longest_step()).abs() < 1e-9,
        "as the text does it"
    );
    sum
}

/// The longest step that any history of gradients makes, in learning rates:
/// by Cauchy and Schwarz, the root of `Σ w1² / w2` for the weights of the two
/// means. It is that of gradients that grow by `BETA2 / BETA1` each time.
fn longest_step() -> f64 {
    let (mut m, mut v, mut bound) = (0.0, 0.0, 0.0);
    let mut bounds = Vec::new();
    for k in 0..400_u32 {
        // The weights, and the gradient, of `k` steps ago.
        let [kept1, kept2] =
            [BETA1, BETA2].map(|beta| math::powf(beta, f64::from(k)));
        let [w1, w2] = [(1.0 - BETA1) * kept1, (1.0 - BETA2) * kept2];
        let g = w1 / w2;
        m += w1 * g;
        v += w2 * g * g;
        bound += w1 * w1 / w2;
        // If that was all, and so the means are corrected.
        let [share1, share2] = [1.0 - kept1 * BETA1, 1.0 - kept2 * BETA2];
        bounds.push((bound * share2).sqrt() / share1);
    }
    let longest = m / v.sqrt();
    assert!(
        (longest - bound.sqrt()).abs() < 1e-9,
        "the bound is reached"
    );
    assert!(bounds.iter().all(|it| *it <= longest), "and never before");
    longest
}

/// What It Has Learned: how far letters are from each other.
fn the_letters(facts: Facts) -> Facts {
    let vowels = [0, 4, 8, 14, 20];
    let of = |run: &Trained| {
        let letters = Letters::new(&CONFIG, &run.params);
        let [mut alike, mut mixed] = [Vec::new(), Vec::new()];
        for (a, b) in (0..26).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let is_alike = vowels.contains(&a) == vowels.contains(&b);
            let kind = if is_alike { &mut alike } else { &mut mixed };
            kind.push(letters.distance(a, b));
        }
        [mean(&alike), mean(&mixed)]
    };
    let runs = By::new(Rule::ADAM, LEARNING_RATE).at_starts(SEEDS);
    let runs: Vec<[f64; 2]> = runs.iter().map(of).collect();
    let ends = [0, 1].map(|kind| {
        let all: Vec<f64> = runs.iter().map(|run| run[kind]).collect();
        ends(&all)
    });
    assert!(ends[1][0] > 1.3 * ends[0][1], "in each of the six");
    let [alike, mixed] = ends.map(|it| it.map(|x| fixed(x, 2)).join(" to "));
    facts.with("maps-alike", alike).with("maps-mixed", mixed)
}

/// What It Has Learned: the second m of "emma", in all starts.
fn after_em(facts: Facts) -> Facts {
    let (corpus, _) = runs::corpus();
    let emma = corpus.tokenizer.encode("emma").expect("letters");
    let second_m = |params: &[f64]| {
        let gpt = Gpt::new(CONFIG, params);
        let mut cache = Cache::new(CONFIG.n_layer);
        let mut probabilities = Vec::new();
        for &token in &emma[..3] {
            probabilities = softmax(&gpt.logits(token, &mut cache));
        }
        probabilities[emma[3]]
    };
    let starts = runs::Weights::and_seeds(SEEDS).into_iter();
    let untrained =
        starts.map(|it| second_m(&it.start().parameters(CONFIG.num_params())));
    let untrained: Vec<f64> = untrained.collect();
    let runs = By::new(Rule::ADAM, LEARNING_RATE).at_starts(SEEDS);
    let trained: Vec<f64> =
        runs.iter().map(|run| second_m(&run.params)).collect();
    let [_, most] = ends(&trained);
    assert!(most < ends(&untrained)[0] / 2.0, "in each of the six");
    facts.with("em-m-most", percent(most, 1))
}
