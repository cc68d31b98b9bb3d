//! The loss if the residual stream of a model of three layers is read out
//! before its end.

use names::Corpus;
use portable::math;
use runs::{Training, corpus, validation_set};
use step_2_autograd::{linear, softmax};
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Table, fixed};

use super::stream::stages;

pub fn figure() -> String {
    let (Corpus { docs, .. }, _) = corpus();
    let config = Config {
        n_layer: 3,
        ..Config::of_the_guide(27)
    };
    let params = Training::transformer(config).run().model;
    let losses = read_early(&Gpt::new(config, &params), validation_set(&docs));
    assert!(losses.is_sorted_by(|a, b| a > b), "each block lowers it");
    let mut table =
        Table::new().left("read out after").right("validation loss");
    for (stage, loss) in losses.into_iter().enumerate() {
        let name = match (stage, stage % 2) {
            (0, _) => "the embeddings".into(),
            (_, 1) => format!("attention of layer {}", stage / 2),
            _ => format!("MLP of layer {}", stage / 2 - 1),
        };
        table = table.row([name, fixed(loss, 3)]);
    }
    table.to_string()
}

/// The mean loss over documents if `lm_head` scores each stage of the stream:
/// `[1 + 2 * n_layer]`.
fn read_early(gpt: &Gpt<f64>, docs: &[Vec<usize>]) -> Vec<f64> {
    let mut means = vec![0.0; 1 + 2 * gpt.config.n_layer];
    for tokens in docs {
        let mut cache = Cache::new(gpt.config.n_layer);
        let weight = 1.0 / ((tokens.len() - 1) * docs.len()) as f64;
        for pair in tokens.windows(2) {
            let stages = stages(gpt, pair[0], &mut cache);
            for (mean, x) in means.iter_mut().zip(stages) {
                let probs = softmax(&linear(&x, &gpt.lm_head));
                *mean -= weight * math::ln(probs[pair[1]]);
            }
        }
    }
    means
}
