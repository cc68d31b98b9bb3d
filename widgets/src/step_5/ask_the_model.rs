//! Section 5.4: what the model gives each letter of a name, before and after
//! its training, and how it comes to that.

use std::slice::from_ref;

use portable::math;
use serde::Serialize;
use step_2_autograd::softmax;
use typeset::{Svg, fixed, percent};

use crate::question::MAX_WORD;
use crate::step_4::read;
use crate::step_4::trace::Position;
use crate::{Desk, Picture, Question, Refusal};

/// The losses of two models on a name: the untrained and the trained one.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The tokens that the models read: BOS and the letters, `[n]`.
    read: Vec<usize>,
    /// The token that came after each, `[n]`.
    came: Vec<usize>,
    /// The probability that each model had given to it, `[2][n]`.
    probabilities: [Vec<f64>; 2],
    /// The losses, `[2][n]`.
    losses: [Vec<f64>; 2],
    /// Their means, `[2]`.
    means: [f64; 2],
    /// By how much training raised each loss, `[n]`, and their mean.
    changes: Vec<f64>,
    mean_change: f64,
    /// The position that is looked at.
    at: usize,
    /// The likeliest token there by the trained model, and its probability.
    likeliest: (usize, f64),
    /// A look inside of each model at that position.
    pictures: [Picture; 2],
    /// Whether the name is one of the thousand that the model learned from.
    is_known: bool,
    /// After how many letters the name is cut, if it is too long.
    cut_at: Option<usize>,
}

/// Arguments: `word`, a name; `at`, the position to look at, or the last one.
/// Of a name that is too long, the models read the beginning.
///
/// # Errors
///
/// If the name cannot be read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let (tokens, is_cut) = q.beginning("word", desk.tokenizer())?;
    let (read, came) = (&tokens[..tokens.len() - 1], &tokens[1..]);
    let at = q.count("at", 0..=MAX_WORD)?.min(read.len() - 1);
    let untrained = desk.start().parameters(desk.config().num_params());
    let models = [&untrained, &desk.adam().model];
    let passes = models.map(|params| read::passes(desk, params, read));

    let look = |title, passes: &[Position]| Inside {
        model: title,
        pass: passes[at].clone(),
        probabilities: softmax(&passes[at].logits),
        names: read[..=at].iter().map(|&it| desk.name(it)).collect(),
        came: came[at],
    };
    let looks = [look("untrained", &passes[0]), look("trained", &passes[1])];
    let likeliest = ranked(&looks[1].probabilities)[0];
    let probabilities = passes.each_ref().map(|it| of_what_came(it, came));
    let losses = probabilities.each_ref().map(|it| losses(it));
    let means = losses.each_ref().map(|it| mean(it));
    Ok(Answer {
        changes: changes(&losses),
        mean_change: means[1] - means[0],
        means,
        losses,
        probabilities,
        at,
        likeliest,
        pictures: figures(desk, &looks).map(|it| (&it).into()),
        is_known: desk.docs()[..runs::NUM_STEPS].contains(&tokens),
        cut_at: is_cut.then_some(MAX_WORD),
        came: came.to_vec(),
        read: read.to_vec(),
    })
}

/// The probability of what came at each position, `[positions]`.
pub fn of_what_came(passes: &[Position], came: &[usize]) -> Vec<f64> {
    let pairs = passes.iter().zip(came);
    pairs
        .map(|(it, &token)| softmax(&it.logits)[token])
        .collect()
}

/// The loss of each of these probabilities.
pub fn losses(probabilities: &[f64]) -> Vec<f64> {
    probabilities.iter().map(|&p| -math::ln(p)).collect()
}

/// Their mean.
pub fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// By how much each loss is greater after training than before.
pub fn changes([before, after]: &[Vec<f64>; 2]) -> Vec<f64> {
    let pairs = before.iter().zip(after);
    pairs.map(|(before, after)| after - before).collect()
}

/// The tokens with their probabilities, the likeliest first. What is not finite
/// comes last: `total_cmp` asks for the sign of a NaN, and machines give it
/// different ones.
fn ranked(probabilities: &[f64]) -> Vec<(usize, f64)> {
    let mut ranked: Vec<(usize, f64)> =
        probabilities.iter().copied().enumerate().collect();
    let height = |p: f64| if p.is_finite() { p } else { f64::NEG_INFINITY };
    ranked.sort_by(|a, b| height(b.1).total_cmp(&height(a.1)));
    ranked
}

/// The residual stream of one position, from its embedding to the logits, and
/// a name for each stage.
fn stream(pass: &Position) -> Vec<(&'static str, &Vec<f64>)> {
    let mut stages = vec![("embedding", &pass.embedding)];
    for layer in &pass.layers {
        stages.push(("normalised", &layer.before));
        stages.push(("+ attention", &layer.between));
        stages.push(("+ MLP", &layer.after));
    }
    stages
}

/// How wide the drawing is, and where its bars and cells begin and end.
const WIDTH: f64 = 340.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 292.0;

/// How high a line of bars or cells is.
const LINE: f64 = 18.0;

/// One position in one model.
struct Inside {
    model: &'static str,
    pass: Position,
    /// The probability of each next token, `[vocab_size]`.
    probabilities: Vec<f64>,
    /// The names of the tokens up to this one.
    names: Vec<String>,
    /// The token that came next.
    came: usize,
}

/// A drawing of each, with the same scales.
fn figures(desk: &Desk, looks: &[Inside; 2]) -> [Svg; 2] {
    let largest = |numbers: &mut dyn Iterator<Item = f64>| {
        numbers.fold(0.0, |most: f64, number| most.max(number.abs()))
    };
    let expected = looks.iter().flat_map(|it| &it.probabilities);
    let longest = largest(&mut expected.copied());
    let stages = looks.iter().flat_map(|it| stream(&it.pass));
    let numbers = stages.flat_map(|(_, numbers)| numbers);
    let most = largest(&mut numbers.copied());
    looks.each_ref().map(|look| {
        let title =
            format!("The {} model after {}", look.model, look.names.join(" "));
        let mut svg = Svg::new(&title, WIDTH, 354.0);
        bars(&mut svg, 12.0, desk, look, longest);
        attention(&mut svg, 156.0, look);
        vector(&mut svg, 274.0, look, most);
        svg
    })
}

/// The five tokens that it thinks likeliest, and the one that came.
fn bars(svg: &mut Svg, top: f64, desk: &Desk, look: &Inside, longest: f64) {
    svg.text("small", [0.0, top], "likeliest, and what came");
    let ranked = ranked(&look.probabilities);
    let came = (look.came, look.probabilities[look.came]);
    let lines = ranked[..5].iter().chain([&came]).enumerate();
    for (i, &(token, p)) in lines {
        let is_last = i == 5;
        let gap = if is_last { 5.0 } else { 0.0 };
        let y = top + 8.0 + i as f64 * LINE + gap;
        let name = desk.name(token) + if is_last { " came" } else { "" };
        svg.text("small end", [LEFT - 6.0, y + 13.0], name);
        let class = if token == came.0 { "bar new" } else { "bar" };
        let width = p / longest * (RIGHT - LEFT);
        svg.rect(class, [LEFT, y + 2.0], [width, LINE - 4.0]);
        let after = [LEFT + width + 4.0, y + 13.0];
        svg.text("small", after, percent(p, 1));
    }
}

/// How much each head attends to this position and those before.
fn attention(svg: &mut Svg, top: f64, look: &Inside) {
    svg.text("small", [0.0, top], "attention of each head");
    let width = ((RIGHT - LEFT) / look.names.len() as f64).min(36.0);
    let middle = |column: usize| LEFT + (column as f64 + 0.5) * width;
    for (column, name) in look.names.iter().enumerate() {
        let short = if column == 0 { "·" } else { name };
        svg.text("small middle", [middle(column), top + 16.0], short);
    }
    let heads = look.pass.layers[0].heads.iter();
    for (head, weights) in heads.map(|head| &head.weights).enumerate() {
        let y = top + 21.0 + head as f64 * LINE;
        svg.cells([LEFT, y], [width, LINE], 1.0, from_ref(weights));
        let name = format!("head {head}");
        svg.text("small end", [LEFT - 6.0, y + 13.0], name);
        if width < 30.0 {
            continue; // no room for numbers
        }
        for (column, &weight) in weights.iter().enumerate() {
            let class = if weight > 0.55 {
                "small middle on"
            } else {
                "small middle"
            };
            svg.text(class, [middle(column), y + 13.0], fixed(weight, 2));
        }
    }
}

/// The residual stream; `most` is full.
fn vector(svg: &mut Svg, top: f64, look: &Inside, most: f64) {
    svg.text("small", [0.0, top], "the vector of this position");
    svg.text("small end", [WIDTH, top], "RMS");
    for (i, (name, numbers)) in stream(&look.pass).into_iter().enumerate() {
        let y = top + 6.0 + i as f64 * LINE;
        let width = (RIGHT - LEFT) / numbers.len() as f64;
        svg.text("small end", [LEFT - 6.0, y + 13.0], name);
        svg.cells([LEFT, y], [width, LINE], most, from_ref(numbers));
        let squares = numbers.iter().map(|it| it * it).sum::<f64>();
        let rms = (squares / numbers.len() as f64).sqrt();
        svg.text("small end", [WIDTH, y + 13.0], fixed(rms, 2));
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use serde_json::json;
    use step_4_transformer::Gpt;

    use super::*;

    #[test]
    fn a_computed_nan_is_never_the_likeliest() {
        let nan = black_box(0.0) / black_box(0.0);
        for nan in [nan, -nan] {
            let tokens = ranked(&[0.25, nan, 0.75]);
            assert_eq!([tokens[0], tokens[1]], [(2, 0.75), (0, 0.25)]);
        }
    }

    #[test]
    fn the_losses_are_those_of_the_model() {
        let desk = Desk::default();
        let emma = [26, 4, 12, 12, 0, 26];
        let params = desk.start().parameters(desk.config().num_params());
        let passes = read::passes(&desk, &params, &emma[..5]);
        let losses = losses(&of_what_came(&passes, &emma[1..]));
        let loss = Gpt::new(desk.config(), &params).loss(&emma);
        assert_eq!(mean(&losses), loss, "bit by bit");
    }

    #[test]
    fn what_became_cheaper_fell() {
        let losses = [vec![3.0, 2.0], vec![1.0, 2.5]];
        assert_eq!(changes(&losses), [-2.0, 0.5]);
    }

    #[test]
    fn every_name_can_be_asked_for() {
        let mut desk = Desk::default();
        let mut ask = |word: &str, at: usize| {
            let question =
                json!({"ask": "ask-the-model", "word": word, "at": at});
            desk.answer(&question.to_string())
        };
        assert!(ask("emma", 2).contains("\"is_known\":false"));
        assert!(ask("yuheng", 15).contains("\"is_known\":true"));
        assert!(ask("abcdefghijklmno", 15).contains("\"at\":15"));
        assert!(ask("q", 0).contains("<svg"));
        let is_cut = "\"cut_at\":15";
        assert!(!ask("abcdefghijklmno", 0).contains(is_cut));
        assert!(ask("abcdefghijklmnop", 0).contains(is_cut));
        assert!(ask("", 0).contains("refusal"));
        assert!(ask("emma", 16).contains("refusal"));
    }
}
