//! Section 5.3: one parameter through Adam's five lines.

use portable::math;
use runs::{NUM_STEPS, Start};
use serde::Serialize;
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;
use step_5_adam::{Adam, BETA1, BETA2, EPS, LEARNING_RATE, Trainer};
use typeset::Svg;

use crate::picture::Axes;
use crate::{Desk, Picture, Question, Refusal};

/// How many names of the run the page begins with.
pub const NUM_NAMES: usize = 8;

/// The learning rate that SGD starts with in Step 4.
const SGD_LEARNING_RATE: f64 = 0.1;

/// How many lines a step of Adam has.
const LINES: usize = 5;

/// The way of a parameter under Adam, gradient after gradient.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The gradients as bars, and the steps below.
    picture: Picture,
    /// The gradient whose bar fills its half of the drawing.
    scale: f64,
    /// The parameter before the first step.
    start: f64,
    /// One for each gradient.
    steps: Vec<AdamUpdate>,
    /// The numbers that are chosen: `BETA1`, `BETA2`, `EPS`.
    chosen: [f64; 3],
}

/// The numbers of one step: what its five lines leave, and SGD's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdamUpdate {
    /// The gradient.
    pub gradient: f64,
    /// Adam's learning rate, which decays.
    pub learning_rate: f64,
    /// The running mean of the gradient.
    pub m: f64,
    /// The running mean of its square.
    pub v: f64,
    /// `m`, corrected.
    pub m_hat: f64,
    /// `v`, corrected.
    pub v_hat: f64,
    /// The first by the root of the second; NaN if there was no gradient yet.
    pub quotient: f64,
    /// How far the parameter goes.
    pub step: f64,
    /// The parameter after that.
    pub parameter: f64,
    /// How far SGD would go, with the learning rate of Step 4.
    pub sgd_step: f64,
}

/// Arguments: `gradients`, 1 to 12 numbers, or none for those of the run;
/// `scale`, the gradient whose bar is the longest there can be, or 0 for one
/// that fits; `line`, how many lines have run, or 0 for all.
///
/// # Errors
///
/// If there are too many gradients, or an argument is out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let mut trainer = trainer(desk.start());
    let start = trainer.params[lm_head_a(&trainer.config)];
    let mut gradients = q.numbers("gradients", -1e6..=1e6)?;
    if gradients.len() > 12 {
        return Err(Refusal::new("12 gradients are the most that fit here"));
    }
    if gradients.is_empty() {
        gradients = run_gradients(&mut trainer, desk.docs());
    }
    let scale = match q.number("scale", 0.0..=1e6)? {
        0.0 => fitting(&gradients),
        scale => scale.max(1e-9),
    };
    let lines = LINES * gradients.len();
    let line = q.count("line", 0..=lines)?;
    let steps = trace(start, &gradients);
    Ok(Answer {
        picture: figure(&steps, scale, line),
        scale,
        start,
        steps,
        chosen: [BETA1, BETA2, EPS],
    })
}

/// The model of the reference run, before its first step.
pub fn trainer(start: &Start) -> Trainer {
    let config = Config::of_the_guide(start.corpus.tokenizer.vocab_size());
    Trainer::new(config, &mut start.rng.clone())
}

/// The place of `lm_head[0][0]`, the first of the weights that score an "a":
/// after the embeddings of tokens and positions.
pub fn lm_head_a(config: &Config) -> usize {
    (config.vocab_size + config.block_size) * config.n_embd
}

/// The gradients of `lm_head[0][0]` at the first names of the run, which the
/// model learns from.
pub fn run_gradients(trainer: &mut Trainer, docs: &[Vec<usize>]) -> Vec<f64> {
    let place = lm_head_a(&trainer.config);
    let names = docs.iter().take(NUM_NAMES).enumerate();
    let learn = |(step, tokens): (usize, &Vec<usize>)| {
        let gradient = trainer.gradient(tokens).1.first(place + 1)[place];
        let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
        trainer.step(tokens, rate);
        gradient
    };
    names.map(learn).collect()
}

/// The updates that [`Adam::step`] makes with these gradients, line by line.
///
/// ```
/// use widgets::step_5::adam_stepper::trace;
///
/// let steps = trace(0.5, &[0.1, -0.1]);
/// assert!((steps[0].step + 0.01).abs() < 1e-6);
/// assert!(steps[1].step.abs() < 0.001, "two that point opposite ways");
/// ```
pub fn trace(parameter: f64, gradients: &[f64]) -> Vec<AdamUpdate> {
    let mut adam = Adam::new(1);
    let mut params = [parameter];
    let step = |(step, &gradient): (usize, &f64)| {
        let before = params[0];
        let learning_rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
        adam.step(&mut params, &[gradient], learning_rate);
        let t = f64::from(adam.t);
        let m_hat = adam.m[0] / (1.0 - math::powf(BETA1, t));
        let v_hat = adam.v[0] / (1.0 - math::powf(BETA2, t));
        let sgd_rate = linear_decay(SGD_LEARNING_RATE, step, NUM_STEPS);
        AdamUpdate {
            gradient,
            learning_rate,
            m: adam.m[0],
            v: adam.v[0],
            m_hat,
            v_hat,
            quotient: m_hat / v_hat.sqrt(),
            step: params[0] - before,
            parameter: params[0],
            sgd_step: -sgd_rate * gradient,
        }
    };
    gradients.iter().enumerate().map(step).collect()
}

/// The least of 1, 2, 5, 10 and so on, or 0.5, 0.2 and so on, that no gradient
/// exceeds.
pub fn fitting(gradients: &[f64]) -> f64 {
    let most = gradients.iter().fold(0.0, |most, g| g.abs().max(most));
    if most == 0.0 {
        return 1.0;
    }
    let factors = [0.5, 0.4, 0.5].into_iter().cycle().take(45);
    let smaller = |size: &mut f64, factor| {
        *size *= factor;
        Some(*size)
    };
    let sizes = factors.scan(1e6, smaller);
    sizes.take_while(|&size| size >= most).last().unwrap_or(1e6)
}

/// Where the bars begin, and how wide all are together.
const LEFT: f64 = 44.0;
const WIDTH: f64 = 480.0 - LEFT;

/// How long the longest bar is in each direction.
const HALF: f64 = 42.0;

/// The zero lines of the gradients and of the steps.
const GRADIENTS: f64 = 20.0 + HALF;
const STEPS: f64 = GRADIENTS + 2.0 * HALF + 34.0;

/// The step whose bar is the longest there can be. Adam's stay below it.
const MOST_STEP: f64 = 0.02;

/// The gradients, up to `scale`, and below them the steps of Adam and of SGD
/// after so many lines; after all, if none has run. Across them goes a line at
/// the learning rate, which is Adam's step when all gradients are the same.
pub fn figure(steps: &[AdamUpdate], scale: f64, line: usize) -> Picture {
    let bottom = STEPS + HALF + 22.0;
    let mut svg = Svg::new(
        "Gradients, and the steps that Adam and SGD make of them",
        480.0,
        bottom,
    );
    let pitch = WIDTH / steps.len() as f64;
    let left = |i: usize| LEFT + pitch * i as f64;
    if line > 0 {
        let now = (line - 1) / LINES;
        let corner = [left(now), GRADIENTS - HALF];
        svg.rect("now", corner, [pitch, STEPS + HALF - corner[1]]);
    }
    axis(&mut svg, GRADIENTS, &label(scale));
    axis(&mut svg, STEPS, &label(MOST_STEP));
    let top = GRADIENTS - HALF - 8.0;
    svg.text("small", [LEFT, top], "gradient");
    let top = STEPS - HALF - 8.0;
    svg.rect("bar parameter", [LEFT, top - 9.0], [10.0, 10.0]);
    svg.text("small", [LEFT + 15.0, top], "step of Adam");
    svg.rect("bar hollow", [LEFT + 110.0, top - 9.0], [10.0, 10.0]);
    svg.text("small", [LEFT + 125.0, top], "step of SGD");
    let sample = [LEFT + 212.0, top - 4.0];
    svg.line("level parameter", sample, [sample[0] + 20.0, sample[1]]);
    let rate = label(LEARNING_RATE);
    let words = format!("learning rate: {rate}");
    svg.text("small", [LEFT + 238.0, top], words);

    for (i, step) in steps.iter().enumerate() {
        let x = left(i);
        let [quarter, half] = [pitch / 4.0, pitch / 2.0];
        let height = step.gradient / scale;
        bar(&mut svg, "gradient", [x + quarter, GRADIENTS], half, height);
        if line == 0 || LINES * (i + 1) <= line {
            let [adam, sgd] = [step.step, step.sgd_step];
            let [x, width] = [x + pitch * 0.2, pitch * 0.28];
            bar(&mut svg, "parameter", [x, STEPS], width, adam / MOST_STEP);
            let x = x + pitch * 0.32;
            bar(&mut svg, "hollow", [x, STEPS], width, sgd / MOST_STEP);
        }
        svg.text("small middle", [x + half, bottom - 6.0], i + 1);
    }
    // Over the bars, as these may be as long.
    let share = LEARNING_RATE / MOST_STEP;
    for (share, text) in [(share, &rate), (-share, &format!("−{rate}"))] {
        let y = STEPS - share * HALF;
        svg.line("level parameter", [LEFT, y], [480.0, y]);
        svg.text("small end", [LEFT - 6.0, y + 4.0], text);
    }
    svg.text("small end", [LEFT - 6.0, bottom - 6.0], "t =");
    let plot = Axes {
        left: LEFT,
        top: GRADIENTS - HALF,
        width: WIDTH,
        height: 2.0 * HALF,
        x: [0.0, steps.len() as f64].into(),
        y: [-scale, scale].into(),
    };
    Picture {
        plot: Some(plot),
        ..(&svg).into()
    }
}

/// A zero line, and how far its bars go.
fn axis(svg: &mut Svg, zero: f64, most: &str) {
    let ends = [(-HALF, most), (HALF, &format!("−{most}"))];
    for (y, text) in ends {
        svg.line("grid", [LEFT, zero + y], [480.0, zero + y]);
        svg.text("small end", [LEFT - 6.0, zero + y + 4.0], text);
    }
    svg.text("small end", [LEFT - 6.0, zero + 4.0], "0");
    svg.line("axis", [LEFT, zero], [480.0, zero]);
}

/// A bar from the zero line, up or down. One that is too long is cut, with a
/// tip that says so.
fn bar(
    svg: &mut Svg,
    class: &str,
    [x, zero]: [f64; 2],
    width: f64,
    height: f64,
) {
    let long = height.clamp(-1.0, 1.0) * HALF;
    let class = format!("bar {class}");
    if height.abs() <= 1.0 {
        let corner = [x, zero - long.max(0.0)];
        svg.rect(&class, corner, [width, long.abs()]);
        return;
    }
    let (end, tip) = (zero - long * 0.86, zero - long * 1.06);
    let right = x + width;
    let points = [
        [x, zero],
        [x, end],
        [x + width / 2.0, tip],
        [right, end],
        [right, zero],
    ];
    svg.polyline(&class, &points);
}

/// The end of an axis in few characters.
fn label(number: f64) -> String {
    if (0.001..1000.0).contains(&number) {
        ((number * 1000.0).round() / 1000.0).to_string()
    } else {
        format!("{number:.0e}").replace('-', "−")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_five_lines_are_those_of_the_book() {
        let gradients = [0.3, -0.02, 0.0, 1e-7, 40.0, -0.1];
        let (mut m, mut v, mut p) = (0.0, 0.0, 0.5);
        for (step, t) in trace(p, &gradients).into_iter().zip(1..) {
            let g = step.gradient;
            m = BETA1 * m + (1.0 - BETA1) * g;
            v = BETA2 * v + (1.0 - BETA2) * g * g;
            let m_hat = m / (1.0 - math::powf(BETA1, f64::from(t)));
            let v_hat = v / (1.0 - math::powf(BETA2, f64::from(t)));
            p -= step.learning_rate * m_hat / (v_hat.sqrt() + EPS);
            let shown =
                [step.m, step.v, step.m_hat, step.v_hat, step.parameter];
            assert_eq!(shown, [m, v, m_hat, v_hat, p], "bit by bit");
        }
    }

    #[test]
    fn the_parameter_is_that_of_the_run() {
        let desk = Desk::default();
        let mut trainer = trainer(desk.start());
        let place = lm_head_a(&trainer.config);
        let start = trainer.params[place];
        let gradients = run_gradients(&mut trainer, desk.docs());
        let steps = trace(start, &gradients);
        assert_eq!(steps[NUM_NAMES - 1].parameter, trainer.params[place]);
    }

    #[test]
    fn adam_stays_in_the_drawing() {
        let late = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1e6, 1e6];
        let most = |gradients: &[f64]| {
            let steps = trace(0.0, gradients);
            let sizes = steps.iter().map(|step| step.step.abs());
            sizes.fold(0.0, f64::max)
        };
        assert!(most(&late) < MOST_STEP);
        assert!(most(&[1e-6; 12]) < MOST_STEP);
    }

    #[test]
    fn equal_gradients_go_as_far_as_the_learning_rate() {
        for step in trace(0.0, &[0.1; 8]) {
            assert!((step.step.abs() / step.learning_rate - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn rising_gradients_go_further_each_time() {
        let rising = [
            0.02, 0.023, 0.027, 0.031, 0.036, 0.042, 0.049, 0.057, 0.066,
            0.077, 0.09, 0.105,
        ];
        let steps = trace(0.0, &rising);
        let sizes: Vec<f64> = steps.iter().map(|it| it.step.abs()).collect();
        assert!(sizes.is_sorted_by(|a, b| a < b), "{sizes:?}");
        assert!(sizes[11] > 1.1 * LEARNING_RATE, "{sizes:?}");
    }

    #[test]
    fn bars_fit() {
        assert_eq!(fitting(&[0.3, -0.4]), 0.5);
        assert_eq!(fitting(&[0.0]), 1.0);
        assert_eq!(fitting(&[1e6]), 1e6);
        assert!((fitting(&[1e-6]) - 1e-6).abs() < 1e-12);
    }

    #[test]
    fn no_history_is_too_odd() {
        let mut desk = Desk::default();
        let mut ask = |gradients: &str, line: usize| {
            let question = json!({
                "ask": "adam-stepper",
                "gradients": gradients,
                "scale": 0,
                "line": line,
            });
            desk.answer(&question.to_string())
        };
        assert!(ask("0 0 1", 15).contains("\"quotient\":null"));
        assert!(ask("0 0 1", 16).contains("line goes from 0 to 15"));
        assert!(ask("1 2 x", 0).contains("refusal"));
        assert!(ask("1e-300 -1e6", 0).contains("steps"));
        assert!(ask(&"1 ".repeat(13), 0).contains("12 gradients"));
    }
}
