//! Step 3's model with positions added to the tokens, with queries and keys
//! turned, and without positions, from six starts.

use exercises::step_3::rotary::{rotate, turned_loss};
use runs::{NUM_STEPS, Weights, mean_over, validation_set};
use step_2_autograd::{Scalar, train};
use step_3_attention::{Gpt, num_params};
use typeset::Table;

use crate::step_3::common::Variant;
use crate::step_3::starts::{self, cell, each, ends, gains};

const VOCAB_SIZE: usize = 27;
const LEARNING_RATE: f64 = 0.1;

/// The ways to have no position embeddings.
#[derive(Clone, Copy)]
enum Positions {
    Turned,
    None,
}

pub fn figure() -> String {
    let added = starts::losses(Variant::BOOK, LEARNING_RATE);
    let [turned, none] = [Positions::Turned, Positions::None]
        .map(|it| each(|run| it.validation_loss(run.weights)));
    for (worse, better) in [(&turned, &added), (&none, &turned)] {
        assert!(ends(&gains(worse, better))[0] > 0.0, "each time");
    }
    Table::new()
        .left("positions")
        .right("validation loss, least to most of six")
        .row(["added".to_owned(), cell(&added, 2)])
        .row(["queries and keys turned".to_owned(), cell(&turned, 2)])
        .row(["none".to_owned(), cell(&none, 2)])
        .to_string()
}

impl Positions {
    /// After a thousand names.
    fn validation_loss(self, weights: Weights) -> f64 {
        let start = weights.start();
        let docs = &start.corpus.docs;
        let mut params = start.parameters(num_params(VOCAB_SIZE));
        let losses = train(
            &mut params,
            docs,
            NUM_STEPS,
            LEARNING_RATE,
            |weights, tokens| self.loss(&Gpt::new(VOCAB_SIZE, weights), tokens),
        );
        assert_eq!(losses.count(), NUM_STEPS);
        let gpt = Gpt::new(VOCAB_SIZE, &params);
        mean_over(validation_set(docs), |tokens| self.loss(&gpt, tokens))
    }

    fn loss<S: Scalar>(self, gpt: &Gpt<S>, tokens: &[usize]) -> S {
        match self {
            Positions::Turned => turned_loss(gpt, tokens, rotate),
            Positions::None => turned_loss(gpt, tokens, |x, _| x.to_vec()),
        }
    }
}
