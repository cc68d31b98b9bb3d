//! The run of 2.7 with gradients that are added up, by two ways of computing
//! the same loss.

use exercises::step_2::cross_entropy::mean_cross_entropy;
use runs::Start;
use step_1_gradient_descent::{Mlp, linear_decay, num_params, sgd_step};
use step_2_autograd::{Tape, Value, mean_loss, mlp};
use typeset::{Table, fixed};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let [by_softmax, by_scores] = [false, true].map(losses);
    let mut table = Table::new()
        .right("training step")
        .right("loss, by softmax and ln")
        .right("loss, by `cross_entropy`");
    for step in [16, 32, 35, 36, 37, 40, 43, 46, 47, 48] {
        let shown = |losses: &[f64]| match losses[step - 1] {
            f64::INFINITY => "∞".to_string(),
            loss if loss > 1e4 => format!("`{loss:.0e}`"),
            loss => fixed(loss, 3),
        };
        table = table.row([
            step.to_string(),
            shown(&by_softmax),
            shown(&by_scores),
        ]);
    }
    table.to_string()
}

fn losses(by_scores: bool) -> Vec<f64> {
    let start = Start::of_the_book();
    let mut params = start.parameters(num_params(VOCAB_SIZE));
    let mut grad = vec![0.0; params.len()];
    let mut tape = Tape::new();
    (0..50)
        .map(|step| {
            tape.clear();
            let weights = tape.leaves(&params);
            let model = Mlp::new(VOCAB_SIZE, &weights);
            let logits = |token| mlp::logits(&model, token);
            let tokens = &start.corpus.docs[step];
            let loss: Value = if by_scores {
                mean_cross_entropy(tokens, logits)
            } else {
                mean_loss(tokens, logits)
            };
            for (g, new) in
                grad.iter_mut().zip(loss.backward().first(params.len()))
            {
                *g += new;
            }
            let rate = linear_decay(1.0, step, runs::NUM_STEPS);
            sgd_step(&mut params, &grad, rate);
            loss.data()
        })
        .collect()
}
