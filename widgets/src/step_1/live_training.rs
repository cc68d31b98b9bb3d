//! Section 1.9: the training of the MLP, some steps at a time.

use std::array;

use portable::math;
use runs::{NUM_STEPS, mean_over, running_mean, validation_set};
use serde::Serialize;
use step_0_counting::mean_loss;
use step_1_gradient_descent::{
    Mlp, analytic_gradient, linear_decay, sgd_step, softmax,
};
use typeset::{Axis, Chart};

use crate::{Desk, Picture, Question, Refusal};

/// The training steps of which the table tells.
const SHOWN: [usize; 8] = [1, 2, 10, 50, 100, 250, 500, NUM_STEPS];

/// The validation loss is measured every so many steps.
const MEASURED_EVERY: usize = 50;

/// So many losses make a mean.
const WINDOW: usize = 100;

/// A training run that can be left and taken up again.
#[derive(Debug, Default)]
pub struct MlpTraining {
    rate: f64,
    params: Vec<f64>,
    losses: Vec<f64>,
    /// Training steps, and the loss on the validation names after them.
    validation: Vec<(usize, f64)>,
    shown: [Option<MlpStep>; SHOWN.len()],
    last: Option<MlpStep>,
}

/// One training step.
#[derive(Clone, Debug, Serialize)]
pub struct MlpStep {
    /// Its number, from 1.
    pub step: usize,
    /// The name that it learned from.
    pub name: String,
    /// How far it went for a given slope.
    pub rate: f64,
    /// The loss of the name before.
    pub before: f64,
    /// The loss of the name after.
    pub after: f64,
    /// The loss of the validation names after, where it was measured.
    pub validation: Option<f64>,
}

/// How far the training is.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The losses so far, when there is nothing left to do.
    picture: Option<Picture>,
    /// Then, too: the mean of the last losses, of this run and of the book's.
    means: Option<[f64; 2]>,
    /// Whether the last step led to a loss that is NaN; there is no next one.
    diverged: bool,
    /// How many steps are done.
    step: usize,
    /// Steps 1, 2, 10, 50, 100, 250, 500 and 1,000, as far as they are done.
    shown: [Option<MlpStep>; SHOWN.len()],
    /// The last step.
    last: Option<MlpStep>,
    /// The validation loss where it was measured last, before the first step too.
    validation: f64,
}

/// Arguments: `rate`, the learning rate at the start; `step`, to where to go;
/// `slice`, how many steps to do at most now. What is done already is not done
/// again, unless the rate is another or `step` lies behind.
///
/// # Errors
///
/// If one is missing or out of range.
pub fn answer(desk: &mut Desk, q: &Question) -> Result<Answer, Refusal> {
    let rate = q.number("rate", 0.0..=100.0)?;
    let goal = q.count("step", 0..=NUM_STEPS)?;
    let slice = q.count("slice", 0..=NUM_STEPS)?;
    let mut training = std::mem::take(&mut desk.step_1.training);
    let is_fresh = training.params.is_empty();
    if is_fresh || training.rate != rate || training.losses.len() > goal {
        training = MlpTraining::new(desk, rate);
    }
    for _ in 0..slice.min(goal - training.losses.len()) {
        if training.diverged() {
            break;
        }
        training.step(desk);
    }
    let mut answer = training.answer();
    if answer.step == goal || answer.diverged {
        let book = &desk.mlp().losses;
        answer.picture = Some((&training.figure(book)).into());
        answer.means = training.means(book);
    }
    desk.step_1.training = training;
    Ok(answer)
}

impl MlpTraining {
    /// Before the first step.
    pub fn new(desk: &Desk, rate: f64) -> Self {
        let num_params = step_1_gradient_descent::num_params(27);
        let params = desk.start().parameters(num_params);
        let validation = vec![(0, validation_loss(&params, desk.docs()))];
        MlpTraining {
            rate,
            params,
            validation,
            ..MlpTraining::default()
        }
    }

    /// One step, as `train` does it.
    fn step(&mut self, desk: &Desk) {
        let done = self.losses.len();
        let tokens = &desk.docs()[done];
        let (before, grad) = analytic_gradient(27, &self.params, tokens);
        let rate = linear_decay(self.rate, done, NUM_STEPS);
        sgd_step(&mut self.params, &grad, rate);
        self.losses.push(before);

        let step = done + 1;
        let place = SHOWN.iter().position(|&shown| shown == step);
        let is_measured = step.is_multiple_of(MEASURED_EVERY);
        let validation = (place.is_some() || is_measured)
            .then(|| validation_loss(&self.params, desk.docs()));
        if let (true, Some(loss)) = (is_measured, validation) {
            self.validation.push((step, loss));
        }
        let mlp = Mlp::new(27, &self.params);
        let this = MlpStep {
            step,
            name: desk.tokenizer().decode(tokens),
            rate,
            before,
            after: mean_loss(tokens, |token| softmax(&mlp.logits(token))),
            validation,
        };
        if let Some(place) = place {
            self.shown[place] = Some(this.clone());
        }
        self.last = Some(this);
    }

    /// The steps that the table shows, of a whole run.
    pub fn whole_run(desk: &Desk, rate: f64) -> [Option<MlpStep>; SHOWN.len()] {
        let mut training = MlpTraining::new(desk, rate);
        for _ in 0..NUM_STEPS {
            training.step(desk);
        }
        training.shown
    }

    fn answer(&self) -> Answer {
        Answer {
            picture: None,
            means: None,
            diverged: self.diverged(),
            step: self.losses.len(),
            shown: array::from_fn(|i| self.shown[i].clone()),
            last: self.last.clone(),
            validation: self.validation.last().map_or(f64::NAN, |&(_, it)| it),
        }
    }

    /// Whether the last step led to a loss that is NaN. One that is infinite
    /// may still become a number again.
    fn diverged(&self) -> bool {
        self.last.as_ref().is_some_and(|it| it.after.is_nan())
    }

    /// The mean of the last losses, of this run and of the book's at the same
    /// step.
    fn means(&self, of_the_book: &[f64]) -> Option<[f64; 2]> {
        let of_the_book = &of_the_book[..self.losses.len()];
        let last = |losses| running_mean(losses, WINDOW).last().copied();
        Some([last(&self.losses)?, last(of_the_book)?])
    }

    /// The losses so far over those of the book's run.
    fn figure(&self, of_the_book: &[f64]) -> Chart {
        const LOSSES: [f64; 6] = [1.5, 2.0, 2.5, 3.0, 3.5, 4.0];
        let steps = [0.0, 250.0, 500.0, 750.0, 1000.0];
        // What is off the chart is drawn at its edge; what is no number, not.
        let [least, most] = [LOSSES[0], LOSSES[LOSSES.len() - 1]];
        let within = |(step, loss): (usize, f64)| {
            (!loss.is_nan()).then(|| [step as f64, loss.clamp(least, most)])
        };
        let raw = (1..).zip(self.losses.iter().copied()).filter_map(within);
        let smooth = |losses: &[f64]| {
            let means = (1..).zip(running_mean(losses, WINDOW)).skip(19);
            means.filter_map(within).collect::<Vec<_>>()
        };
        let measured = self.validation.iter().copied();
        Chart::new(
            "The losses of the training so far",
            Axis::linear("training step", &steps),
            Axis::linear("loss", &LOSSES),
        )
        .height(190.0)
        .level("a uniform guess", math::ln(27.0))
        .line("series-1 faint", "the loss of each name", raw)
        .line("series-0", "the book's run, smoothed", smooth(of_the_book))
        .line("series-1", "mean of the last 100", smooth(&self.losses))
        .dots("", "validation names", measured.filter_map(within))
    }
}

/// The mean loss of the validation names.
fn validation_loss(params: &[f64], docs: &[Vec<usize>]) -> f64 {
    let mlp = Mlp::new(27, params);
    let rows: Vec<Vec<f64>> =
        (0..27).map(|token| softmax(&mlp.logits(token))).collect();
    mean_over(validation_set(docs), |tokens| {
        mean_loss(tokens, |token| rows[token].clone())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::MlpTraining;
    use crate::Desk;

    fn ask(desk: &mut Desk, rate: u32, step: usize, slice: usize) -> Value {
        desk.ask(&json!({
            "ask": "live-training",
            "rate": rate,
            "step": step,
            "slice": slice,
        }))
    }

    #[test]
    fn a_run_in_slices_is_the_run_of_the_book() {
        let mut desk = Desk::default();
        for step in [7, 7, 300, 1000] {
            let answer = ask(&mut desk, 1, step, 1000);
            assert_eq!(answer["step"], step);
        }
        let book = desk.mlp();
        let MlpTraining {
            params,
            losses,
            validation,
            ..
        } = &desk.step_1.training;
        assert_eq!(losses, &book.losses);
        assert_eq!(params, &book.model);
        assert_eq!(validation.last(), Some(&(1000, book.validation_loss)));
    }

    #[test]
    fn a_slice_is_a_slice() {
        let mut desk = Desk::default();
        let mut at = |rate, step, slice| {
            ask(&mut desk, rate, step, slice)["step"].take()
        };
        assert_eq!(at(1, 100, 20), 20);
        assert_eq!(at(1, 100, 20), 40);
        assert_eq!(at(1, 30, 5), 5, "starts again");
        assert_eq!(at(2, 30, 5), 5, "starts again");
    }

    #[test]
    fn a_run_ends_where_its_loss_is_no_number() {
        let mut desk = Desk::default();
        let mut training = MlpTraining::new(&desk, 5.0);
        while !training.diverged() {
            training.step(&desk);
        }
        let losses = training.losses;
        assert!(!losses.iter().any(|loss| loss.is_nan()), "not before");
        for _ in 0..2 {
            let answer = ask(&mut desk, 5, 1000, 1000);
            assert_eq!(answer["diverged"], true);
            assert_eq!(answer["step"], losses.len(), "goes no further");
        }
    }

    #[test]
    fn a_run_is_compared_with_the_book_s() {
        let desk = Desk::default();
        let book = &desk.mlp().losses;
        let mean =
            |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
        let mut training = MlpTraining::new(&desk, 3.0);
        assert_eq!(training.means(book), None);
        for step in 1..=150 {
            training.step(&desk);
            let last = step - step.min(100)..step;
            let expected =
                [&training.losses, book].map(|it| mean(&it[last.clone()]));
            assert_eq!(training.means(book), Some(expected));
        }
    }
}
