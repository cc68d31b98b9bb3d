//! How many parameters of Step 2's network are stuck, after a thousand names at
//! several rates, and after a thousand more at the book's.

use exercises::step_2::stuck::stuck;
use runs::{
    NUM_STEPS, Run, Start, Training, Weights, mean_over, training_set,
    validation_set,
};
use step_1_gradient_descent::{Mlp, train};
use step_2_autograd::{Value, mlp};
use typeset::{Table, fixed, thousands};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let start = Start::of_the_book();
    let others = &training_set(&start.corpus.docs)[NUM_STEPS..];
    let book = Training::mlp();
    let other = book.weights(Weights::OfSeed(0));
    let mut table = Table::new()
        .left("rate of the first thousand")
        .right("stuck")
        .right("validation loss")
        .right("then 1,000 at rate 1: stuck")
        .right("validation loss");
    for (name, training) in [
        ("1", book),
        ("2", book.rate(2.0)),
        ("3", book.rate(3.0)),
        ("3, other initial weights", other.rate(3.0)),
    ] {
        let Run { model, losses, .. } = training.run();
        let mut params = model.clone();
        let more = train(VOCAB_SIZE, &mut params, others, NUM_STEPS, 1.0);
        let is_finite = losses.into_iter().chain(more).all(f64::is_finite);
        assert!(is_finite, "the text says so");
        let cells = [model, params].map(|it| measured(&start, &it));
        let cells = cells.into_iter().flatten();
        table = table.row([name.to_owned()].into_iter().chain(cells));
    }
    table.to_string()
}

/// How many parameters are stuck, and the loss, both on the validation names.
fn measured(start: &Start, params: &[f64]) -> [String; 2] {
    let docs = validation_set(&start.corpus.docs);
    let stuck = stuck(params, docs, |weights: &[Value<'_>], tokens| {
        mlp::loss(&Mlp::new(VOCAB_SIZE, weights), tokens)
    });
    let model = Mlp::new(VOCAB_SIZE, params);
    let loss = mean_over(docs, |tokens| mlp::loss(&model, tokens));
    [thousands(stuck.len()), fixed(loss, 3)]
}
