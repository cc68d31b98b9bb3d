//! What Adam Is Worth: gradient descent and Adam, on the model itself.

use portable::math;
use runs::{mean_over, running_mean, validation_set};
use serde::Serialize;
use step_1_gradient_descent::{linear_decay, sgd_step};
use step_4_transformer::{Config, Gpt};
use step_5_adam::{Adam, Trainer};
use typeset::{Axis, Chart};

use crate::{Desk, Picture, Question, Refusal};

/// How many names both learn from.
pub const NUM_STEPS: usize = 300;

/// How many losses a point of the chart is the mean of.
const WINDOW: usize = 50;

/// Two models that start alike and learn from the same names.
#[derive(Debug)]
pub struct Race {
    sgd: Runner,
    adam: Runner,
}

#[derive(Debug)]
struct Runner {
    trainer: Trainer,
    rate: f64,
    losses: Vec<f64>,
}

impl Runner {
    fn new(config: Config, params: Vec<f64>, rate: f64) -> Self {
        let adam = Adam::new(params.len());
        Runner {
            trainer: Trainer::resume(config, params, adam),
            rate,
            losses: Vec::new(),
        }
    }

    /// Learns from the next name, in a run of [`NUM_STEPS`].
    fn step(&mut self, docs: &[Vec<usize>], is_adam: bool) {
        let step = self.losses.len();
        let rate = linear_decay(self.rate, step, NUM_STEPS);
        let (loss, grads) = self.trainer.gradient(&docs[step]);
        let Trainer { params, adam, .. } = &mut self.trainer;
        let grad = grads.first(params.len());
        if is_adam {
            adam.step(params, grad, rate);
        } else {
            sgd_step(params, grad, rate);
        }
        self.losses.push(loss);
    }

    fn validation_loss(&self, docs: &[Vec<usize>]) -> Option<f64> {
        let gpt = Gpt::new(self.trainer.config, &self.trainer.params);
        let loss = mean_over(validation_set(docs), |tokens| gpt.loss(tokens));
        loss.is_finite().then_some(loss)
    }
}

impl Race {
    /// Both at the start, with their learning rates.
    pub fn new(desk: &Desk, sgd: f64, adam: f64) -> Self {
        let config = desk.config();
        let params = desk.start().parameters(config.num_params());
        Race {
            sgd: Runner::new(config, params.clone(), sgd),
            adam: Runner::new(config, params, adam),
        }
    }

    /// Both learn from so many names more, as far as the run goes. Returns how
    /// many it has been.
    pub fn learn(&mut self, docs: &[Vec<usize>], count: usize) -> usize {
        let done = self.sgd.losses.len();
        let now = (done + count).min(NUM_STEPS);
        for _ in done..now {
            self.sgd.step(docs, false);
            self.adam.step(docs, true);
        }
        now
    }

    /// The losses so far.
    pub fn figure(&self) -> Chart {
        let steps = [0.0, 100.0, 200.0, 300.0];
        let sizes = [2.2, 2.4, 2.6, 2.8, 3.0, 3.2, 3.4];
        let mut chart = Chart::new(
            "Losses of gradient descent and of Adam over 300 names",
            Axis::linear("training step", &steps),
            Axis::linear("loss, mean of the last 50 names", &sizes),
        )
        .level("a uniform guess: 3.296", math::ln(27.0));
        for (class, name, runner) in [
            ("series-4", "SGD", &self.sgd),
            ("series-5", "Adam", &self.adam),
        ] {
            let means = running_mean(&runner.losses, WINDOW);
            let points = (1..).map(f64::from).zip(means).skip(19);
            // What is off the chart runs along its edge.
            let points = points.filter(|(_, loss)| loss.is_finite());
            let points =
                points.map(|(step, loss)| [step, loss.clamp(2.2, 3.4)]);
            let name = format!("{name}, at a rate of {}", runner.rate);
            chart = chart.line(class, &name, points);
        }
        chart
    }
}

/// Where a race is.
#[derive(Debug, Serialize)]
pub struct Progress {
    picture: Picture,
    /// How many names both have learned from.
    step: usize,
    /// The last loss of gradient descent and of Adam; none if it is no number.
    losses: [Option<f64>; 2],
    /// At the end, the losses of both on the validation names.
    validation: Option<[Option<f64>; 2]>,
}

/// Begins. Arguments: `sgd` and `adam`, the learning rates. Answers how many
/// names there are.
///
/// # Errors
///
/// If a rate is missing or out of range.
pub fn start(desk: &mut Desk, q: &Question) -> Result<usize, Refusal> {
    let [sgd, adam] =
        [q.number("sgd", 0.0..=10.0), q.number("adam", 0.0..=10.0)];
    let race = Race::new(desk, sgd?, adam?);
    desk.step_5.race = Some(race);
    Ok(NUM_STEPS)
}

/// Goes on. Argument: `count`, from how many names more.
///
/// # Errors
///
/// If it has not begun, or the count is out of range.
pub fn steps(desk: &mut Desk, q: &Question) -> Result<Progress, Refusal> {
    let count = q.count("count", 0..=NUM_STEPS)?;
    let Some(mut race) = desk.step_5.race.take() else {
        return Err(Refusal::new("no race has begun"));
    };
    let docs = desk.docs();
    let step = race.learn(docs, count);
    let runners = [&race.sgd, &race.adam];
    let last =
        |it: &Runner| it.losses.last().copied().filter(|loss| loss.is_finite());
    let progress = Progress {
        picture: (&race.figure()).into(),
        step,
        losses: runners.map(last),
        validation: (step == NUM_STEPS)
            .then(|| runners.map(|it| it.validation_loss(docs))),
    };
    desk.step_5.race = Some(race);
    Ok(progress)
}

#[cfg(test)]
mod tests {
    use super::{NUM_STEPS, Race};
    use crate::Desk;

    #[test]
    fn both_run_as_in_the_book() {
        let desk = Desk::default();
        let mut race = Race::new(&desk, 0.1, 0.01);
        race.learn(desk.docs(), 100);
        assert_eq!(race.learn(desk.docs(), 1000), NUM_STEPS);
        let start = desk.start();
        let sgd = start.transformer(desk.config(), NUM_STEPS, 0.1);
        let adam = start.adam(desk.config(), NUM_STEPS, 0.01);
        assert_eq!(race.sgd.losses, sgd.losses);
        assert_eq!(race.adam.losses, adam.losses);
        assert_eq!(
            race.sgd.validation_loss(desk.docs()),
            Some(sgd.validation_loss)
        );
        assert_eq!(
            race.adam.validation_loss(desk.docs()),
            Some(adam.validation_loss)
        );
    }
}
