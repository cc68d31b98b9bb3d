//! Step 3's model with positions added to the tokens, with queries and keys
//! turned, and without positions, from three sets of initial weights.

use exercises::step_3::rotary::{rotate, turned_loss};
use runs::{NUM_STEPS, Training, Weights, mean_over, validation_set};
use step_2_autograd::{Scalar, train};
use step_3_attention::{Gpt, num_params};
use typeset::{Table, fixed};

const VOCAB_SIZE: usize = 27;
const LEARNING_RATE: f64 = 0.1;

/// The ways to have no position embeddings.
#[derive(Clone, Copy)]
enum Positions {
    Turned,
    None,
}

pub fn figure() -> String {
    let mut table = Table::new()
        .left("initial weights")
        .right("positions added")
        .right("queries and keys turned")
        .right("no positions");
    for (name, weights) in [
        ("of the book", Weights::OfTheRun),
        ("second set", Weights::OfSeed(0)),
        ("third set", Weights::OfSeed(1)),
    ] {
        let losses = [
            Training::single_head()
                .weights(weights)
                .run()
                .validation_loss,
            Positions::Turned.validation_loss(weights),
            Positions::None.validation_loss(weights),
        ];
        assert!(losses.is_sorted(), "the text says so");
        let [added, turned, none] = losses.map(|loss| fixed(loss, 3));
        table = table.row([name.to_owned(), added, turned, none]);
    }
    table.to_string()
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
