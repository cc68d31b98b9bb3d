//! The numbers in the sentences of 7.3.

use portable::math;
use runs::text::groups::groups;
use runs::text::{Plan, SMALL};
use step_4_transformer::Config;
use step_7_text::scale::{forward, training};
use typeset::{Facts, fixed, percent, thousands};

use super::choices::{self as chosen, apart, in_words};
use super::curve::{TOKENS, points};
use super::lengths::Lengths;
use super::{rates, sizes};
use crate::step_7::compressors::PPMD;
use crate::step_7::record::runs_of;
use crate::step_7::speed::whole_seconds;
use crate::step_7::tables::{BITS, CHOSEN};

/// The peak of a core of Step 6 in single precision, in thousand millions of
/// operations a second.
const STEP_6: &str =
    include_str!("../../../../chapters-code/step-6-efficiency/measured.txt");

pub fn facts(facts: Facts) -> Facts {
    let parts = [size, time, choices, rate_facts, clip, trained];
    parts.iter().fold(facts, |facts, part| part(facts))
}

/// What the experiments' model is, and what a token takes.
fn size(facts: Facts) -> Facts {
    let guide = Config::of_the_guide(27);
    let counted = forward(&SMALL);
    // Per layer, a matrix takes the same whatever the window is.
    let equal = Config {
        block_size: 12 * SMALL.n_embd - 1,
        vocab_size: 0,
        ..SMALL
    };
    let counted_equal = forward(&equal);
    assert_eq!(counted_equal.matrices, counted_equal.attention);
    let attention = counted.attention / (counted.attention + counted.matrices);
    facts
        .with("larger-parameters", thousands(SMALL.num_params()))
        .with("larger-guide", thousands(guide.num_params()))
        .with("larger-layers", percent(sizes::share_of_layers(), 0))
        .with("larger-positions", SMALL.block_size)
        .with("larger-attention", percent(attention, 0))
        .with("larger-token", fixed(training(&SMALL) / 1e6, 1))
}

/// What a run's operations are, and how long it took.
fn time(facts: Facts) -> Facts {
    let plan = Plan::base("", 1);
    let tokens = plan.recipe.batch * SMALL.block_size;
    let step = training(&SMALL) * tokens as f64;
    let all = step * plan.recipe.steps as f64;
    let seconds = whole_seconds();
    let rate = all / seconds / 1e9;
    let peak = peak();
    assert!(rate < peak, "no faster than the core: {rate}");
    facts
        .with("larger-batch", plan.recipe.batch)
        .with("larger-step-tokens", tokens)
        .with("larger-steps", thousands(plan.recipe.steps))
        .with("larger-step", fixed(step / 1e9, 1))
        .with("larger-run", fixed(all / 1e12, 1))
        .with("larger-seconds", fixed(seconds, 0))
        .with("larger-rate", fixed(rate, 0))
        .with("larger-peak", fixed(peak, 0))
        .with("larger-peak-share", percent(rate / peak, 0))
}

fn peak() -> f64 {
    let mut lines = STEP_6.lines();
    let line = lines.find_map(|it| it.strip_prefix("peak\tAvx512\tf32\t"));
    line.and_then(|it| it.parse().ok()).expect("a peak")
}

/// One choice at a time changed.
fn choices(facts: Facts) -> Facts {
    let large = first("spread 0.08");
    let even = math::ln(SMALL.vocab_size as f64);
    assert!(large > even + 1.0, "the text says: sure of itself");
    assert!((first("base") - even).abs() < 0.05, "and this one is not");
    facts
        .with("first-base", fixed(first("base"), 2))
        .with("first-large", fixed(large, 2))
        .with("even-nats", fixed(even, 2))
        .with("larger-choice-steps", thousands(1000))
        .with("larger-apart", fixed(apart(), 3))
        .with("choice-large", in_words("spread 0.08"))
        .with("choice-small", in_words("spread 0.005"))
        .with("choice-no-warm-up", in_words("no warm-up"))
        .with("choice-batch-3", in_words("batch 3"))
        .with("choice-batch-48", in_words("batch 48"))
}

/// The loss of some choice's first batch, in nats.
fn first(name: &str) -> f64 {
    runs_of("choices", name)[0].first[0]
}

/// The learning rate of each width.
fn rate_facts(facts: Facts) -> Facts {
    let of = |width: usize| rates::bits(width, rates::best(width).0);
    let best = |width: usize| rates::best(width).0;
    assert_eq!(best(128), Plan::base("", 1).recipe.learning_rate);
    // The run is the same one.
    let again = chosen::of("base")[0];
    assert_eq!(of(128), again, "one plan in two groups");
    facts
        .with("rate-16", best(16))
        .with("rate-128", best(128))
        .with("rate-too-high", fixed(rates::bits(128, 0.012), 2))
}

/// Whether a limit to the gradient would do anything.
fn clip(facts: Facts) -> Facts {
    let base = Lengths::of("base/1");
    let none = Lengths::of("no warm-up/1");
    assert!(base.longest.1 <= 100, "in the warm-up");
    assert!(base.later < 2.5 * base.median, "{base:?}");
    assert!(none.later < 2.5 * none.median, "{none:?}");
    assert!(base.rise < 0.5 && none.rise < 0.5, "{base:?} {none:?}");
    facts
        .with("clip-median", fixed(base.median, 1))
        .with("clip-longest", fixed(base.longest.0, 1))
        .with("clip-later", fixed(base.later, 1))
        .with("clip-above-one", base.above_one)
        .with("clip-no-warm-up", fixed(none.longest.0, 0))
        .with("clip-no-warm-up-step", none.longest.1)
        .with("clip-rise", fixed(base.rise.max(none.rise), 1))
}

/// The step's model.
fn trained(facts: Facts) -> Facts {
    let groups = groups();
    let group = groups.iter().find(|it| it.name == "novel");
    let plan = &group.expect("a group").plans[0];
    let Plan { config, recipe, .. } = plan;
    let read = recipe.steps * recipe.batch * config.block_size;
    let points = points();
    let last = points[points.len() - 1];
    let best = points.iter().min_by(|a, b| a[2].total_cmp(&b[2]));
    let &[best_step, _, best] = best.expect("there are points");
    let (table, ppmd) = (BITS[CHOSEN].new, *PPMD);
    assert!(best > table && table > ppmd, "the text says: it does not");
    assert!(
        best_step < last[0] && best + 0.05 < last[2],
        "it rises again"
    );
    let rate = recipe.rate(recipe.steps / 2) / recipe.learning_rate;
    assert!((rate - 0.5).abs() < 0.05, "the text says: half, {rate}");
    assert_eq!(best_step, recipe.steps as f64 / 2.0, "the text says so");
    let is_falling = points[1..].is_sorted_by(|a, b| a[1] > b[1]);
    assert!(is_falling && last[1] + 0.5 < last[2], "the text says so");
    facts
        .with("novel-parameters", thousands(config.num_params()))
        .with("novel-tokens", thousands(config.vocab_size))
        .with("novel-positions", config.block_size)
        .with("novel-batch", recipe.batch)
        .with("novel-steps", thousands(recipe.steps))
        .with("novel-passes", fixed(read as f64 / *TOKENS as f64, 0))
        .with("novel-training", fixed(last[1], 2))
        .with("novel-validation", fixed(last[2], 2))
        .with("novel-best", fixed(best, 2))
        .with("novel-best-step", thousands(best_step))
        .with("novel-ppmd", fixed(ppmd, 2))
}
