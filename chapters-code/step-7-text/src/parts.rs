//! What a model is made of, so that a part can be left out, or be another.

/// The parts of a model that an experiment can leave out, cut short, or
/// exchange. What is left out has parameters all the same, which nothing moves.
///
/// ```
/// use step_7_text::Parts;
///
/// let all = Parts::default();
/// assert!(all.mlp && all.residuals && all.positions);
/// assert_eq!(all.attention, step_7_text::Attention::Chosen);
/// assert_eq!(all.bend, step_7_text::Bend::Relu);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a part
pub struct Parts {
    /// How attention weighs the positions it sees.
    pub attention: Attention,
    /// How many positions it sees: the current one and those just before.
    pub window: usize,
    /// Whether the layers have an MLP.
    pub mlp: bool,
    /// Whether a block adds to its input, or replaces it.
    pub residuals: bool,
    /// Whether a position has an embedding.
    pub positions: bool,
    /// Whether queries and keys are turned by their position.
    pub turned: bool,
    /// How many heads share a key and a value.
    pub sharing: usize,
    /// What the MLP does with each number between its matrices.
    pub bend: Bend,
    /// Whether the norm after the embeddings stands before `lm_head` instead.
    pub norm_at_end: bool,
    /// Whether `wte` serves as `lm_head`, too.
    pub tied: bool,
}

/// What an MLP does with each number between its matrices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bend {
    /// 0 below 0.
    Relu,
    /// The same, squared.
    SquaredRelu,
    /// Smooth: nearly 0 far below 0, nearly the number itself far above.
    Gelu,
}

/// How attention weighs the positions it sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// By queries and keys: that of Steps 3 to 5.
    Chosen,
    /// All the same: the plain mean of the values.
    Mean,
}

impl Default for Parts {
    /// The model of Step 5.
    fn default() -> Self {
        Parts {
            attention: Attention::Chosen,
            window: usize::MAX,
            mlp: true,
            residuals: true,
            positions: true,
            turned: false,
            sharing: 1,
            bend: Bend::Relu,
            norm_at_end: false,
            tied: false,
        }
    }
}
