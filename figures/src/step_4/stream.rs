//! The residual stream: what a position's vector is between the blocks.

use step_3_attention::{gpt::add, rms_norm};
use step_4_transformer::{Cache, Gpt};

/// The vector of the position that comes next, after the embeddings, after
/// each attention and after each MLP: `[1 + 2 * n_layer][n_embd]`.
pub fn stages(
    gpt: &Gpt<f64>,
    token: usize,
    cache: &mut Cache<f64>,
) -> Vec<Vec<f64>> {
    let x = add(gpt.wte.row(token), gpt.wpe.row(cache.len()));
    let mut stages = vec![rms_norm(&x)];
    for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
        let x = &stages[stages.len() - 1];
        let attended = layer.attention(&rms_norm(x), cache, gpt.config.n_head);
        let x = add(&attended, x);
        let y = add(&layer.mlp(&rms_norm(&x)), &x);
        stages.extend([x, y]);
    }
    stages
}
