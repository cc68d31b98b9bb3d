//! The numbers in the sentences of 7.5.

use runs::text::remembered::{Answer, LEAST, LEN, PROMPT, recorded};
use typeset::{Facts, fixed, percent};

use super::{Runs, mean};
use crate::spread::{Spread, ends};

pub fn facts(facts: Facts) -> Facts {
    let facts = less_text(facts);
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
