//! The numbers in the sentences of 7.6.

use runs::text::Plan;
use runs::text::groups::of_width;
use runs::text::prediction::{WIDTH, spread};
use runs::text::record::Recorded;
use typeset::{Facts, fixed, thousands};

use super::{
    Foretold, WIDTHS, came, characters, foretold, laws, lengths, mean,
    operations, params, texts,
};
use crate::spread::{Spread, ends};
use crate::step_7::compressors::PPMD;
use crate::step_7::record::runs_of;
use crate::step_7::tables::{BITS, CHOSEN, TRAINING};

pub fn facts(facts: Facts) -> Facts {
    let facts = widths(facts);
    let facts = the_laws(facts);
    let facts = the_prediction(facts);
    text_and_steps(facts)
}

/// The mean loss of a width.
fn bits(width: usize) -> f64 {
    let of = WIDTHS.iter().find(|it| it.width == width);
    of.expect("a width that was run").mean()
}

fn widths(facts: Facts) -> Facts {
    let [least, most] = [&WIDTHS[0], &WIDTHS[WIDTHS.len() - 1]];
    let doubled = [(16, 32), (32, 64), (64, 128)];
    let gains = doubled.map(|(a, b)| bits(a) - bits(b));
    assert!(
        gains.is_sorted_by(|a, b| a > b),
        "less each time: {gains:?}"
    );
    // Every run of a width ends below every run of a narrower one.
    for two in WIDTHS.windows(2) {
        assert!(ends(&two[0].bits)[0] > ends(&two[1].bits)[1], "in order");
    }
    let rate = |width: usize| {
        let plans = runs::text::groups::groups();
        let name = format!("width {width}/1");
        let mut plans = plans.iter().flat_map(|group| &group.plans);
        let plan = plans.find(|plan| plan.name == name).expect("a plan");
        plan.recipe.learning_rate
    };
    assert_eq!(rate(32), rate(16));
    facts
        .with("size-params-least", thousands(least.params))
        .with("size-params-most", thousands(most.params))
        .with("size-params-times", fixed(most.params / least.params, 0))
        .with("size-gain-32", fixed(gains[0], 2))
        .with("size-gain-64", fixed(gains[1], 2))
        .with("size-gain-128", fixed(gains[2], 2))
        .with("size-most-width", most.width)
        .with("size-spread", fixed(spread(&WIDTHS), 3))
        .with("size-rate-16", rate(16))
        .with("size-rate-most", Plan::base("", 1).recipe.learning_rate)
        .with("size-rate-foretold", rate(WIDTH))
        .with("size-rate-times-width", fixed(rate(96) * 96.0, 3))
}

fn the_laws(facts: Facts) -> Facts {
    let [plain, floor] = laws();
    let off = |law: &step_7_text::PowerLaw| {
        let points = super::points();
        (law.error(&points) / points.len() as f64).sqrt()
    };
    // Chance moves a mean of two runs by less than the law without a floor is
    // off, and by more than the one with a floor is.
    let chance = spread(&WIDTHS) / 2.0_f64.sqrt();
    assert!(off(&floor) < chance && 2.0 * chance < off(&plain));
    // Tables and compressors get below that floor.
    assert!(BITS[CHOSEN].new < floor.floor && *PPMD < floor.floor);
    facts
        .with("size-off-plain", fixed(off(&plain), 3))
        .with("size-off-floor", fixed(off(&floor), 3))
        .with("size-chance", fixed(chance, 3))
        .with("size-floor", fixed(floor.floor, 2))
        .with("size-scale", fixed(floor.scale, 1))
        .with("size-exponent", fixed(floor.exponent, 2))
}

fn the_prediction(facts: Facts) -> Facts {
    let [plain, floor] =
        ["none", "floor"].map(|form| foretold("rehearsal", form));
    let last = WIDTHS[WIDTHS.len() - 1].mean();
    let holds = |it: &Foretold, bits: f64| it.least < bits && bits < it.most;
    assert!((floor.bits - last).abs() < (plain.bits - last).abs());
    assert!(holds(&floor, last) && !holds(&plain, last), "the rehearsal");
    let floor_in_rehearsal = floor.bits;
    let missed = last - plain.most;
    let [plain, floor] =
        ["none", "floor"].map(|form| foretold("prediction", form));
    assert_eq!(floor.width, WIDTH as f64);
    assert!(plain.most < floor.least, "they cannot both be right");
    let facts = facts
        .with("foretold-width", WIDTH)
        .with("foretold-params", thousands(params()))
        .with("foretold-bits", fixed(floor.bits, 3))
        .with("foretold-least", fixed(floor.least, 3))
        .with("foretold-most", fixed(floor.most, 3))
        .with("foretold-plain", fixed(plain.bits, 3))
        .with("foretold-plain-least", fixed(plain.least, 3))
        .with("foretold-plain-most", fixed(plain.most, 3));
    let came = came();
    let off = mean(&came) - floor.bits;
    assert!(holds(&floor, mean(&came)) && !holds(&plain, mean(&came)));
    assert!(off < 0.0, "the curve lies too high, in the rehearsal, too");
    assert!(floor_in_rehearsal > last);
    facts
        .with("rehearsal-missed", fixed(missed, 3))
        .with("foretold-came", fixed(mean(&came), 3))
        .with("foretold-came-least", fixed(ends(&came)[0], 3))
        .with("foretold-came-most", fixed(ends(&came)[1], 3))
        .with("foretold-off", fixed(off.abs(), 3))
}

fn text_and_steps(facts: Facts) -> Facts {
    let lengths = lengths();
    let after = |steps: usize| {
        let of = lengths.iter().find(|it| it.0 == steps);
        &of.expect("a length that was run").1
    };
    let gains = [(250, 500), (500, 1000), (1000, 2000), (2000, 4000)]
        .map(|(a, b)| mean(after(a)) - mean(after(b)));
    assert!(
        gains.is_sorted_by(|a, b| a > b),
        "less each time: {gains:?}"
    );
    let texts = texts();
    let of = |part: usize| {
        let of = texts.iter().find(|it| it.0 == part);
        &of.expect("a part that was run").1
    };
    let cost = |part: usize, digits: usize| {
        let cost = Spread::between(of(part), of(1));
        assert!(cost.least > 0.0, "from each start");
        fixed(cost.mean, digits)
    };
    // About as many operations: narrower for longer, and the reverse.
    for (width, steps) in [(64, 500), (96, 1000)] {
        let ratio = operations(width, 2000) / operations(128, steps);
        assert!((0.9..1.2).contains(&ratio), "{width}: {ratio}");
        assert!(bits(width) < mean(after(steps)) - 0.1, "far lower");
    }
    assert!(
        mean(after(4000)) < mean(&came()) - 0.05,
        "longer, not wider"
    );
    let twice = operations(WIDTH, 2000) / operations(128, 2000);
    assert!((2.0..2.3).contains(&twice), "{twice}");
    let chinchilla = step_7_text::scale::published::TOKENS_PER_PARAMETER
        * of_width(128).num_params() as f64;
    facts
        .with("size-steps", thousands(Plan::base("", 1).recipe.steps))
        .with("size-steps-first", lengths[0].0)
        .with("size-steps-second", lengths[1].0)
        .with("size-half-way", {
            let runs = runs_of("sizes", "steps 4000");
            let at = |run: &Recorded| {
                let half = run.curve.iter().find(|it| it[0] == 2000.0);
                half.expect("a loss at half way")[2]
            };
            let half: Vec<f64> = runs.iter().map(at).collect();
            assert!(ends(&half)[0] > mean(after(2000)) + 0.05);
            fixed(mean(&half), 2)
        })
        .with("size-steps-gain-first", fixed(gains[0], 2))
        .with("size-steps-gain-last", fixed(gains[3], 2))
        .with("size-steps-half", fixed(mean(after(1000)), 2))
        .with("size-steps-most", fixed(mean(after(4000)), 2))
        .with("size-steps-500", fixed(mean(after(500)), 2))
        .with("size-bits-64", fixed(bits(64), 2))
        .with("size-bits-96", fixed(bits(96), 2))
        .with("size-eighth-cost", cost(8, 2))
        .with("size-half-cost", cost(2, 3))
        .with("size-operations-times", fixed(twice, 1))
        .with("size-per-parameter", {
            fixed(
                characters(2000) as f64 / of_width(128).num_params() as f64,
                1,
            )
        })
        .with("size-chinchilla-passes", {
            fixed(chinchilla / TRAINING.len() as f64, 0)
        })
}
