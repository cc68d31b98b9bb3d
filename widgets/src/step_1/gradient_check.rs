//! Section 1.8: the numerical against the analytic gradient.

use serde::Serialize;
use step_1_gradient_descent::{N_EMBD, analytic_gradient, numerical_gradient};
use typeset::{Axis, Chart};

use crate::{Desk, Picture, Question, Refusal};

/// The nudges that are tried, and how many they are.
const NUDGES: [f64; EXPONENTS] = [
    1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12,
];
const EXPONENTS: usize = 12;

/// The numerical gradients found so far for a name: they take a while.
#[derive(Debug, Default)]
pub struct Numerical {
    tokens: Vec<usize>,
    is_trained: bool,
    gradients: [Option<Vec<f64>>; EXPONENTS],
}

/// How far two gradients are apart.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// A dot for each parameter.
    scatter: Picture,
    /// The largest difference by nudge, as far as it is known.
    curve: Picture,
    /// The same: the differences for the nudges `1e-1`, `1e-2` and so on.
    differences: [Option<f64>; EXPONENTS],
    /// The largest slope, by the chain rule.
    largest: f64,
    /// How many slopes are exactly zero in both gradients.
    zeros: usize,
}

/// An error that a backward pass may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    None,
    /// `=` instead of `+=` where `linear_backward` writes to the matrix.
    Assigned,
    /// The loss is that of a mean, the gradient that of a sum.
    NotDivided,
}

impl Slip {
    fn of(q: &Question) -> Result<Self, Refusal> {
        match q.text("slip")? {
            "none" => Ok(Slip::None),
            "assigned" => Ok(Slip::Assigned),
            "not-divided" => Ok(Slip::NotDivided),
            _ => Err(Refusal::new("there is no such slip")),
        }
    }

    /// The gradient with this slip.
    fn analytic(self, params: &[f64], tokens: &[usize]) -> Vec<f64> {
        let (_, mut grad) = analytic_gradient(27, params, tokens);
        let n = (tokens.len() - 1) as f64;
        match self {
            Slip::None => {}
            Slip::Assigned => {
                let pair = &tokens[tokens.len() - 2..];
                let (_, last) = analytic_gradient(27, params, pair);
                let layers = 27 * N_EMBD..;
                for (g, last) in
                    grad[layers.clone()].iter_mut().zip(&last[layers])
                {
                    *g = last / n;
                }
            }
            Slip::NotDivided => grad.iter_mut().for_each(|g| *g *= n),
        }
        grad
    }
}

/// Arguments: `word`; `exponent`, 5 for a nudge of `1e-5`; `trained`, whether
/// the network is; `slip`, the error of the backward pass, or `none`.
///
/// # Errors
///
/// If one is missing or out of range.
pub fn answer(desk: &mut Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = q.word("word", desk.tokenizer())?;
    let exponent = q.count("exponent", 1..=EXPONENTS)?;
    let is_trained = q.flag("trained")?;
    let slip = Slip::of(q)?;

    let mut params = if is_trained {
        desk.mlp().model.clone()
    } else {
        desk.start().parameters(desk.mlp().model.len())
    };
    let known = &mut desk.step_1.numerical;
    if known.tokens != tokens || known.is_trained != is_trained {
        *known = Numerical {
            tokens,
            is_trained,
            ..Numerical::default()
        };
    }
    let analytic = slip.analytic(&params, &known.tokens);
    let place = exponent - 1;
    let numerical = known.gradients[place].get_or_insert_with(|| {
        let nudge = NUDGES[place];
        numerical_gradient(27, &mut params, &known.tokens, nudge).1
    });
    let scatter = scatter(numerical, &analytic);
    let pairs = numerical.iter().zip(&analytic);
    let zeros = pairs.filter(|&(&n, &a)| n == 0.0 && a == 0.0).count();
    let differences = known.gradients.each_ref().map(|numerical| {
        let numerical = numerical.as_deref()?;
        Some(largest_difference(numerical, &analytic))
    });
    Ok(Answer {
        scatter: (&scatter).into(),
        curve: (&curve(&differences, slip == Slip::None)).into(),
        differences,
        largest: largest(&analytic),
        zeros,
    })
}

fn largest(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |most, x| most.max(x.abs()))
}

/// The largest distance between two numbers in the same place.
fn largest_difference(a: &[f64], b: &[f64]) -> f64 {
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f64::max)
}

/// The largest difference between the two gradients for each of the nudges.
pub fn differences(
    params: &mut [f64],
    tokens: &[usize],
) -> [Option<f64>; EXPONENTS] {
    let (_, analytic) = analytic_gradient(27, params, tokens);
    NUDGES.map(|nudge| {
        let (_, numerical) = numerical_gradient(27, params, tokens, nudge);
        Some(largest_difference(&numerical, &analytic))
    })
}

/// The numerical against the analytic gradient, a dot per parameter.
pub fn scatter(numerical: &[f64], analytic: &[f64]) -> Chart {
    let most = largest(numerical).max(largest(analytic));
    let mut end = 0.001;
    while end < most {
        end *= 2.0;
    }
    let ticks = [-end, -end / 2.0, 0.0, end / 2.0, end];
    let dots = numerical.iter().zip(analytic).map(|(&n, &a)| [n, a]);
    Chart::new(
        "The two gradients, a dot per parameter",
        Axis::linear("numerical", &ticks),
        Axis::linear("analytic", &ticks),
    )
    .height(190.0)
    .line("faint", "the same in both", [[-end; 2], [end; 2]])
    .dots("gradient", "a parameter", dots)
}

/// The largest difference by nudge, as far as it is known; `with_causes`, also
/// each of its two causes by itself, as far as that can be seen.
pub fn curve(
    differences: &[Option<f64>; EXPONENTS],
    with_causes: bool,
) -> Chart {
    const LEAST: f64 = 1e-11;
    let known = NUDGES.iter().zip(differences);
    let points: Vec<[f64; 2]> = known
        .filter_map(|(&nudge, difference)| {
            Some([nudge, difference.as_ref()?.clamp(LEAST, 10.0)])
        })
        .collect();
    let mut heights = vec![LEAST, 1e-9, 1e-7, 1e-5, 1e-3, 1e-1];
    if points.iter().any(|&[_, y]| y > 0.1) {
        heights.push(10.0);
    }
    // Each error is drawn through a dot where the other does not matter.
    let (mut round_off, mut truncation) = (Vec::new(), Vec::new());
    if let (true, Some(at_9), Some(at_4)) =
        (with_causes, differences[8], differences[3])
    {
        round_off.extend([1e-12, 1e-5].map(|it| [it, at_9 * 1e-9 / it]));
        truncation.extend([1e-7, 1e-1].map(|it| [it, at_4 / 1e-4 * it]));
    }
    Chart::new(
        "The error of the numerical gradient by nudge",
        Axis::log("nudge", &[1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1e-1]),
        Axis::log("largest difference", &heights),
    )
    .height(170.0)
    .line("series-0", "round-off alone", round_off)
    .line("series-3", "truncation alone", truncation)
    .line("gradient", "measured", points.clone())
    .dots("gradient", "", points)
}

#[cfg(test)]
mod tests {
    use super::{Slip, differences, largest_difference};
    use crate::Desk;
    use step_1_gradient_descent::analytic_gradient;

    #[test]
    fn the_differences_of_the_section() {
        let desk = Desk::default();
        let mut params = desk.start().parameters(3184);
        let doc = &desk.docs()[0];
        let found = differences(&mut params, doc).map(Option::unwrap);
        assert_eq!(format!("{:.1e}", found[4]), "2.0e-9");
        assert_eq!(format!("{:.4}", found[11]), "0.0011");

        let (_, right) = analytic_gradient(27, &params, doc);
        let wrong = Slip::Assigned.analytic(&params, doc);
        let largest = largest_difference(&right, &wrong);
        assert_eq!(format!("{largest:.4}"), "0.0119");
    }
}
