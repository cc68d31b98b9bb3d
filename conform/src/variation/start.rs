//! What stands before training, each to be chosen otherwise.

use step_1_gradient_descent::parameters::INIT_STD_DEV;

/// The start: all that stands before training.
#[derive(Clone, Copy, Debug, PartialEq)]
// Each is a switch of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct Start {
    /// Where the stream of random numbers starts.
    pub seed: u32,
    /// How the seed becomes the state of the generator.
    pub seeding: Seeding,
    /// Whether a uniform number has 32 random bits, not 53.
    pub short_uniforms: bool,
    /// What is in the list of names.
    pub listing: Listing,
    /// In which order the names come.
    pub documents: Documents,
    /// How they are shuffled.
    pub shuffle: Shuffle,
    /// Whether the weights are drawn before that.
    pub weights_first: bool,
    /// Whether the weights are drawn from a stream that begins again.
    pub own_stream: bool,
    /// Which of the names is whose turn.
    pub turn: Turn,
    /// Which number stands for which character.
    pub vocabulary: Vocabulary,
    /// How the initial weights are drawn.
    pub law: Law,
    /// The standard deviation of the weights, where the law leaves it open.
    pub spread: f64,
    /// In which order they are drawn.
    pub order: Order,
    /// The factor of the spread for `attn_wo` and `mlp_fc2`.
    pub outputs: f64,
}

/// How the seed becomes the state of the Mersenne Twister.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeding {
    /// As an array of one number: Python.
    Array,
    /// As a number: C++, and numpy.
    Number,
}

/// What is in the list of names, before it is shuffled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Every line of the file.
    Lines,
    /// Every line but the first.
    WithoutFirst,
    /// Every line but the last.
    WithoutLast,
    /// Every name once.
    Unique,
    /// Every line, and an empty one at the end.
    WithEmpty,
    /// Every line, with the character that ends it.
    WithLineEnds,
}

/// In which order the names come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// Shuffled once, then one after another.
    Shuffled,
    /// As the file has them.
    Listed,
    /// Shuffled, and then each step draws any of them: `random.choice(docs)`.
    Drawn,
}

/// How a list is shuffled. Each place is exchanged with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shuffle {
    /// From the last on, with any up to itself, drawn by its bits: Python.
    Bits,
    /// The same, drawn as `floor(random() * n)`.
    Floor,
    /// From the first on, with any from itself.
    Forward,
    /// From the last on, with any before itself (Sattolo, 1986).
    Others,
    /// From the first on, with any at all.
    Any,
}

/// Which of the names is whose turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The first, then the second.
    InOrder,
    /// The second, then the third.
    FromSecond,
    /// The last, then the last but one.
    FromLast,
    /// The first, at every step.
    Same,
}

/// Which number stands for which character. BOS also ends a name, unless there
/// is an EOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// The characters in order, then BOS.
    Sorted,
    /// BOS, then the characters in order.
    BosFirst,
    /// The characters as they appear in the shuffled names, then BOS.
    Appearance,
    /// The characters as they appear in the file, then BOS.
    AppearanceInFile,
    /// The characters in order, then BOS and EOS.
    Eos,
    /// BOS and EOS, then the characters in order.
    EosFirst,
    /// All 256 bytes, then BOS.
    Bytes,
}

/// How the initial weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// Normal, each pair of Box and Muller used up: `random.gauss`.
    Gauss,
    /// Normal, of each pair the first.
    FreshGauss,
    /// Normal, the sine of each pair before the cosine.
    SineFirst,
    /// Normal, the radius of each pair drawn before the angle.
    RadiusFirst,
    /// Normal, the radius made of `ln u`, not of `ln(1 - u)`.
    LnOfDraw,
    /// Normal, by Marsaglia's polar method: Java, and C++.
    Polar,
    /// Normal, by the ratio of two uniform numbers (Kinderman and Monahan,
    /// 1977): `random.normalvariate`.
    Ratio,
    /// Uniform, as far as the spread to both sides.
    Uniform,
    /// Uniform, as wide as the shape of the matrix says (Glorot and Bengio,
    /// 2010).
    Xavier,
    /// Normal of spread 1 for embeddings; for what is multiplied by, uniform,
    /// as wide as the length of a row says: `PyTorch`.
    Torch,
}

/// In which order the initial weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As from Step 4 on: `lm_head` is third.
    HeadThird,
    /// As in Step 3: `lm_head` is last.
    HeadLast,
    /// `wpe` is first.
    PositionsFirst,
    /// Keys before queries.
    KeysFirst,
    /// As from Step 4 on, but what [`linear`](step_2_autograd::linear) takes
    /// is drawn column by column.
    Transposed,
    /// The same, for the four square matrices alone.
    SquareTransposed,
}

impl Default for Start {
    fn default() -> Self {
        Start {
            seed: 42,
            seeding: Seeding::Array,
            short_uniforms: false,
            listing: Listing::Lines,
            documents: Documents::Shuffled,
            shuffle: Shuffle::Bits,
            weights_first: false,
            own_stream: false,
            turn: Turn::InOrder,
            vocabulary: Vocabulary::Sorted,
            law: Law::Gauss,
            spread: INIT_STD_DEV,
            order: Order::HeadThird,
            outputs: 1.0,
        }
    }
}
