//! How a token becomes logits, each part to be chosen otherwise.

use step_4_transformer::Config;

/// How a token becomes logits.
#[derive(Clone, Copy, Debug, PartialEq)]
// Each is a switch of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct Model {
    /// The most positions that a document can have.
    pub block_size: usize,
    /// How many of them are used.
    pub most_positions: usize,
    /// The length of a token's vector.
    pub n_embd: usize,
    /// Heads.
    pub n_head: usize,
    /// Layers.
    pub n_layer: usize,
    /// How a vector is brought to scale.
    pub norm: Norm,
    /// Where the gradient of that goes.
    pub norm_gradient: NormGradient,
    /// Whether the sum of the embeddings is brought to scale.
    pub embedding_norm: bool,
    /// Whether what attention reads is.
    pub attention_norm: bool,
    /// Whether what the MLP reads is.
    pub mlp_norm: bool,
    /// Whether it is after what it is added to, and not before.
    pub post_norm: bool,
    /// Whether the vector that becomes logits is.
    pub final_norm: bool,
    /// The use of the position embeddings.
    pub positions: Positions,
    /// What attention is added to.
    pub attention_residual: Residual,
    /// What the MLP is added to.
    pub mlp_residual: Residual,
    /// Whether the MLP reads what attention reads.
    pub parallel: bool,
    /// What a position sees.
    pub attention: Attention,
    /// Which numbers of a vector are whose head's.
    pub heads: Heads,
    /// The factor of the queries before `q · k / sqrt(head_dim)`.
    pub query_factor: f64,
    /// Whether `attn_wk` makes the values, and `attn_wv` the keys.
    pub values_for_keys: bool,
    /// Whether the weights of attention have no gradient.
    pub detached_scores: bool,
    /// Whether a later position has no gradient for keys.
    pub cut_keys: bool,
    /// Whether it has none for values.
    pub cut_values: bool,
    /// Whether what the heads gather goes through `attn_wo`.
    pub output: bool,
    /// The function between the two layers of the MLP.
    pub activation: Activation,
    /// Whether `wte` is also `lm_head`, which is not drawn then.
    pub tied: bool,
}

/// How a vector is brought to scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Norm {
    /// By the root of its mean square, to which this is added.
    Rms(f64),
    /// By the root of its mean square, and 1e-5 is added to the root.
    RmsOutside,
    /// By its mean square, without a root.
    MeanSquare,
    /// By its length.
    Length,
    /// By its standard deviation, after its mean is subtracted.
    Layer,
}

/// Where the gradient of a norm goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormGradient {
    /// To the vector and to its scale.
    Whole,
    /// To the vector alone, as if the scale were a constant.
    ScaleIsConstant,
    /// Nowhere.
    None,
}

/// The use of the position embeddings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Positions {
    /// They are added to those of the tokens.
    Added,
    /// That of the first is, at every position.
    FirstOnly,
    /// They are drawn and not used.
    Unused,
    /// They are not even drawn.
    Absent,
}

/// The vector that attention or the MLP is added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residual {
    /// The vector as it was.
    Plain,
    /// The vector as it was normalised for them.
    Normed,
    /// Nothing.
    None,
}

/// What a position sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Itself and all before it.
    Causal,
    /// Itself.
    Own,
    /// All, the later ones too.
    Whole,
}

/// Which numbers of a vector are whose head's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// Those that stand side by side.
    Slices,
    /// With four heads, every fourth.
    Strides,
}

/// The function between the two layers of the MLP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// `max(0, x)`
    Relu,
    /// The same, and the gradient of `x`.
    ReluWithWholeGradient,
    /// Nothing.
    None,
    /// `max(0, x)²`
    ReluSquared,
    /// `max(0.01 x, x)`
    LeakyRelu,
    /// `tanh x`
    Tanh,
    /// `x Φ(x)`, with the error function.
    Gelu,
    /// The same, approximated with a hyperbolic tangent.
    GeluTanh,
    /// `x / (1 + exp(-x))`
    Silu,
}

impl Default for Model {
    fn default() -> Self {
        let config = Config::of_the_guide(0);
        Model {
            block_size: config.block_size,
            most_positions: usize::MAX,
            n_embd: config.n_embd,
            n_head: config.n_head,
            n_layer: config.n_layer,
            norm: Norm::Rms(1e-5),
            norm_gradient: NormGradient::Whole,
            embedding_norm: true,
            attention_norm: true,
            mlp_norm: true,
            post_norm: false,
            final_norm: false,
            positions: Positions::Added,
            attention_residual: Residual::Plain,
            mlp_residual: Residual::Plain,
            parallel: false,
            attention: Attention::Causal,
            heads: Heads::Slices,
            query_factor: 1.0,
            values_for_keys: false,
            detached_scores: false,
            cut_keys: false,
            cut_values: false,
            output: true,
            activation: Activation::Relu,
            tied: false,
        }
    }
}
