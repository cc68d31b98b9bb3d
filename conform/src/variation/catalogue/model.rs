//! Changes to the model.

use super::{Variant, variant};
use crate::variation::{
    Activation, Attention, Heads, Norm, NormGradient, Positions, Residual,
};

/// From the embeddings to the logits.
pub const VARIANTS: &[Variant] = &[
    // Its size.
    variant("block-8", "block_size 8, not 16", |it| {
        it.model.block_size = 8;
    }),
    variant("block-32", "block_size 32, not 16", |it| {
        it.model.block_size = 32;
    }),
    variant("one-position-less", "names cut after 15 tokens", |it| {
        it.model.most_positions = 15;
    }),
    variant("embd-32", "n_embd 32, not 16", |it| {
        it.model.n_embd = 32;
    }),
    variant("layers-2", "2 layers, not 1", |it| {
        it.model.n_layer = 2;
    }),
    variant("one-head", "1 head, not 4", |it| {
        it.model.n_head = 1;
    }),
    variant("heads-2", "2 heads, not 4", |it| {
        it.model.n_head = 2;
    }),
    variant("heads-8", "8 heads, not 4", |it| {
        it.model.n_head = 8;
    }),
    // Embeddings and norms.
    variant(
        "no-positions",
        "position embeddings that are not added",
        |it| it.model.positions = Positions::Unused,
    ),
    variant(
        "first-position",
        "the first position's embedding at every position",
        |it| it.model.positions = Positions::FirstOnly,
    ),
    variant("no-embedding-norm", "no norm after the embeddings", |it| {
        it.model.embedding_norm = false;
    }),
    variant("no-attention-norm", "no norm before attention", |it| {
        it.model.attention_norm = false;
    }),
    variant("no-mlp-norm", "no norm before the MLP", |it| {
        it.model.mlp_norm = false;
    }),
    variant(
        "post-norm",
        "norms after attention and the MLP, not before",
        |it| it.model.post_norm = true,
    ),
    variant("final-norm", "one more norm before lm_head", |it| {
        it.model.final_norm = true;
    }),
    variant("layer-norm", "LayerNorm, not RMSNorm", |it| {
        it.model.norm = Norm::Layer;
    }),
    variant(
        "norm-length",
        "a norm by the length, not by the root of the mean square",
        |it| it.model.norm = Norm::Length,
    ),
    variant("norm-no-root", "a norm by the mean square itself", |it| {
        it.model.norm = Norm::MeanSquare;
    }),
    variant("norm-eps-outside", "1e-5 added to the norm's root", |it| {
        it.model.norm = Norm::RmsOutside;
    }),
    variant("norm-eps-1e-6", "1e-6 in the norm, not 1e-5", |it| {
        it.model.norm = Norm::Rms(1e-6);
    }),
    variant(
        "norm-eps-1e-8",
        "1e-8 or less in the norm, not 1e-5",
        |it| {
            it.model.norm = Norm::Rms(1e-8);
        },
    ),
    variant("norm-detached", "norms that pass no gradient", |it| {
        it.model.norm_gradient = NormGradient::None;
    }),
    variant(
        "norm-scale-detached",
        "norms whose scale has no gradient",
        |it| it.model.norm_gradient = NormGradient::ScaleIsConstant,
    ),
    // Attention.
    variant(
        "scale-n-embd",
        "attention divided by 4, which is sqrt(n_embd) or head_dim, not by \
         sqrt(head_dim)",
        |it| it.model.query_factor = 0.5,
    ),
    variant(
        "no-scale",
        "attention that is not divided by a root",
        |it| {
            it.model.query_factor = 2.0;
        },
    ),
    variant("no-mask", "attention that sees later letters", |it| {
        it.model.attention = Attention::Whole;
    }),
    variant(
        "own-position",
        "attention to the own position alone",
        |it| {
            it.model.attention = Attention::Own;
        },
    ),
    variant(
        "strided-heads",
        "heads of every fourth number, not of four in a row",
        |it| it.model.heads = Heads::Strides,
    ),
    variant("values-for-keys", "attn_wk and attn_wv exchanged", |it| {
        it.model.values_for_keys = true;
    }),
    variant("no-attn-wo", "heads that do not go through attn_wo", |it| {
        it.model.output = false;
    }),
    variant(
        "softmax-detached",
        "attention weights that pass no gradient",
        |it| it.model.detached_scores = true,
    ),
    variant(
        "cut-gradients",
        "keys and values without a gradient from later positions",
        |it| {
            it.model.cut_keys = true;
            it.model.cut_values = true;
        },
    ),
    variant(
        "cut-keys",
        "keys without a gradient from later positions",
        |it| it.model.cut_keys = true,
    ),
    variant(
        "cut-values",
        "values without a gradient from later positions",
        |it| it.model.cut_values = true,
    ),
    // Residuals and the MLP.
    variant("no-residuals", "no residual connections", |it| {
        it.model.attention_residual = Residual::None;
        it.model.mlp_residual = Residual::None;
    }),
    variant(
        "no-attention-residual",
        "no residual connection around attention",
        |it| it.model.attention_residual = Residual::None,
    ),
    variant(
        "no-mlp-residual",
        "no residual connection around the MLP",
        |it| it.model.mlp_residual = Residual::None,
    ),
    variant(
        "normed-residuals",
        "residuals of the normalised vector",
        |it| {
            it.model.attention_residual = Residual::Normed;
            it.model.mlp_residual = Residual::Normed;
        },
    ),
    variant("parallel", "an MLP that reads what attention reads", |it| {
        it.model.parallel = true;
    }),
    variant("no-relu", "an MLP without ReLU", |it| {
        it.model.activation = Activation::None;
    }),
    variant("relu-gradient", "a ReLU whose gradient is always 1", |it| {
        it.model.activation = Activation::ReluWithWholeGradient;
    }),
    variant("relu-squared", "ReLU squared", |it| {
        it.model.activation = Activation::ReluSquared;
    }),
    variant("leaky-relu", "a leaky ReLU, of 0.01", |it| {
        it.model.activation = Activation::LeakyRelu;
    }),
    variant("tanh", "tanh, not ReLU", |it| {
        it.model.activation = Activation::Tanh;
    }),
    variant("gelu", "GELU, not ReLU", |it| {
        it.model.activation = Activation::Gelu;
    }),
    variant("gelu-tanh", "GELU by its tanh formula, not ReLU", |it| {
        it.model.activation = Activation::GeluTanh;
    }),
    variant("silu", "SiLU, not ReLU", |it| {
        it.model.activation = Activation::Silu;
    }),
];
