//! Of 3.A: Step 3's model, trained while it sees what comes next.

use exercises::step_3::leak::leaky_loss;
use runs::{NUM_STEPS, Once, Start, Weights, mean_over, validation_set};
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::{Value, softmax, train};
use step_3_attention::{BLOCK_SIZE, Cache, Gpt, num_params};

const VOCAB_SIZE: usize = 27;

/// The outcome of such a run.
#[derive(Clone)]
pub struct Leaky {
    /// The loss on validation names that it sees whole.
    pub seen_whole: f64,
    /// The loss of the same model on them, letter by letter.
    pub letter_by_letter: f64,
    /// How likely it finds the end, as the mean over all positions of these
    /// names, letter by letter.
    pub end: f64,
    /// Twenty names that it makes up, as the book's program does.
    pub names: Vec<String>,
}

impl Leaky {
    /// The outcome at this rate, from these initial weights. Two figures ask
    /// for one.
    pub fn at_rate(learning_rate: f64, weights: Weights) -> Self {
        static RUNS: Once<(f64, Weights), Leaky> = Once::new();
        RUNS.get((learning_rate, weights), || {
            Self::trained(learning_rate, &weights.start())
        })
    }

    fn trained(learning_rate: f64, start: &Start) -> Self {
        let docs = &start.corpus.docs;
        let mut params = start.parameters(num_params(VOCAB_SIZE));
        let losses = train(
            &mut params,
            docs,
            NUM_STEPS,
            learning_rate,
            |weights: &[Value<'_>], tokens: &[usize]| {
                leaky_loss(&Gpt::new(VOCAB_SIZE, weights), tokens)
            },
        );
        assert_eq!(losses.count(), NUM_STEPS);
        let gpt = Gpt::new(VOCAB_SIZE, &params);
        let unseen = validation_set(docs);
        Leaky {
            seen_whole: mean_over(unseen, |tokens| leaky_loss(&gpt, tokens)),
            letter_by_letter: mean_over(unseen, |tokens| gpt.loss(tokens)),
            end: mean_over(unseen, |tokens| chance_of_end(&gpt, tokens)),
            names: names(start, &gpt),
        }
    }
}

fn chance_of_end(gpt: &Gpt<f64>, tokens: &[usize]) -> f64 {
    let (inputs, bos) = (&tokens[..tokens.len() - 1], tokens[0]);
    let mut cache = Cache::new();
    let chances = inputs
        .iter()
        .map(|&token| softmax(&gpt.logits(token, &mut cache))[bos]);
    chances.sum::<f64>() / inputs.len() as f64
}

fn names(start: &Start, gpt: &Gpt<f64>) -> Vec<String> {
    let tokenizer = &start.corpus.tokenizer;
    let mut rng = start.rng.clone();
    let name = |_| {
        let mut cache = Cache::new();
        let tokens = sample(tokenizer.bos(), BLOCK_SIZE, &mut rng, |token| {
            let logits = gpt.logits(token, &mut cache);
            softmax(&at_temperature(&logits, 0.5))
        });
        tokenizer.decode(&tokens)
    };
    (0..20).map(name).collect()
}
