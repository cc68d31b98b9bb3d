//! Section 0.6: the loss of every name of the run.

use portable::math;
use runs::running_mean;
use serde::Serialize;
use typeset::{Axis, Chart};

use crate::{Desk, Picture};

/// The losses of the run, `[1000]` each.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// The curves.
    picture: Picture,
    /// The names, in their order.
    names: Vec<String>,
    /// The loss of each before it was counted.
    losses: &'a [f64],
    /// The mean of each and the 49 before.
    means: Vec<f64>,
}

/// The run of the book; there is nothing to choose.
pub fn answer(desk: &Desk) -> Answer<'_> {
    let losses = &desk.counts().losses;
    let names = desk.docs().iter().take(losses.len());
    Answer {
        picture: (&figure(losses)).into(),
        names: names.map(|it| desk.tokenizer().decode(it)).collect(),
        losses,
        means: means(losses),
    }
}

fn means(losses: &[f64]) -> Vec<f64> {
    running_mean(losses, 50)
}

/// The loss of each name, and the running mean.
pub fn figure(losses: &[f64]) -> Chart {
    let points = |losses: &[f64]| {
        let steps = (1..).zip(losses);
        let points = steps.map(|(step, &loss)| [f64::from(step), loss]);
        points.collect::<Vec<_>>()
    };
    Chart::new(
        "The loss of a thousand names, and its running mean",
        Axis::linear("training step", &[0.0, 250.0, 500.0, 750.0, 1000.0]),
        Axis::linear("loss", &[1.5, 2.0, 2.5, 3.0, 3.5, 4.0]),
    )
    .level("a uniform guess: 3.296", math::ln(27.0))
    .line("faint", "the loss of one name", points(losses))
    .line("", "mean of the last 50", points(&means(losses)))
}

#[cfg(test)]
mod tests {
    use crate::Desk;
    use portable::math;

    #[test]
    fn the_first_name_costs_what_ignorance_does() {
        let desk = Desk::default();
        let answer = super::answer(&desk);
        assert_eq!(answer.names.len(), 1000);
        assert_eq!(answer.names[0], "yuheng");
        assert!((answer.losses[0] - math::ln(27.0)).abs() < 1e-12);
        assert_eq!(answer.means[0], answer.losses[0]);
    }
}
