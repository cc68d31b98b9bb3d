//! How large the gradients of each matrix are, and how often they change
//! sign, in Step 4's run by plain gradient descent.

use step_1_gradient_descent::{linear_decay, sgd_step};
use step_4_transformer::Config;
use step_5_adam::Trainer;
use typeset::{Table, fixed, percent};

/// Where in the run the second look begins, and how many names it takes.
const MIDDLE: usize = 500;
const NAMES: usize = 50;

pub fn figure() -> String {
    let (corpus, mut rng) = runs::corpus();
    let config = Config::of_the_guide(corpus.tokenizer.vocab_size());
    let mut trainer = Trainer::new(config, &mut rng);
    let n = trainer.params.len();
    let mut history = Vec::new();
    for (step, tokens) in corpus.docs[..MIDDLE + NAMES].iter().enumerate() {
        let (_, grads) = trainer.gradient(tokens);
        let grad = grads.first(n).to_vec();
        let rate = linear_decay(0.1, step, runs::NUM_STEPS);
        sgd_step(&mut trainer.params, &grad, rate);
        history.push(grad);
    }

    let mut table = Table::new()
        .left("matrix")
        .right("shape")
        .right("RMS, first name")
        .right("RMS, 501st name")
        .right("sign changes");
    let mut start = 0;
    let mut sizes = Vec::new();
    for (name, [n_out, n_in]) in config.shapes() {
        let matrix = start..start + n_out * n_in;
        let size = |step: usize| rms(&history[step][matrix.clone()]);
        let changes = sign_changes(&history[MIDDLE..], matrix.clone());
        let is_half = (0.46..0.53).contains(&changes);
        assert_eq!(is_half, name != "lm_head", "the text says so");
        sizes.push([size(0), size(MIDDLE)]);
        table = table.row([
            format!("`{}`", name.trim_start_matches("layer0.")),
            format!("`[{n_out}][{n_in}]`"),
            fixed(size(0), 5),
            fixed(size(MIDDLE), 5),
            percent(changes, 0),
        ]);
        start = matrix.end;
    }
    let [wq, wk] = [3, 4];
    assert!(sizes[..3].iter().all(|s| s[0] > 0.04), "the text says so");
    assert!(sizes[3..].iter().all(|s| s[0] < 0.01), "the text says so");
    assert!(sizes.iter().all(|s| s[0] >= sizes[wk][0]), "the smallest");
    assert!(sizes.iter().all(|s| s[1] > s[0]), "all grow");
    assert!(sizes[wq][0] < 0.001 && sizes[wk][0] < 0.001);
    table.to_string()
}

/// The root of the mean square.
fn rms(numbers: &[f64]) -> f64 {
    let squares = numbers.iter().map(|it| it * it).sum::<f64>();
    (squares / numbers.len() as f64).sqrt()
}

/// In which share of cases a parameter's gradient has another sign than the
/// one before it, gradients of 0 left out.
fn sign_changes(history: &[Vec<f64>], matrix: std::ops::Range<usize>) -> f64 {
    let (mut changes, mut pairs) = (0, 0);
    for i in matrix {
        let moving = history.iter().map(|grad| grad[i]);
        let moving: Vec<f64> = moving.filter(|&g| g != 0.0).collect();
        for pair in moving.windows(2) {
            pairs += 1;
            changes += i32::from(pair[0] * pair[1] < 0.0);
        }
    }
    f64::from(changes) / f64::from(pairs)
}
