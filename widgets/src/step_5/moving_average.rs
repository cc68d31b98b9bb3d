//! Section 5.2: running means of the gradients of one parameter.

use portable::math;
use serde::Serialize;
use step_1_gradient_descent::linear_decay;
use step_5_adam::{LEARNING_RATE, Trainer};
use typeset::{Axis, Chart, fixed};

use crate::{Desk, Picture, Question, Refusal};

/// The places of two weights of `lm_head`, after the embeddings: `[16][6]`,
/// one of those that score a "q", and `[0][0]`, one of those for an "a".
const PLACES: [usize; 2] = [(27 + 16) * 16 + 16 * 16 + 6, (27 + 16) * 16];

/// How many gradients are shown of each.
const SHOWN: [usize; 2] = [80, 200];

/// The weights whose gradients can be looked at.
#[derive(Clone, Copy, Debug)]
pub enum Weight {
    /// One that scores a "q": its gradients fade.
    OfQ,
    /// One that scores an "a": its gradients are noisy.
    OfA,
}

/// Some running means.
#[derive(Debug, Serialize)]
pub struct Answer {
    picture: Picture,
    /// The gradients, `[steps]`.
    gradients: Vec<f64>,
    /// The means with the chosen β and with two others, `[3][steps]`.
    means: [Vec<f64>; 3],
}

/// Arguments: `weight`, `q` or `a`; `beta`; `corrected`, whether the means are
/// corrected for their start at zero.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let weight = match q.text("weight")? {
        "q" => Weight::OfQ,
        "a" => Weight::OfA,
        _ => return Err(Refusal::new("there are two weights: q and a")),
    };
    let beta = q.number("beta", 0.0..=0.999)?;
    let is_corrected = q.flag("corrected")?;
    let gradients = desk.early_gradients().iter();
    let gradients: Vec<f64> = gradients
        .map(|it| it[weight as usize])
        .take(SHOWN[weight as usize])
        .collect();
    let mean = |beta| running(&gradients, beta, is_corrected);
    Ok(Answer {
        picture: (&figure(weight, &gradients, beta, is_corrected)).into(),
        means: [beta, 0.5, 0.99].map(mean),
        gradients,
    })
}

impl Desk {
    /// The gradients of the two weights for the first 200 names of the
    /// reference run, `[200][2]`.
    pub(crate) fn early_gradients(&self) -> &[[f64; 2]] {
        self.step_5.early_gradients.get_or_init(|| {
            let mut rng = self.start().rng.clone();
            let mut trainer = Trainer::new(self.config(), &mut rng);
            let learn = |(step, tokens): (usize, &Vec<usize>)| {
                let (_, grads) = trainer.gradient(tokens);
                let grad = grads.first(trainer.params.len());
                let rate = linear_decay(LEARNING_RATE, step, runs::NUM_STEPS);
                trainer.adam.step(&mut trainer.params, grad, rate);
                PLACES.map(|place| grad[place])
            };
            let names = self.docs().iter().take(SHOWN[1]);
            names.enumerate().map(learn).collect()
        })
    }
}

/// The running mean after each gradient. It starts at zero; corrected, it is
/// divided by the share of the weight that is not with that zero any more.
pub fn running(gradients: &[f64], beta: f64, is_corrected: bool) -> Vec<f64> {
    let mut mean = 0.0;
    let means = (1..).zip(gradients).map(|(t, g)| {
        mean = beta * mean + (1.0 - beta) * g;
        if is_corrected {
            mean / (1.0 - math::powf(beta, f64::from(t)))
        } else {
            mean
        }
    });
    means.collect()
}

/// The gradients of a weight and their running means: one with `beta`, and one
/// with a short and one with a long memory.
pub fn figure(
    weight: Weight,
    gradients: &[f64],
    beta: f64,
    is_corrected: bool,
) -> Chart {
    let points = |numbers: &[f64]| -> Vec<[f64; 2]> {
        let numbered = (1..).map(f64::from).zip(numbers.iter().copied());
        numbered.map(<[f64; 2]>::from).collect()
    };
    let line = |chart: Chart, class: &str, beta: f64| {
        let memory = fixed(1.0 / (1.0 - beta), 1);
        let memory = memory.strip_suffix(".0").unwrap_or(&memory);
        let plural = if memory == "1" { "" } else { "s" };
        let name = format!("β = {beta}, {memory} step{plural}");
        chart.line(
            class,
            &name,
            points(&running(gradients, beta, is_corrected)),
        )
    };
    let (letter, steps, sizes): (_, &[f64], &[f64]) = match weight {
        Weight::OfQ => (
            "a q",
            &[0.0, 20.0, 40.0, 60.0, 80.0],
            &[-0.02, 0.0, 0.02, 0.04, 0.06, 0.08],
        ),
        Weight::OfA => (
            "an a",
            &[0.0, 50.0, 100.0, 150.0, 200.0],
            &[-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8],
        ),
    };
    let what = format!("gradient of a weight that scores {letter}");
    let mut chart = Chart::new(
        "Running means of gradients, with three memories",
        Axis::linear("training step", steps),
        Axis::linear(&what, sizes),
    )
    .dots("gradient", "gradient", points(gradients));
    chart = line(chart, "series-3", 0.5);
    chart = line(chart, "first-moment", beta);
    line(chart, "series-1", 0.99)
}

#[cfg(test)]
mod tests {
    use step_1_gradient_descent::linear_decay;
    use step_5_adam::{LEARNING_RATE, Trainer};

    use super::{PLACES, running};
    use crate::Desk;

    #[test]
    fn the_gradients_are_those_of_the_reference_run() {
        let desk = Desk::default();
        let mut rng = desk.start().rng.clone();
        let mut trainer = Trainer::new(desk.config(), &mut rng);
        let early = desk.early_gradients();
        assert_eq!(early.len(), 200);
        for (step, tokens) in desk.docs().iter().take(30).enumerate() {
            let (_, grads) = trainer.gradient(tokens);
            let grad = grads.first(trainer.params.len());
            assert_eq!(early[step], PLACES.map(|place| grad[place]));
            trainer.step(tokens, linear_decay(LEARNING_RATE, step, 1000));
        }
    }

    #[test]
    fn a_corrected_mean_of_equal_gradients_is_exact() {
        for beta in [0.0, 0.5, 0.85, 0.999] {
            for mean in running(&[2.0; 50], beta, true) {
                assert!((mean - 2.0).abs() < 1e-9, "{beta}: {mean}");
            }
        }
        assert_eq!(running(&[1.0, 1.0], 0.5, false), [0.5, 0.75]);
    }
}
