//! Step 3's model with positions added to the tokens, with queries and keys
//! turned, and without positions, from three sets of initial weights.

use exercises::step_3::rotary::{rotate, turned_loss};
use portable::PythonRandom;
use runs::{NUM_STEPS, Start, held_out, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::{Scalar, Value, train};
use step_3_attention::{Gpt, num_params};
use typeset::{Table, fixed};

const VOCAB_SIZE: usize = 27;
const LEARNING_RATE: f64 = 0.1;

#[derive(Clone, Copy)]
enum Positions {
    Added,
    Turned,
    None,
}

pub fn figure() -> String {
    let start = Start::of_the_book();
    let n = num_params(VOCAB_SIZE);
    let drawn = |seed| initial_parameters(n, &mut PythonRandom::new(seed));
    let mut table = Table::new()
        .left("initial weights")
        .right("positions added")
        .right("queries and keys turned")
        .right("no positions");
    for (name, params) in [
        ("of the book", start.parameters(n)),
        ("second set", drawn(0)),
        ("third set", drawn(1)),
    ] {
        let ways = [Positions::Added, Positions::Turned, Positions::None];
        let losses = ways.map(|it| it.held_out_loss(&start, params.clone()));
        assert!(losses.is_sorted(), "the text says so");
        let [added, turned, none] = losses.map(|loss| fixed(loss, 3));
        table = table.row([name.to_owned(), added, turned, none]);
    }
    table.to_string()
}

impl Positions {
    /// After a thousand names.
    fn held_out_loss(self, start: &Start, mut params: Vec<f64>) -> f64 {
        let docs = &start.corpus.docs;
        let losses = train(
            &mut params,
            docs,
            NUM_STEPS,
            LEARNING_RATE,
            |weights: &[Value<'_>], tokens: &[usize]| {
                self.loss(&Gpt::new(VOCAB_SIZE, weights), tokens)
            },
        );
        assert_eq!(losses.count(), NUM_STEPS);
        let gpt = Gpt::new(VOCAB_SIZE, &params);
        mean_over(held_out(docs), |tokens| self.loss(&gpt, tokens))
    }

    fn loss<S: Scalar>(self, gpt: &Gpt<S>, tokens: &[usize]) -> S {
        match self {
            Positions::Added => gpt.loss(tokens),
            Positions::Turned => turned_loss(gpt, tokens, rotate),
            Positions::None => turned_loss(gpt, tokens, |x, _| x.to_vec()),
        }
    }
}
