//! Section 1.6: the loss along one parameter, and its slope there.

use serde::Serialize;
use step_0_counting::mean_loss;
use step_1_gradient_descent::{
    Mlp, N_EMBD, N_HIDDEN, analytic_gradient, softmax,
};
use typeset::{Axis, Chart};

use crate::{Desk, Picture, Question, Refusal};

/// Where the parameter is moved about.
const RANGE: [f64; 2] = [-2.0, 6.0];

/// The matrices in the order of the parameters: name, rows, columns.
const MATRICES: [(&str, usize, usize); 3] = [
    ("wte", 27, N_EMBD),
    ("mlp_fc1", N_HIDDEN, N_EMBD),
    ("mlp_fc2", 27, N_HIDDEN),
];

/// A slope by nudging, and the true one.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The loss along the parameter.
    picture: Picture,
    /// How wrong the slope by nudging is, for many nudges.
    errors: Picture,
    /// The parameter after training.
    trained: f64,
    /// Where it is now.
    weight: f64,
    /// The loss there.
    loss: f64,
    /// The loss after the nudge.
    nudged_loss: f64,
    /// The slope by nudging.
    estimate: f64,
    /// The slope by the chain rule.
    slope: f64,
}

/// Arguments: `word`; `matrix`, `row` and `column` of a parameter of the
/// trained network; `weight`, where it is, if not where training left it;
/// `nudge`.
///
/// # Errors
///
/// If one is missing or out of range, or there is no such parameter.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = q.word("word", desk.tokenizer())?;
    let (index, name) = parameter(q)?;
    let trained = desk.mlp().model[index];
    let weight = if q.has("weight") {
        q.number("weight", RANGE[0]..=RANGE[1])?
    } else {
        trained
    };
    let nudge = q.number("nudge", 1e-15..=10.0)?;

    let mut along = Along::new(&desk.mlp().model, &tokens, index);
    let word = desk.tokenizer().decode(&tokens);
    Ok(Answer {
        picture: (&along.figure(&word, &name, weight, nudge)).into(),
        errors: (&along.errors(weight)).into(),
        trained,
        weight,
        loss: along.loss(weight),
        nudged_loss: along.loss(weight + nudge),
        estimate: along.estimate(weight, nudge),
        slope: along.slope(weight),
    })
}

/// The place of a parameter in the flat list, and what it is called.
fn parameter(q: &Question) -> Result<(usize, String), Refusal> {
    let matrix = q.text("matrix")?;
    let mut before = 0;
    for (name, rows, columns) in MATRICES {
        if name == matrix {
            let row = q.count("row", 0..=rows - 1)?;
            let column = q.count("column", 0..=columns - 1)?;
            let index = before + row * columns + column;
            return Ok((index, format!("{name}, row {row}, column {column}")));
        }
        before += rows * columns;
    }
    Err(Refusal::new("the matrices are wte, mlp_fc1 and mlp_fc2"))
}

/// The loss of a document along one parameter, all others held still.
#[derive(Debug)]
pub struct Along<'a> {
    params: Vec<f64>,
    tokens: &'a [usize],
    index: usize,
}

impl<'a> Along<'a> {
    /// Along `params[index]`.
    pub fn new(params: &[f64], tokens: &'a [usize], index: usize) -> Self {
        Along {
            params: params.to_vec(),
            tokens,
            index,
        }
    }

    /// The loss where the parameter is `weight`.
    fn loss(&mut self, weight: f64) -> f64 {
        self.params[self.index] = weight;
        let mlp = Mlp::new(27, &self.params);
        mean_loss(self.tokens, |token| softmax(&mlp.logits(token)))
    }

    /// The slope by nudging, as `numerical_gradient` finds it.
    fn estimate(&mut self, weight: f64, nudge: f64) -> f64 {
        (self.loss(weight + nudge) - self.loss(weight)) / nudge
    }

    /// The slope by the chain rule.
    fn slope(&mut self, weight: f64) -> f64 {
        self.params[self.index] = weight;
        analytic_gradient(27, &self.params, self.tokens).1[self.index]
    }

    /// The loss along the parameter, called `name`, with the slope at `weight`
    /// and that of a nudge.
    pub fn figure(
        &mut self,
        word: &str,
        name: &str,
        weight: f64,
        nudge: f64,
    ) -> Chart {
        let [first, last] = RANGE;
        let steps = (0..=160).map(|i| first + f64::from(i) * 0.05);
        let curve: Vec<[f64; 2]> = steps.map(|x| [x, self.loss(x)]).collect();
        let losses = || curve.iter().map(|[_, loss]| *loss);
        let lowest = losses().fold(f64::INFINITY, f64::min);
        // A curve that is nearly flat should look so.
        let highest = losses().fold(lowest + 0.1, f64::max);

        let here = [weight, self.loss(weight)];
        let there = [weight + nudge, self.loss(weight + nudge)];
        let tangent = self.slope(weight);
        let secant = self.estimate(weight, nudge);
        let chart = Chart::new(
            "The loss along one weight, and its slope",
            Axis::linear(name, &[first, 0.0, 2.0, 4.0, last]),
            Axis::holding(&format!("loss of {word}"), lowest, highest),
        )
        .height(190.0);
        let heights = chart.plot().y;
        let through = |slope| line_within(here, slope, heights);
        let dots = [here, there];
        chart
            .line("series-1", "loss", curve)
            .line("gradient", "its slope at the weight", through(tangent))
            .line("series-0", &nudge_name(nudge), through(secant))
            .dots("", "", dots.into_iter().filter(|[x, _]| *x <= last))
    }

    /// How far the slope by nudging is from the true one, for many nudges.
    fn errors(&mut self, weight: f64) -> Chart {
        const LEAST: f64 = 1e-11;
        const MOST: f64 = 10.0;
        let slope = self.slope(weight);
        let points: Vec<[f64; 2]> = nudges()
            .map(|nudge| {
                let error = (self.estimate(weight, nudge) - slope).abs();
                [nudge, error.clamp(LEAST, MOST)]
            })
            .collect();
        Chart::new(
            "The error of the slope by nudge",
            Axis::log("nudge", &[1e-15, 1e-11, 1e-7, 1e-3, 10.0]),
            Axis::log("error of the slope", &[LEAST, 1e-7, 1e-3, MOST]),
        )
        .height(110.0)
        .line("gradient", "", points.clone())
        .dots("gradient", "", points)
    }
}

/// The nudges that are tried: 1, 2 and 5 in each power of ten from `1e-15` on,
/// up to 5.
fn nudges() -> impl Iterator<Item = f64> {
    let powers = (0..=15).rev().map(|i| 10_u64.pow(i) as f64);
    powers.flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit / power))
}

fn nudge_name(nudge: f64) -> String {
    if nudge < 0.001 {
        format!("slope by a nudge of {nudge:e}")
    } else {
        format!("slope by a nudge of {nudge}")
    }
}

/// The two ends of a line through a point, as far as the chart goes.
fn line_within(
    [x, y]: [f64; 2],
    slope: f64,
    [low, high]: [f64; 2],
) -> [[f64; 2]; 2] {
    RANGE.map(|end| {
        let at_end = y + slope * (end - x);
        let within = at_end.clamp(low, high);
        if within == at_end {
            [end, at_end]
        } else {
            [x + (within - y) / slope, within]
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use step_1_gradient_descent::{analytic_gradient, numerical_gradient};

    use super::{Along, line_within, nudges};
    use crate::Desk;

    const AVA: [usize; 5] = [26, 0, 21, 0, 26];

    #[test]
    fn the_slopes_are_those_of_the_page() {
        let desk = Desk::default();
        let mut params = desk.start().parameters(3184);
        let (_, numerical) = numerical_gradient(27, &mut params, &AVA, 1e-5);
        let (_, analytic) = analytic_gradient(27, &params, &AVA);
        for i in (0..3184).step_by(97) {
            let mut along = Along::new(&params, &AVA, i);
            assert_eq!(along.estimate(params[i], 1e-5), numerical[i]);
            assert_eq!(along.slope(params[i]), analytic[i]);
        }
    }

    #[test]
    fn the_example_of_the_section() {
        let mut desk = Desk::default();
        let question = json!({
            "ask": "slope-finder",
            "word": "ava",
            "matrix": "mlp_fc2",
            "row": 21,
            "column": 5,
            "nudge": 0.001,
        });
        let answer = desk.answer(&question.to_string());
        for part in [
            "\"estimate\":-0.2397",
            "\"loss\":2.15436",
            "mlp_fc2, row 21, column 5",
        ] {
            assert!(answer.contains(part), "{part}");
        }
    }

    #[test]
    fn nudges_are_what_they_are_called() {
        let nudges: Vec<f64> = nudges().collect();
        assert_eq!(nudges.len(), 48);
        assert_eq!(nudges[..4], [1e-15, 2e-15, 5e-15, 1e-14]);
        assert_eq!(
            nudges[30..],
            [
                1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01,
                0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0
            ]
        );
    }

    #[test]
    fn a_line_ends_where_the_chart_does() {
        let line = line_within([0.0, 2.0], -1.0, [1.0, 3.0]);
        assert_eq!(line, [[-1.0, 3.0], [1.0, 1.0]]);
        let line = line_within([0.0, 2.0], 0.0, [1.0, 3.0]);
        assert_eq!(line, [[-2.0, 2.0], [6.0, 2.0]]);
    }
}
