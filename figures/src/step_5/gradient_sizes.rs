//! How large the gradients of each matrix are, and how often they change
//! sign, in Step 4's run by plain gradient descent.

use std::ops::Range;

use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::{linear_decay, sgd_step};
use typeset::{Table, fixed, percent};

use super::rules::{CONFIG, trained};

/// How many names the look at the start takes, and that in the middle, which
/// begins here.
const MIDDLE: usize = 500;
const NAMES: usize = 50;

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

pub fn figure() -> String {
    let mut table = Table::new()
        .left("matrix")
        .right("usual size (RMS)")
        .right("sign changes");
    for weights in Weights::and_seeds(SEEDS) {
        let history = gradients(weights);
        for (place, (name, matrix)) in matrices().enumerate() {
            let first = rms(&history[..NAMES], &matrix);
            // wte, wpe and lm_head; then wq and wk; then the others.
            assert_eq!(place < 3, first > 0.04, "the text says so");
            assert_eq!(place == 3 || place == 4, first < 0.001);
            let share = sign_changes(&history[MIDDLE..], &matrix);
            let is_half = (0.46..0.54).contains(&share);
            assert_eq!(is_half, name != "lm_head", "the text says so");
            if weights == Weights::OfTheRun {
                table = table.row([
                    format!("`{name}`"),
                    fixed(first, 4),
                    percent(share, 0),
                ]);
            }
        }
        let [absent, present] = by_letter(&history[MIDDLE..]);
        assert!(absent < 0.2 && present > 0.6, "the text says so");
    }
    table.to_string()
}

/// How often the sign changes in `lm_head`, in the run: [`by_letter`].
pub fn changes_by_letter() -> [f64; 2] {
    by_letter(&gradients(Weights::OfTheRun)[MIDDLE..])
}

/// How much larger the gradients of `lm_head` usually are at the start than
/// those of `attn_wk`.
pub fn largest_to_smallest() -> f64 {
    let history = gradients(Weights::OfTheRun);
    let sizes = matrices().map(|(_, it)| rms(&history[..NAMES], &it));
    let sizes: Vec<f64> = sizes.collect();
    let [lm_head, wk] = [sizes[2], sizes[4]];
    assert!(sizes.iter().all(|size| (wk..=lm_head).contains(size)));
    lm_head / wk
}

/// The gradients up to the second look, `[step][num_params]`.
fn gradients(weights: Weights) -> Vec<Vec<f64>> {
    let mut history = Vec::new();
    trained(weights, MIDDLE + NAMES, |step, params, grad| {
        sgd_step(params, grad, linear_decay(0.1, step, NUM_STEPS));
        history.push(grad.to_vec());
    });
    history
}

/// The name and the place of every matrix.
fn matrices() -> impl Iterator<Item = (String, Range<usize>)> {
    let mut start = 0;
    CONFIG.shapes().into_iter().map(move |(name, shape)| {
        let place = start..start + shape[0] * shape[1];
        start = place.end;
        let name = name.trim_start_matches("layer0.").to_owned();
        (name, place)
    })
}

/// The root of the mean square of a matrix's gradients.
fn rms(history: &[Vec<f64>], matrix: &Range<usize>) -> f64 {
    let numbers = history.iter().flat_map(|grad| &grad[matrix.clone()]);
    let squares: Vec<f64> = numbers.map(|it| it * it).collect();
    crate::spread::mean(&squares).sqrt()
}

/// In which share of cases a parameter's gradient has another sign than the
/// one before it, gradients of 0 left out.
fn sign_changes(history: &[Vec<f64>], matrix: &Range<usize>) -> f64 {
    let (mut changes, mut pairs) = (0, 0);
    for i in matrix.clone() {
        let moving = history.iter().map(|grad| grad[i]);
        let moving: Vec<f64> = moving.filter(|&g| g != 0.0).collect();
        for pair in moving.windows(2) {
            pairs += 1;
            changes += i32::from(pair[0] * pair[1] < 0.0);
        }
    }
    f64::from(changes) / f64::from(pairs)
}

/// The same in `lm_head`, for pairs of names of which neither has the letter
/// that a row scores, and for pairs where one of them or both have it.
fn by_letter(history: &[Vec<f64>]) -> [f64; 2] {
    let (corpus, _) = runs::corpus();
    let names = &corpus.docs[MIDDLE..];
    let (_, lm_head) = matrices().nth(2).expect("nine matrices");
    let mut counts = [[0.0; 2]; 2];
    for (step, pair) in history.windows(2).enumerate() {
        for i in lm_head.clone() {
            let letter = (i - lm_head.start) / CONFIG.n_embd;
            let has = |name: usize| names[step + name].contains(&letter);
            let [changed, all] = &mut counts[usize::from(has(0) || has(1))];
            *all += 1.0;
            *changed += f64::from(u8::from(pair[0][i] * pair[1][i] < 0.0));
        }
    }
    counts.map(|[changed, all]| changed / all)
}
