//! What a model is made of, so that a part can be left out.

/// The parts of a model that an experiment can leave out or cut short. What is
/// left out has parameters all the same, which nothing moves.
///
/// ```
/// use step_7_text::Parts;
///
/// let all = Parts::default();
/// assert!(all.mlp && all.residuals && all.positions);
/// assert_eq!(all.attention, step_7_text::Attention::Chosen);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        }
    }
}
