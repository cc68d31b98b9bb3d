//! The numbers in the sentences of Step 3's exercises.

use typeset::Facts;

use super::super::bent;
use super::super::leaky::Leaky;
use crate::step_3::starts::{each, ends, range};

pub fn facts(facts: Facts) -> Facts {
    longest_steps(leak(facts))
}

/// Of 3.A.
fn leak(facts: Facts) -> Facts {
    let leaky = each(|run| Leaky::at_rate(0.3, run.weights));
    let whole: Vec<f64> = leaky.iter().map(|it| it.seen_whole).collect();
    let empty = |it: &Leaky| it.names.iter().filter(|it| it.is_empty()).count();
    let empties: Vec<f64> = leaky.iter().map(|it| empty(it) as f64).collect();
    let book = &leaky[0];
    assert_eq!(empty(book), book.names.len(), "the text says so");
    let end: Vec<f64> = leaky.iter().map(|it| 100.0 * it.end).collect();
    assert!(ends(&end)[0] > 40.0, "more than one in seven");
    let (corpus, _) = runs::corpus();
    let names = runs::validation_set(&corpus.docs);
    let right =
        runs::mean_over(names, |tokens| 1.0 / (tokens.len() - 1) as f64);
    assert!(
        (1.0 / 7.5..1.0 / 6.5).contains(&right),
        "one in seven: {right}"
    );
    assert!(empties.contains(&0.0), "the text says so");
    facts
        .with("leak-loss", range(&whole, 2))
        .with("leak-end", format!("{} %", range(&end, 0)))
        .with("leak-empties", range(&empties, 0))
}

/// Of 3.D: how long the run at a rate of 1 goes down, each step on its name.
fn longest_steps(facts: Facts) -> Facts {
    let steps = bent::too_fast();
    let goes_down = |step: &bent::Step| step.own[1] < step.own[0];
    let down = steps.iter().take_while(|step| goes_down(step)).count();
    let early = &steps[..90];
    let too_long = early.iter().filter(|it| it.rate > it.longest_rate);
    facts
        .with("steps-down", down)
        .with("steps-early", early.len())
        .with("steps-too-long", too_long.count())
}
