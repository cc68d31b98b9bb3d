//! The numbers in the sentences of 7.5.

use runs::text::remembered::{Answer, LEAST, LEN, PROMPT, recorded};
use typeset::{Facts, fixed, percent, thousands};

use super::super::compressors::PPMD;
use super::super::tables::{BITS, CHOSEN};
use super::{Runs, below, mean};
use crate::spread::{Spread, ends};

pub fn facts(facts: Facts) -> Facts {
    let facts = less_text(facts);
    let facts = many(facts);
    let facts = below_the_counters(facts);
    by_heart(facts)
}

fn less_text(facts: Facts) -> Facts {
    let [all, eighth] = [1, 8].map(Runs::of_part);
    let steps = eighth.plan.recipe.steps;
    let gap = |it: &Runs| Spread::between(&it.validation(), &it.training());
    assert!(gap(&all).most < 0.0, "what is not read is no harder");
    // The loss on what is not read falls from time to time, from each start.
    for run in &eighth.runs {
        assert!(run.curve.is_sorted_by(|a, b| a[2] > b[2]));
    }
    facts
        .with("memory-passes-eighth", fixed(eighth.passes(steps), 0))
        .with("memory-read-eighth", fixed(mean(&eighth.training()), 2))
        .with("memory-new-eighth", fixed(mean(&eighth.validation()), 2))
        .with("memory-gap-eighth", gap(&eighth).mean(2))
}

fn many(facts: Facts) -> Facts {
    let of = |name: &str| Runs::of("passes", name);
    let [before, narrower, shrinking] =
        ["an eighth", "an eighth, 48 wide", "an eighth, decay"].map(of);
    let steps = before.plan.recipe.steps;
    // It rises again, from each start, and the others fall to the end.
    let lowest = before.lowest();
    for (run, lowest) in before.runs.iter().zip(&lowest) {
        assert!(lowest[0] < 0.75 * steps as f64);
        assert!(run.validation() > lowest[2] + 0.05);
    }
    for it in [&narrower, &shrinking] {
        for (run, lowest) in it.runs.iter().zip(it.lowest()) {
            assert_eq!(run.validation(), lowest[2], "lowest at the end");
        }
    }
    let bits: Vec<f64> = lowest.iter().map(|it| it[2]).collect();
    let [least, _] = ends(&bits);
    assert!(ends(&narrower.validation())[1] < least);
    assert!(ends(&shrinking.validation())[1] < least - 0.1);
    // All of the text, in as many passes over eight times as much.
    let all = of("whole text");
    for run in &all.runs {
        assert!(run.curve.is_sorted_by(|a, b| a[2] > b[2]));
    }
    let decay = shrinking.plan.recipe;
    facts
        .with("many-passes", fixed(before.passes(steps), 0))
        .with("many-steps", thousands(steps))
        .with("many-lowest", fixed(mean(&bits), 2))
        .with("many-end", fixed(mean(&before.validation()), 2))
        .with("many-narrow", narrower.plan.config.n_embd)
        .with("many-shrunk-end", fixed(mean(&shrinking.validation()), 2))
        .with("many-decay", fixed(decay.weight_decay, 1))
        .with(
            "many-share",
            permille(decay.weight_decay * decay.learning_rate),
        )
        .with("all-steps", thousands(all.plan.recipe.steps))
        .with("all-passes", fixed(all.passes(all.plan.recipe.steps), 1))
        .with("all-end", fixed(mean(&all.validation()), 2))
}

/// A share in thousandths.
fn permille(share: f64) -> String {
    format!("{} thousandths", fixed(share * 1e3, 0))
}

fn below_the_counters(facts: Facts) -> Facts {
    let ([least, most], without) = (below::best(), below::without());
    // Below the table and the best of the compressors, from each start.
    let (table, ppmd) = (BITS[CHOSEN].new, *PPMD);
    assert!(most < ppmd && ppmd < table && ppmd < without[0]);
    let decay = Runs::of("decay", "pieces that shrink").plan.recipe;
    facts
        .with("below-decay", fixed(decay.weight_decay, 1))
        .with("below-bits", fixed(f64::midpoint(least, most), 2))
}

fn by_heart(facts: Facts) -> Facts {
    let author = recorded("author, 1").expect("he was asked");
    let [share, longest] = author.chapters[..] else {
        panic!("all chapters were looked up");
    };
    let [novel, table] = ["novel/1", "table, 1"]
        .map(|name| recorded(name).expect("they were asked"));
    let none = |it: &Answer| it.copied.iter().all(|&share| share == 0.0);
    assert!(none(&novel) && none(&table), "they copy nothing");
    for it in [&novel, &table] {
        assert!(mean(&author.longest) > mean(&it.longest) + 3.0);
    }
    let more = |it: &Answer| mean(&it.read) - mean(&it.new);
    let error = |it: &Answer| error_of(&it.read).hypot(error_of(&it.new));
    assert!(more(&novel) > 2.0 * error(&novel), "it knows what it read");
    assert!(more(&table).abs() < error(&table), "the table does not");
    let (more, error) = (more(&novel), error(&novel));
    facts
        .with("author-mean", fixed(mean(&author.longest), 1))
        .with("novel-mean", fixed(mean(&novel.longest), 1))
        .with("novel-longest", fixed(ends(&novel.longest)[1], 0))
        .with("novel-read", fixed(mean(&novel.read), 1))
        .with("novel-new", fixed(mean(&novel.new), 1))
        .with("novel-more", fixed(more, 1))
        .with("novel-more-error", fixed(error, 1))
        .with("novel-farthest", fixed(ends(&novel.read)[1], 0))
        .with("copied-least", LEAST)
        .with("copied-len", LEN)
        .with("copied-prompt", PROMPT)
        .with("copied-texts", author.copied.len())
        .with("author-copied", percent(share, 1))
        .with("author-longest", longest)
}

/// The standard error of a mean.
fn error_of(numbers: &[f64]) -> f64 {
    let (n, mean) = (numbers.len() as f64, mean(numbers));
    let squares = numbers.iter().map(|it| (it - mean) * (it - mean));
    (squares.sum::<f64>() / (n - 1.0) / n).sqrt()
}
