//! Beyond Step 1.

use judge::{Outcome, Section, ensure, expect};
use names::PythonRandom;
use step_1_gradient_descent::{
    analytic_gradient, initial_parameters, num_params,
};
use workbook_exercises::step_1::starts::{
    Start::{self, Constant, Random},
    parameters_from, sizes, slopes,
};

pub const SECTIONS: &[Section] = &[(
    "1.A",
    &[
        ("a matrix that is constant", constant),
        ("the others as they are drawn", as_drawn),
        ("slopes that are not zero", nonzero_slopes),
        ("a start that nothing can move", no_slopes),
    ],
)];

// 1.A

/// The weights of a vocabulary of three as they are drawn, and from these
/// starts.
fn weights(starts: [Start; 3]) -> [Vec<f64>; 2] {
    let rng = PythonRandom::new(42);
    let drawn = initial_parameters(num_params(3), &mut rng.clone());
    [drawn, parameters_from(3, starts, &mut rng.clone())]
}

fn constant() -> Outcome {
    let [drawn, came] = weights([Random, Constant(0.5), Random]);
    expect("how many parameters there are", came.len()).is(drawn.len())?;
    let [wte, fc1, _] = sizes(3);
    let places = |of: &[f64]| of.iter().filter(|&&w| w == 0.5).count();
    if came == drawn {
        return ensure(
            false,
            "parameters_from(3, [Random, Constant(0.5), Random], …) is as \
             with three that are random. It is as it was drawn: overwrite \
             the second matrix.",
        );
    }
    ensure(
        places(&came[..wte]) == 0,
        "`wte` was overwritten where only `mlp_fc1` is constant. A matrix \
         begins where the one before it ends.",
    )?;
    expect("how many numbers of `mlp_fc1` are 0.5", {
        places(&came[wte..wte + fc1])
    })
    .but(1, "Only the first number of the matrix was overwritten.")
    .is(fc1)
}

fn as_drawn() -> Outcome {
    let [drawn, came] = weights([Constant(0.5), Random, Random]);
    let [wte, fc1, _] = sizes(3);
    let again = came[wte..wte + fc1] == drawn[..fc1];
    ensure(
        !again,
        "`mlp_fc1` got the numbers that `wte` would have had, which is \
         constant. So no two starts could be compared: draw all of them \
         first, and overwrite.",
    )?;
    ensure(
        came[wte..] == drawn[wte..],
        "With [Constant(0.5), Random, Random], the last two matrices are not \
         as they are with three that are random.",
    )
}

/// How many numbers of each matrix of a list pass a test.
fn count(list: &[f64], passes: fn(f64) -> bool) -> Vec<usize> {
    let [wte, fc1, _] = sizes(3);
    let (wte, rest) = list.split_at(wte);
    let (fc1, fc2) = rest.split_at(fc1);
    [wte, fc1, fc2]
        .iter()
        .map(|matrix| matrix.iter().filter(|&&it| passes(it)).count())
        .collect()
}

fn nonzero_slopes() -> Outcome {
    let rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(3), &mut rng.clone());
    let doc = [2, 0, 2];
    let (_, grad) = analytic_gradient(3, &params, &doc);
    let from_the_start: Vec<usize> = sizes(3)
        .iter()
        .map(|&size| grad[..size].iter().filter(|&&it| it != 0.0).count())
        .collect();
    expect("slopes of [2, 0, 2], which never looks at the 1", {
        slopes(3, &params, &doc).to_vec()
    })
    .but(
        count(&grad, |slope| slope > 0.0),
        "A slope below zero is one, too: count those that are not zero.",
    )
    .but(
        count(&grad, |slope| slope == 0.0),
        "Those are the slopes that *are* zero.",
    )
    .but(
        count(&params, |weight| weight != 0.0),
        "Those are the parameters that are not zero: ask for the gradient.",
    )
    .but(
        from_the_start,
        "Each time the count begins at the front of the gradient. A matrix \
         begins where the one before it ends.",
    )
    .is(count(&grad, |slope| slope != 0.0))
}

fn no_slopes() -> Outcome {
    let params = vec![0.0; num_params(3)];
    expect("slopes with zeros everywhere", {
        slopes(3, &params, &[2, 0, 2]).to_vec()
    })
    .is(vec![0, 0, 0])
}
