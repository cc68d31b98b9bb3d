//! Beyond Step 3.

use judge::{Checks, Outcome, expect, survives};
use portable::{PythonRandom, math};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::{Scalar, Tape, linear, softmax};
use step_3_attention::gpt::add;
use step_3_attention::{
    Cache, Gpt, attention_weights, num_params, rms_norm, weighted_sum,
};
use workbook_exercises::step_3::curvature::{curvature, longest_rate};
use workbook_exercises::step_3::leak::{leaky_loss, look};
use workbook_exercises::step_3::rotary::rotate;
use workbook_exercises::step_3::window::{gather, windowed_loss};

pub const SECTIONS: &[Checks] = &[
    (
        "3.A",
        &[
            ("one position, with nothing behind it", one_position),
            ("each position sees the whole name", whole_name),
        ],
    ),
    (
        "3.B",
        &[
            ("the last positions, and no others", last_positions),
            ("a window wider than the past", wide_window),
            ("the model with a wide window is Step 3’s", wide_model),
        ],
    ),
    (
        "3.C",
        &[
            ("at position 0 nothing turns", no_turn),
            ("one position further", one_turn),
            ("a score depends on the distance", by_distance),
            ("on a tape", turned_on_tape),
        ],
    ),
    (
        "3.D",
        &[
            ("a bowl", bowl),
            ("a slope that grows", exponential),
            ("ground that bends down", ridge),
            ("the longest rate", longest),
        ],
    ),
];

/// "emma" as the tokenizer of the names sees it.
const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];

/// The initial parameters of the run, five times as large: what is compared
/// must differ.
fn parameters() -> Vec<f64> {
    let mut rng = PythonRandom::new(42);
    let initial = initial_parameters(num_params(27), &mut rng);
    initial.into_iter().map(|p| 5.0 * p).collect()
}

// 3.A

fn one_position() -> Outcome {
    let params = parameters();
    let gpt = Gpt::new(27, &params);
    let leaky = Leaky::of(&gpt);
    expect("leaky_loss of BOS and an a", leaky_loss(&gpt, &[26, 0]))
        .but_any(leaky.mistakes(&[26, 0]))
        .is(gpt.loss(&[26, 0]))
}

fn whole_name() -> Outcome {
    let params = parameters();
    let gpt = Gpt::new(27, &params);
    let leaky = Leaky::of(&gpt);
    expect("leaky_loss of \"emma\"", leaky_loss(&gpt, &EMMA))
        .but(
            gpt.loss(&EMMA),
            "A position sees only the past: fill the cache with the whole \
             name before the first one looks.",
        )
        .but_any(leaky.mistakes(&EMMA))
        .is(leaky.loss(&EMMA[..EMMA.len() - 1], &EMMA[1..]))
}

/// The loss, put together here; with mistakes if they are asked for.
#[derive(Clone, Copy)]
struct Leaky<'g> {
    gpt: &'g Gpt<'g, f64>,
    has_places: bool,
    is_normed: bool,
    has_values: bool,
}

impl<'g> Leaky<'g> {
    fn of(gpt: &'g Gpt<'g, f64>) -> Self {
        Leaky {
            gpt,
            has_places: true,
            is_normed: true,
            has_values: true,
        }
    }

    fn loss(self, inputs: &[usize], targets: &[usize]) -> f64 {
        let gpt = self.gpt;
        let mut cache = Cache::new();
        let mut stream = Vec::new();
        for (position, &token) in inputs.iter().enumerate() {
            let place = if self.has_places { position } else { 0 };
            let x = add(gpt.wte.row(token), gpt.wpe.row(place));
            let x = if self.is_normed { rms_norm(&x) } else { x };
            let normed = rms_norm(&x);
            let key = linear(&normed, &gpt.attn_wk);
            let value = linear(&normed, &gpt.attn_wv);
            let value = if self.has_values { value } else { key.clone() };
            cache.keys.push(key);
            cache.values.push(value);
            stream.push(x);
        }
        let pairs = stream.iter().zip(targets);
        let losses = pairs.map(|(x, &target)| {
            -math::ln(softmax(&look(gpt, x, &cache))[target])
        });
        let losses: Vec<f64> = losses.collect();
        losses.iter().sum::<f64>() / losses.len() as f64
    }

    fn mistakes(self, tokens: &[usize]) -> Vec<(f64, &'static str)> {
        let (inputs, targets) = (&tokens[..tokens.len() - 1], &tokens[1..]);
        let n = inputs.len() as f64;
        let loss = |leaky: Leaky| leaky.loss(inputs, targets);
        let has_places = false;
        let is_normed = false;
        let has_values = false;
        vec![
            (
                self.loss(tokens, targets),
                "The last token is predicted and not read: it is no input.",
            ),
            (
                loss(Leaky { has_places, ..self }),
                "Each position has its own row of wpe.",
            ),
            (
                loss(Leaky { is_normed, ..self }),
                "rms_norm is missing after the embeddings.",
            ),
            (
                self.loss(inputs, inputs),
                "Each position was asked for its own token: the target is \
                 the one that follows.",
            ),
            (
                n * self.loss(inputs, targets),
                "The loss is a mean: divide by how many they are.",
            ),
            (
                loss(Leaky { has_values, ..self }),
                "The values are made by attn_wk: they have a matrix of their \
                 own.",
            ),
        ]
    }
}

// 3.B

/// Four positions.
fn four() -> Cache<f64> {
    let vectors = |vectors: [[f64; 2]; 4]| vectors.map(Vec::from).to_vec();
    let mut cache = Cache::new();
    cache.keys = vectors([[1.0, 0.5], [-1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]);
    cache.values = vectors([[1.0, 0.0], [0.0, 10.0], [5.0, 5.0], [-2.0, 7.0]]);
    cache
}

fn last_positions() -> Outcome {
    let (q, cache) = ([0.7, 0.3], four());
    let Cache { keys, values } = &cache;
    let weights = attention_weights(&q, &keys[2..]);
    let of_all = attention_weights(&q, keys);
    let sum =
        |weights: &[f64], values: &[Vec<f64>]| weighted_sum(weights, values);
    let three = attention_weights(&q, &keys[1..]);
    let first = attention_weights(&q, &keys[..2]);
    expect("gather(…) of four positions, with a window of 2", {
        gather(&q, &cache, 2)
    })
    .but(
        sum(&of_all, values),
        "Those are all positions: the window leaves out the first two.",
    )
    .but(
        sum(&first, &values[..2]),
        "Those are the first positions: the window holds the last.",
    )
    .but(
        sum(&three, &values[1..]),
        "That is one more: its own position is one of the window.",
    )
    .but(
        sum(&attention_weights(&q, &keys[3..]), &values[3..]),
        "That is one too few.",
    )
    .but(
        sum(&weights, &values[..2]),
        "The values do not begin where the keys do.",
    )
    .but(
        sum(&of_all[2..], &values[2..]),
        "The weights no longer sum to 1: make them of the keys in the window \
         alone.",
    )
    .but(
        sum(&weights, &keys[2..]),
        "Those are the keys, weighted: the values are handed over.",
    )
    .is(sum(&weights, &values[2..]))
}

fn wide_window() -> Outcome {
    let (q, cache) = ([0.7, 0.3], four());
    let of_all =
        weighted_sum(&attention_weights(&q, &cache.keys), &cache.values);
    let came = survives(
        || gather(&q, &cache, 9),
        "With a window of 9 and four positions it panicked: there may be \
         fewer positions than the window holds. Look at `saturating_sub`.",
    )?;
    expect("gather(…) of four positions, with a window of 9", came).is(of_all)
}

fn wide_model() -> Outcome {
    let params = parameters();
    let gpt = Gpt::new(27, &params);
    expect("windowed_loss(&gpt, \"emma\", 16)", {
        windowed_loss(&gpt, &EMMA, 16)
    })
    .is(gpt.loss(&EMMA))
}

// 3.C

const X: [f64; 4] = [0.3, -1.2, 0.7, 2.0];

fn no_turn() -> Outcome {
    expect("rotate(&[0.3, -1.2, 0.7, 2.0], 0)", rotate(&X, 0))
        .but(
            vec![X[0], X[0], X[2], X[2]],
            "Sine and cosine are exchanged in the second number: at an angle \
             of 0 the sine is 0.",
        )
        .but(
            vec![X[1], X[0], X[3], X[2]],
            "The two numbers of each pair have changed places.",
        )
        .is(X.to_vec())
}

/// The two pairs, turned by two angles.
fn turned(first: f64, second: f64) -> Vec<f64> {
    let turn = |a: f64, b: f64, angle: f64| {
        let (sin, cos) = (math::sin(angle), math::cos(angle));
        [a * cos - b * sin, a * sin + b * cos]
    };
    [turn(X[0], X[1], first), turn(X[2], X[3], second)].concat()
}

fn one_turn() -> Outcome {
    let degrees = |angle: f64| angle.to_radians();
    expect("rotate(&[0.3, -1.2, 0.7, 2.0], 2)", rotate(&X, 2))
        .but(
            turned(-2.0, -0.2),
            "It turns the other way: (a, b) becomes (a cos - b sin, \
             a sin + b cos).",
        )
        .but(
            turned(2.0, 20.0),
            "Later pairs turn faster: divide by the power of BASE.",
        )
        .but(
            turned(2.0, 2.0),
            "All pairs turn by the same angle: later ones turn more slowly.",
        )
        .but(
            turned(2.0, 2.0 / math::powf(100.0, 0.25)),
            "The exponent is 2i / d, where i counts the pairs and d the \
             numbers.",
        )
        .but(
            turned(2.0, 2.0 / 100.0),
            "The exponent is 2i / d, and d counts the numbers, not the pairs.",
        )
        .but(
            turned(degrees(2.0), degrees(0.2)),
            "The angle is in radians already.",
        )
        .but(X.to_vec(), "Nothing has turned.")
        .is(turned(2.0, 0.2))
}

fn by_distance() -> Outcome {
    let key = [1.0, 0.5, -0.4, 0.1];
    let score = |i, j| f64::dot(&rotate(&X, i), &rotate(&key, j));
    expect("the score of positions 9 and 7", score(9, 7)).is(score(2, 0))
}

fn turned_on_tape() -> Outcome {
    let tape = Tape::new();
    let x = tape.leaves(&X);
    let slope = rotate(&x, 1)[0].backward().of(x[0]);
    expect("the slope of the first number along a", slope).is(math::cos(1.0))
}

// 3.D

/// To four digits: how good a nudge is depends on its length.
fn rounded(x: f64) -> f64 {
    format!("{x:.3e}").parse().unwrap_or(x)
}

fn bowl() -> Outcome {
    // The loss a² + ab + 2b².
    let gradient = |p: &[f64]| vec![2.0 * p[0] + p[1], p[0] + 4.0 * p[1]];
    // At (1, 1), g is (3, 5), and Hg is (11, 23).
    let (gg, ghg) = (34.0_f64, 148.0);
    expect(
        "the curvature of a² + ab + 2b² at (1, 1)",
        rounded(curvature(&[1.0, 1.0], gradient)),
    )
    .but(
        rounded(ghg),
        "That is for a way as long as g: divide by g · g.",
    )
    .but(
        rounded(2.0 * ghg / gg),
        "That is twice as much. Either the way is too short, since the \
         places ahead and behind are two nudges apart; or each slope was \
         taken along its own gradient, instead of both along g.",
    )
    .but(
        rounded(ghg / gg.sqrt()),
        "g is in it twice, once in the way and once in the slope: that was \
         divided by its length once.",
    )
    .but(
        rounded(650.0_f64.sqrt() / gg.sqrt()),
        "That is how far the whole gradient changes: take the part along g.",
    )
    .but(
        rounded(2.0 * ghg / gg.sqrt()),
        "The places ahead and behind are two nudges apart, and g is in it \
         twice.",
    )
    .but(rounded(-ghg / gg), "The sign: ahead less behind.")
    .but(0.0, "The gradient was taken at the same place twice.")
    .is(rounded(ghg / gg))
}

fn exponential() -> Outcome {
    let gradient = |p: &[f64]| vec![math::exp(p[0])];
    let e3 = math::exp(3.0);
    let far = (math::exp(4.0) - math::exp(2.0)) / 2.0;
    expect("the curvature of exp(a) at 3", {
        rounded(curvature(&[3.0], gradient))
    })
    .but(
        rounded(far),
        "The nudge is too long: on the way the curvature changes.",
    )
    .is(rounded(e3))
}

fn ridge() -> Outcome {
    let gradient = |p: &[f64]| vec![-3.0 * p[0]];
    let came = rounded(curvature(&[2.0], gradient));
    expect("the curvature of -1.5a² at 2", came)
        .but(3.0, "Its sign was lost: such ground bends down.")
        .is(-3.0)
}

fn longest() -> Outcome {
    let of = [0.5, -0.5].map(longest_rate);
    expect("longest_rate(0.5) and longest_rate(-0.5)", of.to_vec())
        .but(
            vec![2.0, f64::INFINITY],
            "That is where the loss is lowest: from there it is as far up \
             again.",
        )
        .but(
            vec![4.0, -4.0],
            "With a curvature below 0, the slope grows on the way down: no \
             step is too long.",
        )
        .but(
            vec![4.0, 4.0],
            "The sign counts: with a curvature below 0 no step is too long.",
        )
        .is(vec![4.0, f64::INFINITY])
}
