//! The cost of one matrix for both ends, and its effect on a letter's chance
//! to come twice.

use exercises::step_4::tied::{num_params_tied, tied};
use runs::{Weights, validation_set};
use step_2_autograd::{Scalar, softmax};
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Table, percent};

use super::trained::{Model, trained};
use crate::spread::Spread;

const CONFIG: Config = Config::of_the_guide(27);

struct OneGpt {
    is_tied: bool,
}

impl OneGpt {
    /// The parameters as the model wants them.
    fn all<S: Copy>(&self, params: &[S]) -> Vec<S> {
        if self.is_tied {
            tied(CONFIG, params)
        } else {
            params.to_vec()
        }
    }
}

impl Model for OneGpt {
    fn num_params(&self) -> usize {
        if self.is_tied {
            num_params_tied(CONFIG)
        } else {
            CONFIG.num_params()
        }
    }

    fn of_the_book(&self) -> Option<Config> {
        (!self.is_tied).then_some(CONFIG)
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        Gpt::new(CONFIG, &self.all(params)).loss(tokens)
    }
}

pub fn figure() -> String {
    let (corpus, _) = runs::corpus();
    let docs = &corpus.docs;
    let mut table = Table::new()
        .left("model")
        .right("mean loss")
        .right("repeats, untrained")
        .right("repeats, trained");
    let rows = [("two matrices", false), ("one matrix", true)];
    let (mut losses, mut repeated) = (Vec::new(), Vec::new());
    for (name, is_tied) in rows {
        let model = OneGpt { is_tied };
        let [mut before, mut after] = [0.0; 2];
        let mut of_starts = Vec::new();
        for weights in Weights::and_seeds(5) {
            let untrained = weights.start().parameters(model.num_params());
            let (params, loss) = trained(&model, weights);
            before +=
                repeats(&model.all(&untrained), validation_set(docs)) / 6.0;
            after += repeats(&model.all(&params), validation_set(docs)) / 6.0;
            of_starts.push(loss);
        }
        let loss = Spread::of(&of_starts).mean(3);
        let [before, trained] = [before, after].map(|it| percent(it, 1));
        table = table.row([name.to_owned(), loss, before, trained]);
        losses.push(of_starts);
        repeated.push(after);
    }
    let cost = Spread::between(&losses[1], &losses[0]);
    assert!(
        cost.least > 0.175 && cost.most < 0.195,
        "eighteen or nineteen hundredths"
    );
    let off = [0, 1].map(|i: usize| (repeated[i] - doubled(docs)).abs());
    assert!(off[1] > off[0], "one matrix is further from the names");
    assert!(repeated[1] > 2.0 * doubled(docs), "more than twice as many");
    table.to_string()
}

/// How often a letter is followed by itself.
fn doubled(docs: &[Vec<usize>]) -> f64 {
    let pairs = validation_set(docs)
        .iter()
        .flat_map(|doc| doc[1..].windows(2));
    let doubled = pairs.clone().filter(|pair| pair[0] == pair[1]).count();
    doubled as f64 / pairs.count() as f64
}

/// The mean probability that a letter comes again at once.
fn repeats(params: &[f64], docs: &[Vec<usize>]) -> f64 {
    let gpt = Gpt::new(CONFIG, params);
    let letters = docs.iter().flat_map(|doc| {
        let mut cache = Cache::new(CONFIG.n_layer);
        let tokens = &doc[..doc.len() - 1];
        let again = tokens
            .iter()
            .map(|&token| softmax(&gpt.logits(token, &mut cache))[token]);
        again.skip(1).collect::<Vec<_>>()
    });
    let letters: Vec<f64> = letters.collect();
    letters.iter().sum::<f64>() / letters.len() as f64
}
