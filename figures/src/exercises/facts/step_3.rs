//! The numbers in the sentences of Step 3's exercises.

use typeset::{Facts, fixed};

use super::super::bent;
use super::super::leaky::Leaky;

pub fn facts(facts: Facts) -> Facts {
    longest_steps(leak(facts))
}

/// Of 3.A.
fn leak(facts: Facts) -> Facts {
    let leaky = Leaky::at_rate(0.3);
    let written = leaky.names.iter().any(|name| !name.is_empty());
    assert!(!written, "the text says so");
    facts.with("leak-loss", fixed(leaky.seen_whole, 3))
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
