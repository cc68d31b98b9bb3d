//! What the parts of other models are worth in ours, on the novel.

use typeset::{Facts, fixed};

use super::record::bits_of;
use crate::spread::{Spread, ends};

/// The names of the runs, and of the facts.
const PARTS: [(&str, &str, &str); 7] = [
    ("gains", "norm at the end", "gain-norm"),
    ("gains", "one matrix", "gain-tied"),
    ("gains", "GELU", "gain-gelu"),
    ("gains", "squared ReLU", "gain-squared"),
    ("gains", "turned positions", "gain-turned"),
    ("gains", "two heads share", "gain-shared"),
    ("ablation", "window 32", "gain-window"),
];

/// What is said of a part whose gain is within chance.
const APART: &str = "cannot be told apart";

pub fn facts(facts: Facts) -> Facts {
    let mean_gain = |name: &str| {
        let bits = bits_of("gains", name);
        Spread::between(&whole(bits.len()), &bits).mean
    };
    let turned = mean_gain("turned positions");
    for (group, name, _) in PARTS {
        let best = name == "turned positions" || group != "gains";
        assert!(best || mean_gain(name) < turned / 2.0, "it gains the most");
    }
    let told = |name: &str| gain("gains", name) != APART;
    assert!(told("turned positions") && told("one matrix") && !told("GELU"));
    let facts = facts.with("gain-apart", fixed(apart(), 3));
    PARTS.into_iter().fold(facts, |facts, (group, name, fact)| {
        facts.with(fact, gain(group, name))
    })
}

/// The loss with our own parts, from so many starts.
fn whole(starts: usize) -> Vec<f64> {
    bits_of("ablation", "whole")[..starts].to_vec()
}

/// How far apart two starts with our own parts are.
fn apart() -> f64 {
    let [least, most] = ends(&whole(2));
    most - least
}

/// By how many bits per character a part lowers the loss: the mean of the
/// starts, the least and the most, if each differs in the same direction and
/// by more than two of our own do.
fn gain(group: &str, name: &str) -> String {
    let bits = bits_of(group, name);
    let whole = whole(bits.len());
    let gain = Spread::between(&whole, &bits);
    let apart = apart();
    if gain.least > apart || gain.most < -apart {
        let [mean, least, most] =
            [gain.mean, gain.least, gain.most].map(|it| fixed(it, 2));
        format!("{mean} ({least} to {most})")
    } else {
        APART.to_owned()
    }
}
