//! A GPT's forward pass with all that it computes on the way: what
//! [`Gpt::logits`] does, in the same order and with the same bits.

use serde::Serialize;
use step_2_autograd::{Scalar, linear, relu};
use step_3_attention::gpt::add;
use step_3_attention::{attention_weights, rms_norm, weighted_sum};
use step_4_transformer::{Cache, Gpt};

/// The numbers of a model at one position.
#[derive(Clone, Debug, Serialize)]
pub struct Position {
    /// The token that stands there.
    pub token: usize,
    /// Its embedding and that of the position, added, `[n_embd]`.
    pub embedding: Vec<f64>,
    /// The work of each layer, `[n_layer]`.
    pub layers: Vec<Layer>,
    /// A score for each possible next token, `[vocab_size]`.
    pub logits: Vec<f64>,
}

/// The work of one layer on the residual stream of one position.
#[derive(Clone, Debug, Serialize)]
pub struct Layer {
    /// The stream before the layer, `[n_embd]`. Before the first it is the
    /// embedding, normalised.
    pub before: Vec<f64>,
    /// The work of each head, `[n_head]`.
    pub heads: Vec<Head>,
    /// The result of `attn_wo` on all that the heads gathered, `[n_embd]`.
    pub attention: Vec<f64>,
    /// The stream between attention and MLP, `[n_embd]`: `before` and
    /// `attention`, added.
    pub between: Vec<f64>,
    /// The numbers inside of the MLP, after `relu`, `[4 * n_embd]`.
    pub hidden: Vec<f64>,
    /// The result of the MLP, `[n_embd]`.
    pub mlp: Vec<f64>,
    /// The stream after the layer, `[n_embd]`: `between` and `mlp`, added.
    pub after: Vec<f64>,
}

/// The work of one head at one position.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// Its slice of the query, `[head_dim]`.
    pub q: Vec<f64>,
    /// Its slice of this position's key, `[head_dim]`.
    pub k: Vec<f64>,
    /// Its slice of this position's value, `[head_dim]`.
    pub v: Vec<f64>,
    /// The score of each key so far, by its query, `[positions so far]`.
    pub scores: Vec<f64>,
    /// How much it attends to the positions so far, `[positions so far]`.
    pub weights: Vec<f64>,
    /// The mean of the values by these weights, `[head_dim]`.
    pub gathered: Vec<f64>,
}

/// The passes of all positions of a document, `[tokens]`.
///
/// # Panics
///
/// As [`Gpt::logits`], if they are more than `block_size`.
///
/// ```
/// use step_4_transformer::{Config, Gpt};
/// use widgets::step_4::trace::trace;
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let trace = trace(&Gpt::new(config, &params), &[26, 0]);
/// let head = &trace[1].layers[0].heads[3];
/// assert_eq!(head.weights, [0.5, 0.5]);
/// assert_eq!(head.gathered, [0.0; 4]);
/// ```
pub fn trace(gpt: &Gpt<f64>, tokens: &[usize]) -> Vec<Position> {
    let mut cache = Cache::new(gpt.config.n_layer);
    let pass = |&token| position(gpt, token, &mut cache);
    tokens.iter().map(pass).collect()
}

/// The pass of the position that comes next; `cache` gains it.
///
/// # Panics
///
/// As [`Gpt::logits`].
pub fn position(
    gpt: &Gpt<f64>,
    token: usize,
    cache: &mut Cache<f64>,
) -> Position {
    let embedding = add(gpt.wte.row(token), gpt.wpe.row(cache.len()));
    let mut x = rms_norm(&embedding);
    let mut layers = Vec::with_capacity(gpt.layers.len());
    for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
        let pass = self::layer(layer, &x, cache, gpt.config.n_head);
        x.clone_from(&pass.after);
        layers.push(pass);
    }
    Position {
        token,
        embedding,
        layers,
        logits: linear(&x, &gpt.lm_head),
    }
}

/// The pass of one layer, from the stream before it.
fn layer(
    layer: &step_4_transformer::Layer<f64>,
    before: &[f64],
    cache: &mut step_3_attention::Cache<f64>,
    n_head: usize,
) -> Layer {
    let x = rms_norm(before);
    let q = linear(&x, &layer.attn_wq);
    cache.keys.push(linear(&x, &layer.attn_wk));
    cache.values.push(linear(&x, &layer.attn_wv));
    let heads = heads(&q, cache, n_head);
    let gathered: Vec<f64> =
        heads.iter().flat_map(|it| &it.gathered).copied().collect();
    let attention = linear(&gathered, &layer.attn_wo);
    let between = add(&attention, before);
    let hidden = relu(&linear(&rms_norm(&between), &layer.mlp_fc1));
    let mlp = linear(&hidden, &layer.mlp_fc2);
    Layer {
        after: add(&mlp, &between),
        before: before.to_vec(),
        heads,
        attention,
        between,
        hidden,
        mlp,
    }
}

/// The work of each head on its slice of the query and of all keys and values
/// so far.
fn heads(
    q: &[f64],
    cache: &step_3_attention::Cache<f64>,
    n_head: usize,
) -> Vec<Head> {
    let head_dim = q.len() / n_head;
    let head = |start| {
        let slice = start..start + head_dim;
        let cut = |vectors: &'_ [Vec<f64>]| -> Vec<Vec<f64>> {
            vectors
                .iter()
                .map(|it| it[slice.clone()].to_vec())
                .collect()
        };
        let (mut keys, mut values) = (cut(&cache.keys), cut(&cache.values));
        let q = q[slice.clone()].to_vec();
        let scale = (head_dim as f64).sqrt();
        let weights = attention_weights(&q, &keys);
        Head {
            scores: keys.iter().map(|k| f64::dot(&q, k) / scale).collect(),
            gathered: weighted_sum(&weights, &values),
            weights,
            q,
            k: keys.pop().unwrap_or_default(),
            v: values.pop().unwrap_or_default(),
        }
    };
    (0..q.len()).step_by(head_dim).map(head).collect()
}

#[cfg(test)]
mod tests {
    use portable::PythonRandom;
    use step_1_gradient_descent::initial_parameters;
    use step_2_autograd::softmax;
    use step_4_transformer::{Cache, Config, Gpt, multi_head};

    use super::trace;

    /// Parameters large enough for heads that choose.
    fn parameters(config: Config) -> Vec<f64> {
        let mut rng = PythonRandom::new(42);
        let small = initial_parameters(config.num_params(), &mut rng);
        small.into_iter().map(|it| 10.0 * it).collect()
    }

    #[test]
    fn a_trace_has_the_bits_of_the_model() {
        let guide = Config::of_the_guide(27);
        let (n_layer, n_head) = (3, 8);
        let deep = Config {
            n_layer,
            n_head,
            ..guide
        };
        let emma = [26, 4, 12, 12, 0];
        for config in [guide, deep] {
            let params = parameters(config);
            let gpt = Gpt::new(config, &params);
            let mut cache = Cache::new(config.n_layer);
            for position in trace(&gpt, &emma) {
                let logits = gpt.logits(position.token, &mut cache);
                assert_eq!(position.logits, logits);
                for (layer, cache) in position.layers.iter().zip(&cache.layers)
                {
                    let all = |part: fn(&super::Head) -> &Vec<f64>| {
                        let parts = layer.heads.iter().flat_map(part);
                        parts.copied().collect::<Vec<f64>>()
                    };
                    let q = all(|head| &head.q);
                    let gathered = multi_head(&q, cache, config.n_head);
                    assert_eq!(all(|head| &head.gathered), gathered);
                    assert_eq!(cache.keys.last(), Some(&all(|head| &head.k)));
                    assert_eq!(cache.values.last(), Some(&all(|head| &head.v)));
                }
            }
        }
    }

    #[test]
    fn scores_become_weights() {
        let config = Config::of_the_guide(27);
        let params = parameters(config);
        let last = trace(&Gpt::new(config, &params), &[26, 0, 21]).pop();
        for head in &last.expect("three positions").layers[0].heads {
            assert_eq!(softmax(&head.scores), head.weights);
        }
    }
}
