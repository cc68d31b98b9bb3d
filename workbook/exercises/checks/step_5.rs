//! Beyond Step 5.

use judge::{Checks, Outcome, expect, survives};
use portable::math;
use step_5_adam::Adam;
use workbook_exercises::step_5::clip::clip;
use workbook_exercises::step_5::decay::{coupled_step, decoupled_step};
use workbook_exercises::step_5::numerals::numeral;
use workbook_exercises::step_5::schedule::cosine;
use workbook_exercises::step_5::top_k::top_k;

pub const SECTIONS: &[Checks] = &[
    (
        "5.A",
        &[
            ("how long it was", length),
            ("what is too long is shortened", shortened),
            ("what is short enough stays", short_enough),
        ],
    ),
    (
        "5.B",
        &[
            ("it warms up", warm_up),
            ("it falls as a cosine", fall),
            ("without a warm-up", no_warm_up),
        ],
    ),
    (
        "5.C",
        &[
            ("the likeliest, scaled to 1", likeliest),
            ("of equals, the first", equals),
            ("more than there are", more),
        ],
    ),
    (
        "5.D",
        &[
            ("the first twenty", small),
            ("below a hundred", tens),
            ("the hundreds", hundreds),
            ("all of them", all),
        ],
    ),
    (
        "5.E",
        &[
            ("decoupled, without a gradient", decoupled_alone),
            ("decoupled, with one", decoupled),
            ("coupled, without a gradient", coupled_alone),
            ("coupled, with one", coupled),
        ],
    ),
];

// 5.A

/// A gradient after `clip`, and what that returned.
fn clipped(grad: [f64; 2], limit: f64) -> (Vec<f64>, f64) {
    let mut grad = grad;
    let norm = clip(&mut grad, limit);
    (grad.to_vec(), norm)
}

fn length() -> Outcome {
    expect("clip(&mut [3, -4], 2)", clipped([3.0, -4.0], 2.0).1)
        .but(25.0, "That is the square of the length: take its root.")
        .but(
            7.0,
            "The sizes were added up. The length is the root of the sum of \
             squares.",
        )
        .but(
            2.0,
            "That is how long it is now: return how long it was, before.",
        )
        .is(5.0)
}

fn shortened() -> Outcome {
    expect("[3, -4] after clip with 2", clipped([3.0, -4.0], 2.0).0)
        .but(
            vec![2.0, -2.0],
            "Each number was cut off on its own, which changes the direction: \
             multiply all by one factor.",
        )
        .but(
            vec![0.6, -0.8],
            "That has length 1: it should have the length that is allowed.",
        )
        .but(
            vec![6.0, -8.0],
            "It was multiplied by the limit: multiply by the limit over the \
             length.",
        )
        .but(vec![3.0, -4.0], "It is as long as before.")
        .is(vec![1.2, -1.6])
}

fn short_enough() -> Outcome {
    expect("[0.3, -0.4] after clip with 2", clipped([0.3, -0.4], 2.0).0)
        .but(
            vec![1.2, -1.6],
            "It was shorter than the limit and was made longer: leave it.",
        )
        .is(vec![0.3, -0.4])?;
    let none = clipped([0.0, 0.0], 2.0);
    expect("a gradient of zeros after clip with 2", none.0)
        .but(
            vec![f64::NAN; 2],
            "It was divided by its length, which is 0: leave what is short \
             enough.",
        )
        .is(vec![0.0; 2])
}

// 5.B

/// The rates of ten steps, four of them to warm up.
fn rates(steps: impl Iterator<Item = usize>) -> Vec<f64> {
    steps.map(|step| cosine(0.5, step, 10, 4)).collect()
}

/// Half a cosine, from 1 to 0.
fn half_cosine(done: f64) -> f64 {
    f64::midpoint(1.0, math::cos(std::f64::consts::PI * done))
}

fn warm_up() -> Outcome {
    expect("cosine(0.5, step, 10, 4) for steps 0 to 3", rates(0..4))
        .but(
            vec![0.0, 0.125, 0.25, 0.375],
            "The first step has a rate of 0 and learns nothing: count it as \
             one of four.",
        )
        .but(
            vec![0.25, 0.5, 0.75, 1.0],
            "It rises up to 1 and not to the learning rate.",
        )
        .but(
            vec![0.5; 4],
            "It does not rise: the first four steps warm up.",
        )
        .is(vec![0.125, 0.25, 0.375, 0.5])
}

fn fall() -> Outcome {
    let fall = |done: fn(f64) -> f64| -> Vec<f64> {
        (4..10_u32)
            .map(|step| 0.5 * done(f64::from(step)))
            .collect()
    };
    let share = |step: f64| (step - 4.0) / 6.0;
    let right: Vec<f64> = (4..10_u32)
        .map(|step| half_cosine(share(step.into())))
        .collect();
    let by = |f: &dyn Fn(f64) -> f64| -> Vec<f64> {
        (4..10_u32)
            .map(|step| 0.5 * f(share(step.into())))
            .collect()
    };
    let right: Vec<f64> = right.iter().map(|rate| 0.5 * rate).collect();
    expect("cosine(0.5, step, 10, 4) for steps 4 to 9", rates(4..10))
        .but(
            fall(|step| half_cosine(step / 10.0)),
            "The fall began with the first step: it begins after the warm-up.",
        )
        .but(
            fall(|step| half_cosine((step - 4.0) / 10.0)),
            "It does not come down to 0: only num_steps - warm_up steps are \
             left for the fall.",
        )
        .but(
            by(&|done| 2.0 * half_cosine(done) - 1.0),
            "In the second half it is negative: add 1 to the cosine, and take \
             half.",
        )
        .but(
            by(&|done| 2.0 * half_cosine(done)),
            "It begins at twice the learning rate: take half of it.",
        )
        .but(
            by(&|done| half_cosine(done / std::f64::consts::PI)),
            "The cosine wants an angle: it falls while that goes from 0 to π.",
        )
        .but(
            by(&|done| 1.0 - done),
            "That is a straight line: take the cosine.",
        )
        .is(right)
}

fn no_warm_up() -> Outcome {
    let rates = [0, 5].map(|step| cosine(0.5, step, 10, 0));
    expect("cosine(0.5, step, 10, 0) for steps 0 and 5", rates.to_vec())
        .is(vec![0.5, 0.25])
}

// 5.C

fn likeliest() -> Outcome {
    expect(
        "top_k(&[0.1, 0.4, 0.3, 0.2], 2)",
        top_k(&[0.1, 0.4, 0.3, 0.2], 2),
    )
    .but(
        vec![0.0, 0.4, 0.3, 0.0],
        "The right ones are left, but they do not sum to 1: divide by their \
         sum.",
    )
    .but(
        vec![1.0 / 3.0, 0.0, 0.0, 2.0 / 3.0],
        "The least likely were kept: sort the largest to the front.",
    )
    .but(
        vec![4.0 / 7.0, 3.0 / 7.0, 0.0, 0.0],
        "They stand in the order of their size. Each belongs where it was: \
         its place is the token.",
    )
    .but(
        vec![0.4 / 0.7, 0.3 / 0.7],
        "There is a number for each token, also for those that may not come.",
    )
    .is(vec![0.0, 4.0 / 7.0, 3.0 / 7.0, 0.0])
}

fn equals() -> Outcome {
    expect(
        "top_k(&[0.2, 0.2, 0.4, 0.2], 2)",
        top_k(&[0.2, 0.2, 0.4, 0.2], 2),
    )
    .but(
        vec![0.2, 0.2, 0.4, 0.2],
        "More than k were kept: with equals, a limit lets all of them in.",
    )
    .but(
        vec![0.0, 0.0, 2.0 / 3.0, 1.0 / 3.0],
        "The last of equals was kept: keep the first.",
    )
    .is(vec![1.0 / 3.0, 0.0, 2.0 / 3.0, 0.0])
}

fn more() -> Outcome {
    expect("top_k(&[0.25, 0.75], 3)", top_k(&[0.25, 0.75], 3))
        .is(vec![0.25, 0.75])
}

// 5.D

/// Compares a numeral; of the mistakes, those that fit it.
fn is_called(
    number: usize,
    right: &str,
    mistakes: &[(&str, &'static str)],
) -> Outcome {
    let came = survives(
        || numeral(number),
        "It panics with a number below a thousand. Nineteen is in SMALL, and \
         twenty is the first of TENS.",
    )
    .map_err(|words| format!("    numeral({number})\n\n{words}"))?;
    let mistakes = mistakes.iter();
    let mistakes = mistakes.map(|&(wrong, why)| (wrong.to_owned(), why));
    expect(format!("numeral({number})"), came)
        .but_any(mistakes)
        .is(right.to_owned())
}

fn small() -> Outcome {
    is_called(0, "zero", &[("", "Zero alone has a word.")])?;
    is_called(
        7,
        "seven",
        &[("six", "SMALL begins with zero, so seven is SMALL[7].")],
    )?;
    is_called(19, "nineteen", &[])
}

fn tens() -> Outcome {
    const ZERO: &str = "Nothing is said of a rest that is zero.";
    const TENS: &str = "TENS begins with twenty: two tens are its place 0.";
    is_called(
        20,
        "twenty",
        &[
            ("twenty zero", ZERO),
            ("thirty", TENS),
            ("twenty ", "There is a space at the end."),
        ],
    )?;
    is_called(
        85,
        "eighty five",
        &[
            ("eighty-five", "A space, and no hyphen."),
            ("eightyfive", "There is a space between the words."),
            ("ninety five", TENS),
            ("eighty and five", "\"and\" stands only after the hundreds."),
        ],
    )
}

fn hundreds() -> Outcome {
    is_called(
        300,
        "three hundred",
        &[
            (
                "three hundred and zero",
                "Nothing is said of a rest that is zero.",
            ),
            ("three hundred and ", "Nothing is said of a rest of zero."),
        ],
    )?;
    is_called(
        712,
        "seven hundred and twelve",
        &[
            (
                "seven hundred twelve",
                "\"and\" is missing after the hundreds.",
            ),
            (
                "seven hundred and two",
                "The tens are missing after the hundreds: what is left is \
                 number % 100.",
            ),
            (
                "seven hundreds and twelve",
                "It is one hundred, seven hundred.",
            ),
        ],
    )?;
    is_called(340, "three hundred and forty", &[])
}

fn all() -> Outcome {
    let mut numerals: Vec<String> = (0..1000).map(numeral).collect();
    expect("the length of the longest below a thousand", {
        numerals.iter().map(String::len).max().unwrap_or(0)
    })
    .is("three hundred and seventy three".len())?;
    numerals.sort();
    numerals.dedup();
    expect("how many different ones there are", numerals.len()).is(1000)
}

// 5.E

type Rule = fn(&mut Adam, &mut [f64], &[f64], f64, f64);

/// A weight of 2 after steps at a rate of 0.1, with a decay of 0.25.
fn after(rule: Rule, grads: &[f64]) -> f64 {
    let (mut adam, mut params) = (Adam::new(1), [2.0]);
    for &g in grads {
        rule(&mut adam, &mut params, &[g], 0.1, 0.25);
    }
    params[0]
}

/// By how much Adam’s first step moves a weight with this gradient.
fn adam(grad: f64) -> f64 {
    0.1 * grad / (grad.abs() + 1e-8)
}

fn decoupled_alone() -> Outcome {
    expect(
        "2 after decoupled_step with gradient 0, rate 0.1 and decay 0.25",
        after(decoupled_step, &[0.0]),
    )
    .but(
        1.5,
        "The learning rate is missing: the share is rate times decay.",
    )
    .but(
        1.975,
        "It has lost 0.025, whatever the weight is: a share of the weight is \
         to go.",
    )
    .but(2.05, "The weight has grown: take the share off.")
    .but(
        2.0 - adam(0.5),
        "The decay went through Adam, which makes a whole learning rate of \
         it: take it off the weight.",
    )
    .but(2.0, "The weight has not changed.")
    .is(1.95)
}

fn decoupled() -> Outcome {
    expect(
        "2 after decoupled_step with gradient 20, the same otherwise",
        after(decoupled_step, &[20.0]),
    )
    .but(1.95, "Adam has not stepped: hand it the gradient.")
    .is(1.95 - adam(20.0))?;
    let (mut adam, mut params) = (Adam::new(1), [2.0]);
    decoupled_step(&mut adam, &mut params, &[20.0], 0.1, 0.25);
    expect("Adam’s t and m after it", (f64::from(adam.t), adam.m[0]))
        .but(
            (1.0, 0.15 * 20.5),
            "The decay went into the gradient: Adam gets it as it is.",
        )
        .is((1.0, 0.15 * 20.0))
}

fn coupled_alone() -> Outcome {
    expect(
        "2 after coupled_step with gradient 0, rate 0.1 and decay 0.25",
        after(coupled_step, &[0.0]),
    )
    .but(
        2.0 + adam(0.5),
        "The weight moved away from 0: the slope of the decay is + decay * p.",
    )
    .but(
        1.95 - adam(0.5),
        "The decay was applied twice: only the gradient gets it.",
    )
    .but(
        2.0 - adam(0.05),
        "The rate is in the gradient. Adam multiplies by the rate at the end.",
    )
    .but(
        1.95,
        "The decay was taken off the weight: put it into the gradient.",
    )
    .but(2.0, "The weight has not changed.")
    .is(2.0 - adam(0.5))
}

fn coupled() -> Outcome {
    let (mut adam, mut params) = (Adam::new(1), [3.0]);
    coupled_step(&mut adam, &mut params, &[4.0], 0.1, 0.5);
    let m = |g: f64| (1.0, 0.15 * g);
    expect(
        "Adam’s t and m after it, with a weight of 3 and a gradient of 4",
        (f64::from(adam.t), adam.m[0]),
    )
    .but(m(4.0), "The gradient does not have the decay in it.")
    .but(m(1.5), "The gradient of the loss is gone: add the two.")
    .but(
        m(4.0 + 0.25 * 9.0),
        "That is what is added to the loss. The gradient gets its slope, \
         decay * p.",
    )
    .but(
        m(4.15),
        "The rate is in the gradient. Adam multiplies by the rate at the end.",
    )
    .is(m(5.5))
}
