//! A loss and its step, found in a line.

use super::number::{Printed, decimal, whole};
use super::plain::without_times;

/// How plainly a line says that its number is the loss of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It calls it the loss.
    Named,
    /// It has another loss beside it, of held-out documents. Then both are
    /// often means over many.
    Evaluation,
    /// It has nothing but the number.
    Bare,
}

/// A loss, and what its line says of the step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The step that it says it is of.
    pub step: Option<u32>,
    /// How many steps it says there are.
    pub num_steps: Option<u32>,
    /// The loss.
    pub loss: Printed,
    /// How plainly it says so.
    pub source: Source,
}

/// The step, and how many there are. The step is `None` if it is negative, or
/// too large for one.
type Step = (Option<u32>, Option<u32>);

impl Found {
    /// The loss that a line has, if it has one.
    pub fn in_line(line: &str) -> Option<Self> {
        let lower = without_times(&line.to_lowercase());
        let lower = lower.trim();
        if let Some(loss) = bare_loss(lower) {
            let (step, num_steps, source) = (None, None, Source::Bare);
            return Some(Found {
                step,
                num_steps,
                loss,
                source,
            });
        }
        let (before, loss) = match loss_after_its_name(lower) {
            Some((start, loss)) => (&lower[..start], loss),
            None => bare_pair(lower)?,
        };
        let after = &lower[before.len()..];
        let names = ["step", "iter", "batch"];
        let (step, num_steps) = after_its_name(before, &names)
            .or_else(|| after_its_name(after, &names))
            .or_else(|| one_of_many(before))
            .or_else(|| one_of_many(after))
            .or_else(|| after_its_name(before, &["epoch"]))
            .or_else(|| after_its_name(after, &["epoch"]))
            .or_else(|| first_whole(before))
            .unzip();
        // A step that is negative or too large is none that can be compared.
        if matches!(step, Some(None)) {
            return None;
        }
        let mut words = after.split(|c: char| !c.is_alphabetic());
        let beside = words.any(|it| {
            ["val", "valid", "validation", "test", "dev", "eval"].contains(&it)
        });
        Some(Found {
            step: step.flatten(),
            num_steps: num_steps.flatten(),
            loss,
            source: if beside && before.trim_end().ends_with("train") {
                Source::Evaluation
            } else {
                Source::Named
            },
        })
    }
}

/// The first number that follows the word "loss", and where the word begins.
/// A mean of losses is something else, and so is the loss of other documents.
fn loss_after_its_name(line: &str) -> Option<(usize, Printed)> {
    const OTHERS: [&str; 24] = [
        "avg",
        "average",
        "mean",
        "val",
        "valid",
        "validation",
        "test",
        "dev",
        "eval",
        "smooth",
        "smoothed",
        "ema",
        "running",
        "rolling",
        "moving",
        "best",
        "min",
        "lowest",
        "final",
        "last",
        "expected",
        "initial",
        "target",
        "uniform",
    ];
    let mut from = 0;
    while let Some(found) = line[from..].find("loss") {
        let start = from + found;
        from = start + "loss".len();
        let before = &line[..start];
        let word_before = before
            .trim_end_matches([' ', '_', '-', '/', '.'])
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let glued = before.ends_with(|c: char| c.is_alphanumeric());
        if glued && word_before != "train" || OTHERS.contains(&word_before) {
            continue;
        }
        let rest = &line[from..];
        let rest = ["/train", "_train", " (train)", " is", " of"]
            .iter()
            .find_map(|it| rest.strip_prefix(it))
            .unwrap_or(rest)
            .trim_start_matches(|c: char| " \t:=|\"'(,~>*`[→≈".contains(c));
        if let Some((loss, _)) = decimal(rest) {
            return Some((start, loss));
        }
    }
    None
}

/// A line of nothing but a number that has a point.
fn bare_loss(line: &str) -> Option<Printed> {
    let (loss, used) = decimal(line.trim_end_matches([',', ';']))?;
    let is_all = line[used..].trim_end_matches([',', ';']).is_empty();
    (is_all && loss.digits > 1).then_some(loss)
}

/// A line of nothing but two numbers: a step and its loss.
fn bare_pair(line: &str) -> Option<(&str, Printed)> {
    let is_edge = |c| " \t|[]()".contains(c);
    let line = line.trim_matches(is_edge);
    let is_between = |c| " \t,;:|".contains(c);
    // "1,000 3.3660" has grouped digits, and "1,300.5" has two numbers.
    let (_, rest) = whole(line);
    let end = line.len() - rest.len();
    let end = if rest.starts_with([' ', '\t', ';', '|']) {
        end
    } else {
        line.find(|c: char| !c.is_ascii_digit())?
    };
    let between = &line[end..];
    let rest = between.trim_start_matches(is_between);
    let (loss, used) = decimal(rest)?;
    let is_pair = rest.len() < between.len() && used == rest.len();
    // "7,3,3660" has three.
    let by_comma = between.starts_with(',') && rest.contains(',');
    (end > 0 && is_pair && !by_comma && loss.digits > 0)
        .then_some((&line[..end], loss))
}

/// The numbers after one of these words.
fn after_its_name(text: &str, names: &[&str]) -> Option<Step> {
    let mut rests = names.iter().flat_map(|name| {
        let found = text.match_indices(name);
        found.map(|(start, name)| &text[start + name.len()..])
    });
    rests.find_map(|rest| {
        // The end of "steps" and "iteration", and what stands before a number.
        let rest = rest.trim_start_matches(char::is_alphabetic);
        // "step-7" is joined, and "step -7" is negative.
        let rest = rest.strip_prefix(['-', '_']).unwrap_or(rest);
        let number = rest.trim_start_matches(|c| " \t:=#\"'[(".contains(c));
        let negative = number.starts_with('-');
        let number = number.strip_prefix('-').unwrap_or(number);
        let (step, rest) = wholes(number).next()?;
        let is_next = number[..number.len() - rest.len()]
            .chars()
            .all(|c| c.is_ascii_digit() || c == ',');
        is_next.then(|| (step.filter(|_| !negative), total(rest)))
    })
}

/// The total that follows a step: "/ 1000", "of 1,000".
fn total(rest: &str) -> Option<u32> {
    let rest = rest.trim_start();
    let total = rest.strip_prefix('/').or_else(|| rest.strip_prefix("of"));
    whole(total?.trim_start()).0
}

/// The last "7 / 1000" of a text.
fn one_of_many(text: &str) -> Option<Step> {
    let pairs = wholes(text).filter_map(|(step, rest)| {
        let total = total(rest)?;
        Some((step, Some(total)))
    });
    pairs.last()
}

/// The step that the first whole number of a text tells.
fn first_whole(text: &str) -> Option<Step> {
    wholes(text).next().map(|(step, rest)| (step, total(rest)))
}

/// The whole numbers of a text, each with what follows: "5" of "5 | 0.31 s |
/// 12% | 1e-3 | 3x".
fn wholes(text: &str) -> impl Iterator<Item = (Option<u32>, &str)> {
    let mut text = text;
    std::iter::from_fn(move || {
        loop {
            let start = text.find(|c: char| c.is_ascii_digit())?;
            let before = &text[..start];
            let (step, rest) = whole(&text[start..]);
            let joined = before.ends_with(|c: char| {
                c.is_alphanumeric() || c == '.' || c == '_'
            });
            let goes_on = rest.starts_with(['.', ','])
                && rest[1..].starts_with(|c: char| c.is_ascii_digit());
            let has_unit =
                rest.starts_with(|c: char| c.is_alphabetic() || c == '%');
            if joined || goes_on || has_unit {
                let is_part =
                    |c: char| c.is_alphanumeric() || ".,+-%".contains(c);
                text = rest.trim_start_matches(is_part);
                continue;
            }
            text = rest;
            let negative = before.ends_with('-')
                && !before[..before.len() - 1].ends_with(char::is_alphanumeric);
            return Some((step.filter(|_| !negative), rest));
        }
    })
}
