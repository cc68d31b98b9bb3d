//! The embeddings of a rare and of a frequent letter, and the loss, with two
//! kinds of weight decay.

use exercises::step_5::decay::{coupled_step, decoupled_step};
use runs::{NUM_STEPS, Training, Weights};
use step_1_gradient_descent::linear_decay;
use step_5_adam::{Adam, LEARNING_RATE};
use typeset::{Table, fixed};

use super::stepped::{CONFIG, run};

type Rule = fn(&mut Adam, &mut [f64], &[f64], f64, f64);

pub fn figure() -> String {
    let rows: [(&str, Rule, f64); 6] = [
        ("none", decoupled_step, 0.0),
        ("decoupled", decoupled_step, 0.01),
        ("decoupled", decoupled_step, 0.1),
        ("in the gradient", coupled_step, 0.001),
        ("in the gradient", coupled_step, 0.01),
        ("in the gradient", coupled_step, 0.1),
    ];
    let mut table = Table::new()
        .left("decay")
        .right("how much")
        .right("length of \"q\"")
        .right("length of \"a\"")
        .right("validation loss, the run's weights")
        .right("seed 1");
    let mut all = Vec::new();
    for (name, rule, decay) in rows {
        let mut losses = Vec::new();
        let mut lengths = Vec::new();
        for weights in Weights::and_seeds(1) {
            let (params, loss) = trained(weights, rule, decay);
            losses.push(loss);
            lengths.push(length(&params, 16));
            lengths.push(length(&params, 0));
        }
        table = table.row([
            name.to_owned(),
            decay.to_string(),
            fixed(lengths[0], 2),
            fixed(lengths[1], 2),
            fixed(losses[0], 3),
            fixed(losses[1], 3),
        ]);
        all.push((lengths[0], losses[0]));
    }
    let [none, decoupled, .., coupled, _] = all[..] else {
        panic!("six rows");
    };
    assert!((none.1 - decoupled.1).abs() < 0.003);
    assert!(coupled.0 < 0.1 * none.0 && coupled.1 > none.1 + 0.03);
    table.to_string()
}

/// The parameters after a thousand names, and their validation loss.
fn trained(weights: Weights, rule: Rule, decay: f64) -> (Vec<f64>, f64) {
    // Without decay, either rule is Adam's.
    if decay == 0.0 {
        let run = Training::adam(CONFIG).weights(weights).run();
        return (run.model, run.validation_loss);
    }
    let mut adam = Adam::new(CONFIG.num_params());
    run(weights, |step, params, grad| {
        let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
        rule(&mut adam, params, &grad, rate, decay);
    })
}

/// How long the embedding of a letter is.
fn length(params: &[f64], letter: usize) -> f64 {
    let n_embd = CONFIG.n_embd;
    let row = &params[letter * n_embd..][..n_embd];
    row.iter().map(|x| x * x).sum::<f64>().sqrt()
}
