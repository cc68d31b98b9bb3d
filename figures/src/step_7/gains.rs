//! What the parts of other models are worth in ours, on the novel.

use runs::text::groups::groups;
use typeset::{Facts, fixed};

use super::record::bits_of;
use crate::spread::Spread;

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

pub fn facts(facts: Facts) -> Facts {
    PARTS.into_iter().fold(facts, |facts, (group, name, fact)| {
        facts.with(fact, gain(group, name))
    })
}

/// By how many bits per character a part lowers the loss: the mean of the
/// starts, the least and the most, if all have the same sign.
fn gain(group: &str, name: &str) -> String {
    let all = groups();
    let is_recorded = |it: &&runs::text::groups::Group| {
        it.name == group && it.text.contains(&format!("run\t{name}/3\n"))
    };
    if all.iter().find(is_recorded).is_none() {
        return "not measured yet".to_owned();
    }
    let whole = bits_of("ablation", "whole");
    let bits = bits_of(group, name);
    assert_eq!(bits.len(), whole.len(), "start by start");
    let gain = Spread::between(&whole, &bits);
    if gain.least > 0.0 || gain.most < 0.0 {
        let [mean, least, most] =
            [gain.mean, gain.least, gain.most].map(|it| fixed(it, 2));
        format!("{mean} ({least} to {most})")
    } else {
        "cannot be told apart".to_owned()
    }
}
