//! Step 5: Adam.

use std::env;
use std::env::consts::EXE_SUFFIX;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::time::Duration;

use judge::{
    Checks, Outcome, Printed, ensure, expect, panicked_elsewhere, refuses,
};
use names::NAMES;
use portable::PythonRandom;
use workbook::step_0::Corpus;
use workbook::step_1::{initial_parameters, linear_decay};
use workbook::step_2::Tape;
use workbook::step_4::{Config, Gpt};
use workbook::step_5::{Adam, LEARNING_RATE, Trainer, train};

/// Names of a vocabulary of three, in which BOS is 2.
const DOCS: [&[usize]; 2] = [&[2, 0, 1, 2], &[2, 1, 1, 0, 2]];

/// The first losses of the reference run of Step 5.
const LOSSES: [f64; 4] = [
    3.3659669475848504,
    3.4242727838717717,
    3.177802125458052,
    3.066355684224198,
];

/// A run takes seconds. One that takes longer has a loop without an end.
const PATIENCE: Duration = Duration::from_secs(60);

pub const SECTIONS: &[Checks] = &[
    (
        "5.3",
        &[
            ("it begins with nothing", begins),
            ("the mean of the gradient", first_moment),
            ("the mean of its square", second_moment),
            ("the first step", first_step),
            ("the second step", second_step),
            ("a gradient of zero, and a very small one", eps),
            ("a gradient and two moments per parameter", lengths),
            ("four steps of the run", steps_of_the_run),
        ],
    ),
    (
        "5.4",
        &[
            ("the loss and its gradient, and nothing learned", gradient),
            ("the tape is used again", tape),
            ("a step is Adam’s", step),
            ("the loss before the step", loss_before_step),
            ("Adam remembers", second_of_two),
            ("documents in turn, at a decaying rate", losses_in_turn),
            ("nothing is learned until it is asked for", lazy),
            ("an empty list of documents is refused", no_documents),
            ("the first losses of the run", losses_of_the_run),
        ],
    ),
    (
        "5.5",
        &[
            ("the run begins as the reference does", beginning),
            ("and writes its names", names_of_the_run),
        ],
    ),
];

// 5.3

fn begins() -> Outcome {
    let adam = Adam::new(3);
    expect("m and v of Adam::new(3)", (adam.m, adam.v))
        .but(
            (Vec::new(), Vec::new()),
            "There is a mean for each parameter, and all are 0.",
        )
        .is((vec![0.0; 3], vec![0.0; 3]))?;
    expect("its t", adam.t)
        .but(1, "No step has been taken yet.")
        .is(0)
}

/// Adam and a parameter that was 1, after steps at the rate 0.5.
fn after(grads: &[f64]) -> (Adam, f64) {
    let (mut adam, mut params) = (Adam::new(1), [1.0]);
    for &g in grads {
        adam.step(&mut params, &[g], 0.5);
    }
    (adam, params[0])
}

/// A mean after the gradient 2, and after 2 and -2.
fn means(of: fn(&Adam) -> &[f64]) -> Vec<f64> {
    let mean = |grads: &[f64]| of(&after(grads).0)[0];
    vec![mean(&[2.0]), mean(&[2.0, -2.0])]
}

fn first_moment() -> Outcome {
    expect("t after a step", after(&[2.0]).0.t)
        .but(0, "The step was not counted.")
        .is(1)?;
    expect("m after a gradient of 2, and of -2", means(|adam| &adam.m))
        .but(
            vec![0.85 * 2.0, 0.15 * 1.7 - 0.85 * 2.0],
            "BETA1 is what a step keeps of m: the gradient counts 1 - BETA1.",
        )
        .but(
            vec![2.0, 0.85 * 2.0 - 2.0],
            "The gradient counts 1 - BETA1, or the mean is no mean.",
        )
        .but(
            vec![0.01 * 2.0, 0.99 * 0.02 - 0.01 * 2.0],
            "That is with BETA2: m has BETA1.",
        )
        .but(
            vec![0.3, -0.3],
            "m has forgotten the first: it keeps BETA1 of what it was.",
        )
        .but(
            vec![2.0, (0.85 * 2.0 - 0.3) / (1.0 - 0.85 * 0.85)],
            "The corrected mean was put in the place of m: it is only for \
             this step.",
        )
        .but(vec![0.0, 0.0], "m has not changed.")
        .is(vec![0.3, 0.85 * 0.3 - 0.3])
}

fn second_moment() -> Outcome {
    expect("v after a gradient of 2, and of -2", means(|adam| &adam.v))
        .but(
            vec![0.99 * 4.0, 0.01 * 3.96 + 0.99 * 4.0],
            "BETA2 is what a step keeps of v: the square counts 1 - BETA2.",
        )
        .but(
            vec![0.01 * 2.0, 0.99 * 0.02 - 0.01 * 2.0],
            "The gradient was not squared.",
        )
        .but(
            vec![4.0, 0.99 * 4.0 + 4.0],
            "The square counts 1 - BETA2, or the mean is no mean.",
        )
        .but(
            vec![0.15 * 4.0, 0.85 * 0.6 + 0.15 * 4.0],
            "That is with BETA1: v has BETA2.",
        )
        .but(
            vec![0.0004, 0.99 * 0.0004 + 0.0004],
            "1 - BETA2 was squared too: square the gradient alone.",
        )
        .but(
            vec![0.01 * 0.09, 0.99 * 0.0009 + 0.01 * 0.045 * 0.045],
            "m was squared: v is the mean of the gradient’s square.",
        )
        .but(
            vec![0.04, 0.04],
            "v has forgotten the first: it keeps BETA2 of what it was.",
        )
        .but(
            vec![4.0, (0.99 * 4.0 + 0.04) / (1.0 - 0.99 * 0.99)],
            "The corrected mean was put in the place of v: it is only for \
             this step.",
        )
        .but(vec![0.0, 0.0], "v has not changed.")
        .is(vec![0.04, 0.99 * 0.04 + 0.04])
}

/// The parameter after a step from 1, at the rate 0.5.
fn moved(m: f64, root: f64) -> f64 {
    1.0 - 0.5 * m / (root + 1e-8)
}

fn first_step() -> Outcome {
    // The gradient is large enough for EPS to be out of sight.
    let (_, param) = after(&[20.0]);
    let (m, v) = (0.15 * 20.0, 0.01 * 400.0_f64); // corrected, 20 and 400
    expect("1 after a step at rate 0.5, with a gradient of 20", param)
        .but(1.0, "The parameter has not moved.")
        .but(
            0.5 - 1e-8,
            "EPS was added to the step: put the divisor in parentheses, as \
             in m_hat / (root + EPS).",
        )
        .but(
            2.0 - moved(20.0, 20.0),
            "That is uphill: subtract the step.",
        )
        .but(
            -9.0,
            "That is the step of SGD, the rate times the gradient.",
        )
        .but(
            moved(m, v.sqrt()),
            "Neither mean was corrected: divide m by 1 - BETA1^t, and v by \
             1 - BETA2^t.",
        )
        .but(
            moved(20.0, v.sqrt()),
            "v was not corrected: divide it by 1 - BETA2^t.",
        )
        .but(
            moved(m, 20.0),
            "m was not corrected: divide it by 1 - BETA1^t.",
        )
        .but(
            moved(m * 0.15, (v * 0.01).sqrt()),
            "The corrections were multiplied: divide by them.",
        )
        .but(
            moved(20.0, (v / 0.15).sqrt()),
            "v was corrected with BETA1: it has BETA2.",
        )
        .but(
            moved(m / 0.01, 20.0),
            "m was corrected with BETA2: it has BETA1.",
        )
        .but(
            moved(20.0, 400.0),
            "It was divided by v: take its square root first, which is in the \
             unit of the gradient.",
        )
        .but(
            f64::NAN,
            "With t = 0 both corrections are 0, and what is divided by them \
             is not a number in the end: count the step first.",
        )
        .is(moved(20.0, 20.0))
}

fn second_step() -> Outcome {
    let (_, param) = after(&[20.0, -20.0]);
    let (m, v) = (0.85 * 3.0 - 3.0, 0.99 * 4.0 + 4.0);
    let second = |correction1: f64, correction2: f64| {
        let m_hat = m / correction1;
        let step = 0.5 * m_hat / ((v / correction2).sqrt() + 1e-8);
        moved(20.0, 20.0) - step
    };
    let (right1, right2) = (1.0 - 0.85 * 0.85, 1.0 - 0.99 * 0.99);
    expect("1 after two steps at rate 0.5, with 20 and -20", param)
        .but(
            second(0.15, 0.01),
            "The corrections are still those of t = 1: they are 1 - BETA^t.",
        )
        .but(
            second(1.0 - 0.85 * 2.0, right2),
            "BETA1 was multiplied by t: raise it to the power t.",
        )
        .but(
            f64::NAN,
            "1 - BETA2 * t is negative, and has no root: raise BETA2 to the \
             power t.",
        )
        .is(second(right1, right2))
}

fn eps() -> Outcome {
    let (_, param) = after(&[0.0]);
    expect("1 after a step with a gradient of 0", param)
        .but(
            f64::NAN,
            "0/0 is not a number: add EPS to the divisor, after the root.",
        )
        .is(1.0)?;
    // The root is 1e-6, so EPS is a hundredth of it.
    let (_, param) = after(&[1e-6]);
    expect("1 after a step at rate 0.5 with a gradient of 1e-6", param)
        .but(
            1.0 - 0.5 * 1e-6 / (1e-12_f64 + 1e-8).sqrt(),
            "EPS is under the root, where it is far larger: add it after the \
             root is taken.",
        )
        .but(0.5, "EPS is not added to the divisor.")
        .but(
            1.0 - 0.5 * (1.0 + 1e-8),
            "EPS was added to the quotient: it belongs to the divisor.",
        )
        .is(moved(1e-6, 1e-6))
}

fn lengths() -> Outcome {
    let refuses = |moments, grad: &[f64]| {
        let mut adam = Adam::new(moments);
        let step = AssertUnwindSafe(|| adam.step(&mut [1.0; 2], grad, 0.5));
        catch_unwind(step).is_err()
    };
    ensure(
        refuses(2, &[1.0]),
        "A step for 2 parameters with 1 gradient must panic: `zip` stops with \
         the shortest, and some parameters would never learn.",
    )?;
    ensure(
        refuses(1, &[1.0; 2]),
        "A step for 2 parameters with the moments of 1 must panic: `zip` \
         stops with the shortest, and some parameters would never learn.",
    )
}

fn steps_of_the_run() -> Outcome {
    // The gradients of lm_head[0][0] for the first four names, and what
    // becomes of it.
    let grads = [
        -0.006371850605660631,
        0.00789109029209069,
        0.3074923644814387,
        -0.006195994649990345,
    ];
    let mut params = [-0.039772039438591464];
    let mut adam = Adam::new(1);
    let came = [0, 1, 2, 3].map(|step| {
        let rate = linear_decay(LEARNING_RATE, step, 1000);
        adam.step(&mut params, &[grads[step]], rate);
        params[0]
    });
    expect(
        "lm_head[0][0] after each of the first 4 names",
        came.to_vec(),
    )
    .is(vec![
        -0.029772055132594545,
        -0.03163462570984607,
        -0.03836267268595721,
        -0.043574947259829314,
    ])
}

// 5.4

/// A small model, untrained.
fn trainer() -> Trainer {
    let config = Config {
        vocab_size: 3,
        block_size: 4,
        n_embd: 4,
        n_head: 2,
        n_layer: 1,
    };
    Trainer::new(config, &mut PythonRandom::new(42))
}

/// The loss and the gradient, found with a tape of its own.
fn found(config: Config, params: &[f64], tokens: &[usize]) -> (f64, Vec<f64>) {
    let tape = Tape::new();
    let weights = tape.leaves(params);
    let loss = Gpt::new(config, &weights).loss(tokens);
    let grad = loss.backward().first(params.len()).to_vec();
    (loss.data(), grad)
}

/// The largest number, and its place.
fn largest(numbers: impl Iterator<Item = f64>) -> (usize, f64) {
    let larger = |a: (usize, f64), b: (usize, f64)| {
        if b.1 > a.1 { b } else { a }
    };
    numbers.enumerate().fold((0, 0.0), larger)
}

/// The largest distance between two numbers in the same place.
fn distance(a: &[f64], b: &[f64]) -> f64 {
    largest(a.iter().zip(b).map(|(a, b)| (a - b).abs())).1
}

fn gradient() -> Outcome {
    let mut trainer = trainer();
    let before = trainer.params.clone();
    let (loss, grad) = found(trainer.config, &before, DOCS[0]);
    let (came, grads) = trainer.gradient(DOCS[0]);
    expect("the loss that `gradient` returns", came).is(loss)?;
    let came = grads.first(before.len());
    expect("the largest error of its gradient", distance(came, &grad))
        .but(
            distance(&vec![0.0; grad.len()], &grad),
            "All slopes are 0: the leaves that the model is built of must be \
             the first numbers on the tape.",
        )
        .is(0.0)?;
    ensure(
        trainer.params == before && trainer.adam.t == 0,
        "`gradient` has changed the parameters or Adam: it is for looking; \
         learning is for `step`.",
    )
}

fn tape() -> Outcome {
    let mut trainer = trainer();
    trainer.gradient(DOCS[0]);
    let once = trainer.tape.len();
    trainer.gradient(DOCS[0]);
    expect("the length of the tape after the same name again", {
        trainer.tape.len()
    })
    .but(
        2 * once,
        "The numbers of the last name are still there, and the new leaves \
         come after them: clear the tape first.",
    )
    .but(
        0,
        "Clear the tape before a name, and `backward` will find it.",
    )
    .is(once)
}

fn step() -> Outcome {
    let mut trainer = trainer();
    let before = trainer.params.clone();
    let (_, grad) = found(trainer.config, &before, DOCS[0]);
    trainer.step(DOCS[0], 0.1);
    let (place, slope) = largest(grad.iter().copied());
    let by = |rate: f64| -rate * slope / (slope + 1e-8);
    expect(
        "by how much the steepest parameter has moved at rate 0.1",
        trainer.params[place] - before[place],
    )
    .but(0.0, "Nothing has moved: ask `adam.step`.")
    .but(
        -0.1 * slope,
        "That is the step of SGD: the first of Adam has the length of the \
         rate, whatever the slope.",
    )
    .but(-by(0.1), "That is uphill.")
    .but(by(LEARNING_RATE), "Use the learning rate that is given.")
    .is(by(0.1))?;
    let (mut right, mut adam) = (before.clone(), Adam::new(before.len()));
    adam.step(&mut right, &grad, 0.1);
    expect("the largest error of a parameter after that step", {
        distance(&trainer.params, &right)
    })
    .is(0.0)?;
    expect("Adam’s t after a step", trainer.adam.t).is(1)
}

fn loss_before_step() -> Outcome {
    let mut trainer = trainer();
    let (before, _) = found(trainer.config, &trainer.params, DOCS[0]);
    let came = trainer.step(DOCS[0], 0.01);
    let (after, _) = found(trainer.config, &trainer.params, DOCS[0]);
    expect("the loss that `step` returns", came)
        .but(
            after,
            "That is the loss after the step: return what the name cost \
             before it.",
        )
        .is(before)
}

fn second_of_two() -> Outcome {
    let mut trainer = trainer();
    trainer.step(DOCS[0], 0.01);
    trainer.step(DOCS[1], 0.01);
    expect("Adam’s t after two steps", trainer.adam.t)
        .but(
            1,
            "Adam begins again at each step: its means are of all steps so \
             far, so the trainer keeps it.",
        )
        .is(2)
}

/// The losses of single steps, each a document and a rate.
fn losses(steps: [(usize, f64); 4]) -> Vec<f64> {
    let mut trainer = trainer();
    let step = |(doc, rate): (usize, f64)| trainer.step(DOCS[doc], rate);
    steps.map(step).to_vec()
}

fn docs() -> Vec<Vec<usize>> {
    DOCS.map(<[usize]>::to_vec).to_vec()
}

fn losses_in_turn() -> Outcome {
    let mut trainer = trainer();
    let came = train(&mut trainer, &docs(), 4, 0.1).collect();
    let rates = [0.1, 0.075, 0.05, 0.025];
    let at = |rates: [f64; 4]| {
        losses([0, 1, 2, 3].map(|step| (step % 2, rates[step])))
    };
    expect("the losses of 4 steps with 2 documents, rate 0.1", came)
        .but(
            losses([0, 1, 2, 3].map(|step| (0, rates[step]))),
            "The first document came each time: step % docs.len() says whose \
             turn it is.",
        )
        .but(
            at([0.1; 4]),
            "The rate did not decay: ask `linear_decay` at each step.",
        )
        .but(
            at([0.075, 0.05, 0.025, 0.0]),
            "The rate decayed too early: steps count from 0.",
        )
        .but(
            at([LEARNING_RATE; 4]),
            "Use the learning rate that is given, not the constant.",
        )
        .but(
            at([1.0, 0.75, 0.5, 0.25].map(|share| share * LEARNING_RATE)),
            "Use the learning rate that is given, not the constant.",
        )
        .is(at(rates))?;
    // A trainer that has learned before begins with the first document, too.
    let learned = || {
        let mut trainer = self::trainer();
        trainer.step(DOCS[1], 0.1);
        trainer
    };
    let steps = |steps: [(usize, f64); 2]| {
        let mut trainer = learned();
        steps
            .map(|(doc, rate)| trainer.step(DOCS[doc], rate))
            .to_vec()
    };
    let came = train(&mut learned(), &docs(), 2, 0.1).collect();
    expect("the losses of 2 steps, if there was a step before", came)
        .but(
            steps([(1, 0.05), (0, 0.0)]),
            "It began with the second document. `train` counts its own steps; \
             how many the trainer has made before, Adam's t, is not asked for.",
        )
        .is(steps([(0, 0.1), (1, 0.05)]))
}

fn lazy() -> Outcome {
    let mut trainer = trainer();
    let before = trainer.params.clone();
    drop(train(&mut trainer, &docs(), 4, 0.1));
    ensure(
        trainer.params == before,
        "train(…) has moved the parameters, and nobody has asked for a loss \
         yet. Return the iterator itself: `map` does nothing until its next \
         item is asked for.",
    )
}

fn no_documents() -> Outcome {
    refuses(
        || drop(train(&mut trainer(), &[], 4, 0.1)),
        "train(…) with no documents must panic when it is called, and not \
         only when a loss is asked for: assert that there are some.",
    )
}

fn losses_of_the_run() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let Corpus { docs, .. } = Corpus::new(NAMES, &mut rng);
    let config = Config::of_the_guide(27);
    let params = initial_parameters(config.num_params(), &mut rng);
    let adam = Adam::new(params.len());
    let mut trainer = Trainer::resume(config, params, adam);
    let came = train(&mut trainer, &docs, 1000, LEARNING_RATE);
    expect("the first 4 losses with seed 42", came.take(4).collect())
        .is(LOSSES.to_vec())
}

// 5.5

/// The first lines, so many of them, that the program beside this one prints.
fn printed(count: usize) -> Result<Printed, String> {
    let this = env::current_exe().map_err(|error| error.to_string())?;
    let program = this.with_file_name(format!("workbook{EXE_SUFFIX}"));
    judge::printed(&mut Command::new(program), count, PATIENCE)
}

fn beginning() -> Outcome {
    const LINES: [&str; 7] = [
        "num docs: 32033",
        "vocab size: 27",
        "num params: 4192",
        "step    1 / 1000 | loss 3.3660",
        "step    2 / 1000 | loss 3.4243",
        "step    3 / 1000 | loss 3.1778",
        "step    4 / 1000 | loss 3.0664",
    ];
    let Printed { lines, panic } = printed(LINES.len())?;
    if let Some(panic) = panic {
        panicked_elsewhere(panic);
    }
    let mut lines = lines.into_iter();
    for (i, line) in (1..).zip(LINES) {
        let came = lines.next().unwrap_or_default();
        let unlike = |wrong: &str| wrong.to_owned();
        expect(format!("line {i} of what it prints"), came)
            .but(unlike(""), "There is no such line, or it is empty.")
            .but(
                unlike("step    0 / 1000 | loss 3.3660"),
                "`enumerate` counts from 0, the run from 1.",
            )
            .but(
                unlike("step    1 / 1000 | loss 3.4207"),
                "The weights were drawn with a fresh generator: the run goes \
                 on with the one that shuffled the names.",
            )
            .but(
                unlike("step    2 / 1000 | loss 3.5906"),
                "The rate is not LEARNING_RATE, which is 0.01: 0.1 was the \
                 rate of Step 4.",
            )
            .is(line.to_owned())?;
    }
    Ok(())
}

fn names_of_the_run() -> Outcome {
    const NAMES: [&str; 20] = [
        "kamon", "ann", "karai", "jaire", "vialan", "karia", "yeran", "anna",
        "areli", "kaina", "konna", "keylen", "liole", "alerin", "earan",
        "lenne", "kana", "lara", "alela", "anton",
    ];
    let Printed { lines, panic } = printed(usize::MAX)?;
    let names = lines.iter().filter(|line| line.starts_with("sample "));
    let names: Vec<&str> = names
        .filter_map(|line| Some(line.split_once(": ")?.1))
        .collect();
    if let Some(panic) = panic {
        if names.is_empty() {
            panicked_elsewhere(panic);
        }
        return Err(panic.because(
            "It wrote the first name, and panicked at a later one. If the \
             positions ran out: each name begins with a cache of its own, \
             which is empty.",
        ));
    }
    let first = names.first().copied().unwrap_or_default();
    expect("the first name that it writes", first)
        .but("", "There is no line \"sample  1: …\" with a name.")
        .but(
            "loiyn",
            "That is drawn at temperature 1: give the logits to \
             `at_temperature`, with TEMPERATURE, and then to softmax.",
        )
        .but(
            "kana",
            "It was drawn with a fresh generator: go on with the one that has \
             drawn the weights.",
        )
        .is(NAMES[0])?;
    expect("the names that it writes", names).is(NAMES.to_vec())
}
