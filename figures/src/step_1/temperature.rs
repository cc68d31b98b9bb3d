//! The probabilities after an "a" at several temperatures.

use step_1_gradient_descent::{at_temperature, softmax};
use typeset::{Table, fixed};

use super::common::{letter, mlp, reference};

/// n, BOS, r, l, h, v, q.
const SHOWN: [usize; 7] = [13, 26, 17, 11, 7, 21, 16];

pub fn figure() -> String {
    let run = reference();
    let logits = mlp(&run.trained).logits(0);
    let mut table = Table::new().right("temperature");
    for token in SHOWN {
        table = table.right(letter(&run.tokenizer, token));
    }
    for temperature in [0.25, 0.5, 1.0, 2.0, 5.0] {
        let probs = softmax(&at_temperature(&logits, temperature));
        let order = SHOWN.windows(2).all(|it| probs[it[0]] > probs[it[1]]);
        assert!(order, "the order never changes");
        let cells = SHOWN.iter().map(|&token| fixed(probs[token], 3));
        table = table.row([temperature.to_string()].into_iter().chain(cells));
    }
    table.to_string()
}
