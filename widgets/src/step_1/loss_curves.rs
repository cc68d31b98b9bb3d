//! Sections 1.5, 2.8, 3.8, 4.6 and 5.4: the losses of all steps so far.

use portable::math;
use runs::{Curve, NUM_STEPS, curves_chart, run_name, running_mean};
use serde::Serialize;

use crate::{Desk, Picture, Question, Refusal};

/// The curves of some runs.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The chart, without a legend.
    picture: Picture,
    /// The number and the name of every run so far, shown or not.
    runs: Vec<(u32, &'static str)>,
}

/// Arguments: `last`, the number of a step; `off`, the numbers of the steps
/// that are not shown, such as `13`; `window`, over how many names each loss
/// is averaged; `each`, whether the last step has a thin line for each name
/// too.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let last = last(q)?;
    let window = q.count("window", 1..=200)?;
    let each = q.flag("each")?;
    let off = q.text("off")?;
    let is_on = |step: u32| {
        let digit = char::from_digit(step, 10);
        !digit.is_some_and(|digit| off.contains(digit))
    };
    let curve = |step| Curve {
        step,
        name: "",
        losses: losses(desk, step),
    };
    let steps = so_far(last).filter(|&step| is_on(step));
    let curves: Vec<Curve> = steps.map(curve).collect();
    let newest = so_far(last).last().filter(|&step| is_on(step));
    let each = newest.filter(|_| each).map(curve);
    Ok(Answer {
        picture: (&curves_chart(&curves, window, each)).into(),
        runs: so_far(last)
            .map(|step| (step, run_name(step, last)))
            .collect(),
    })
}

/// The losses of one training step.
#[derive(Debug, Serialize)]
pub struct Losses {
    /// The smoothed loss of every run so far, in the order of the runs.
    losses: Vec<f64>,
    /// The loss of knowing nothing.
    uniform: f64,
}

/// Arguments: `last` and `window` as above; `step`, from 1.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn losses_at(desk: &Desk, q: &Question) -> Result<Losses, Refusal> {
    let step = q.count("step", 1..=NUM_STEPS)?;
    let window = q.count("window", 1..=200)?;
    let at = |run| running_mean(losses(desk, run), window)[step - 1];
    Ok(Losses {
        losses: so_far(last(q)?).map(at).collect(),
        uniform: math::ln(desk.tokenizer().vocab_size() as f64),
    })
}

fn last(q: &Question) -> Result<u32, Refusal> {
    let last = q.count("last", 0..=5)?;
    // Steps 1 and 2 are one run.
    Ok(u32::try_from(last).unwrap_or_default())
}

/// The numbers of the runs up to a step; Steps 1 and 2 are one.
fn so_far(last: u32) -> impl Iterator<Item = u32> {
    [0, 1, 3, 4, 5].into_iter().filter(move |&it| it <= last)
}

fn losses(desk: &Desk, step: u32) -> &[f64] {
    match step {
        0 => &desk.counts().losses,
        1 | 2 => &desk.mlp().losses,
        3 => &desk.single_head().losses,
        4 => &desk.transformer().losses,
        _ => &desk.adam().losses,
    }
}
