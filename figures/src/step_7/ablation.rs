//! What each part of the model is worth on the novel.

use runs::text::Plan;
use typeset::{Facts, Table, fixed, thousands};

use super::loss_by_position::{between, by_position, part};
use super::record::{bits_of, runs_of};
use super::tables::BITS;
use crate::spread::{Spread, mean};

/// What is changed, and the name of its runs.
const CHANGED: [(&str, &str); 11] = [
    (
        "a plain mean in the place of attention",
        "mean of the values",
    ),
    ("a position sees itself alone", "window 1"),
    ("a position sees the last 8", "window 8"),
    ("a position sees the last 32", "window 32"),
    ("one head instead of four", "one head"),
    ("two heads", "two heads"),
    ("one layer instead of four", "one layer"),
    ("two layers", "two layers"),
    ("no MLPs", "no MLP"),
    ("no residuals", "no residuals"),
    ("no positions", "no positions"),
];

pub fn figure() -> String {
    let whole = bits_of("ablation", "whole");
    let mut table = Table::new()
        .left("")
        .right("bits per character")
        .right("more than the whole")
        .right("from each start");
    table = table.row([
        "the whole model".to_owned(),
        fixed(mean(&whole), 2),
        String::new(),
        String::new(),
    ]);
    for (words, name) in CHANGED {
        let more = cost(name);
        table = table.row([
            words.to_owned(),
            fixed(mean(&bits_of("ablation", name)), 2),
            fixed(more.mean, 2),
            range(more),
        ]);
    }
    table.to_string()
}

/// How much more a change costs than the whole model, start by start.
fn cost(name: &str) -> Spread {
    Spread::between(&bits_of("ablation", name), &bits_of("ablation", "whole"))
}

/// The least and the most of several starts.
fn range(of: Spread) -> String {
    format!("{} to {}", fixed(of.least, 2), fixed(of.most, 2))
}

pub fn facts(facts: Facts) -> Facts {
    let plan = Plan::base("", 1);
    let whole = Spread::of(&bits_of("ablation", "whole"));
    let [mean, alone, eight, far] =
        ["mean of the values", "window 1", "window 8", "window 32"].map(cost);
    // What the page says of the order.
    let order = [
        "no residuals",
        "window 1",
        "mean of the values",
        "no positions",
        "no MLP",
        "one layer",
    ]
    .map(cost);
    assert!(order.is_sorted_by(|a, b| a.least > b.most));
    let last = cost("one layer").least;
    let [heads, layers] = ["one head", "two layers"].map(cost);
    assert!(heads.most < last && layers.most < last);
    assert!(heads.least > 0.0 && layers.least > 0.0, "each pays");
    assert!(eight.most < 0.0, "a little better");
    assert!(far.least.abs().max(far.most) < 0.02, "none that shows");
    // What has learned nothing but how often each letter comes.
    let none = Spread::of(&bits_of("ablation", "no residuals"));
    let off = [none.least, none.most].map(|it| (it - BITS[0].new).abs());
    assert!(off.iter().all(|&it| it < 0.01), "{off:?}");
    // After eight characters the whole is nearly flat, and the mean rises.
    let [whole_at, mean_at] = ["whole", "mean of the values"].map(|name| {
        let bits = by_position(&runs_of("ablation", name));
        [(1, 1), (2, 2), (3, 4), (5, 8), (9, 16), (17, 32), (57, 64)]
            .map(|(from, to)| part(&bits, from..=to))
    });
    assert!((whole_at[4] - whole_at[6]).abs() < 0.05);
    assert!(whole_at[0] - whole_at[4] > 1.0, "most is gained before");
    assert!(mean_at[4] < mean_at[5] && mean_at[5] + 0.1 < mean_at[6]);
    assert!(mean_at[3] <= mean_at.iter().copied().fold(9.0, f64::min));
    // What sees itself alone is a table of pairs.
    let of_pairs = BITS[1].new;
    let alone_ends = of_pairs - (whole.mean + alone.mean);
    assert!(alone_ends.abs() < 0.05, "{of_pairs}");
    // Where both see the same, the difference is there already.
    let [whole_first, whole_last] =
        [(5, 8), (57, 64)].map(|at| between("whole", "window 8", at));
    assert!(whole_first.least > 0.02, "from each start");
    assert!(whole_last.most < whole_first.least, "less at the end");
    facts
        .with("ablation-params", thousands(plan.config.num_params()))
        .with("ablation-steps", thousands(plan.recipe.steps))
        .with("attention-gain", fixed(mean.mean, 2))
        .with("attention-gains", range(mean))
        .with("pairs-bits", fixed(of_pairs, 2))
        .with("eight-gains", fixed(-eight.mean, 2))
        .with("eight-same", fixed(whole_first.mean, 2))
        .with("eight-same-each", range(whole_first))
        .with("eight-end-each", range(whole_last))
        .with("letters-bits", fixed(BITS[0].new, 2))
        .with("eight-reach", plan.config.n_layer * 7)
}

/// The step's model beside its plain mean, at the end and half-way.
pub fn of_pieces(facts: Facts) -> Facts {
    let [whole, mean] = ["novel", "novel, mean of the values"].map(|name| {
        let mut runs = runs_of("novel", name);
        assert_eq!(runs.len(), 1, "one start");
        runs.remove(0).curve
    });
    let half = whole.len() / 2;
    let [_, _, whole_end] = whole[whole.len() - 1];
    let [_, _, mean_end] = mean[mean.len() - 1];
    let [_, training, whole_half] = whole[half];
    let [_, _, mean_half] = mean[half];
    assert!(whole[whole.len() - 1][1] < training, "better on these");
    assert!(
        whole[half..].is_sorted_by(|a, b| a[2] < b[2] + 1e-3),
        "worse"
    );
    facts
        .with("pieces-end-gain", fixed(mean_end - whole_end, 2))
        .with("pieces-half-whole", fixed(whole_half, 2))
        .with("pieces-half-mean", fixed(mean_half, 2))
        .with("pieces-half-gain", fixed(mean_half - whole_half, 2))
}
