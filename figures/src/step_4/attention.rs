//! The heads of a model's first layer at work on a document.

use step_2_autograd::linear;
use step_3_attention::{attention_weights, gpt::add, rms_norm};
use step_4_transformer::{Cache, Gpt};

/// The query of a token at a position, `[n_embd]`.
pub fn query(gpt: &Gpt<f64>, token: usize, position: usize) -> Vec<f64> {
    let x = add(gpt.wte.row(token), gpt.wpe.row(position));
    linear(&rms_norm(&rms_norm(&x)), &gpt.layers[0].attn_wq)
}

/// The weights of each position of a document, head by head:
/// `[n_head][positions][positions so far]`.
pub fn weights(gpt: &Gpt<f64>, tokens: &[usize]) -> Vec<Vec<Vec<f64>>> {
    let mut cache = Cache::new(gpt.config.n_layer);
    let mut weights = vec![Vec::new(); gpt.config.n_head];
    for (position, &token) in tokens.iter().enumerate() {
        gpt.logits(token, &mut cache);
        let q = query(gpt, token, position);
        for (head, q) in q.chunks(gpt.config.head_dim()).enumerate() {
            let slice = head * q.len()..(head + 1) * q.len();
            let keys: Vec<&[f64]> = cache.layers[0]
                .keys
                .iter()
                .map(|key| &key[slice.clone()])
                .collect();
            weights[head].push(attention_weights(q, &keys));
        }
    }
    weights
}
