//! The network trained on batches of four thousand names, each read once: as
//! many steps as the run of the book, and more, and fewer.

use exercises::step_1::batch::train;
use runs::NUM_STEPS;
use step_0_counting::mean_loss;
use step_1_gradient_descent::{Mlp, num_params, softmax};
use typeset::{Table, fixed, thousands};

const RATES: [f64; 3] = [1.0, 2.0, 5.0];
const NUM_NAMES: usize = 4 * NUM_STEPS;

pub fn figure() -> String {
    let start = runs::Start::of_the_book();
    let docs = &start.corpus.docs;
    let mut names = runs::training_set(docs);
    names.truncate(NUM_NAMES);
    let mut table = Table::new().right("batch").right("steps");
    for rate in RATES {
        table = table.right(format!("rate {rate}"));
    }
    for batch_size in [1, 4, 10] {
        let losses = RATES.map(|rate| {
            let mut params = start.parameters(num_params(27));
            train(27, &mut params, &names, batch_size, rate).for_each(drop);
            let mlp = Mlp::new(27, &params);
            let validation =
                runs::mean_over(runs::validation_set(docs), |tokens| {
                    mean_loss(tokens, |token| softmax(&mlp.logits(token)))
                });
            fixed(validation, 3)
        });
        let sizes = [batch_size, NUM_NAMES / batch_size].map(thousands);
        table = table.row(sizes.into_iter().chain(losses));
    }
    table.to_string()
}
