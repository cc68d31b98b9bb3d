//! Tables of contexts, and what they are worth on the validation chapters.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use runs::Once;
use step_7_text::{
    Characters, MOBY_DICK, Part, Table, Vocabulary, bits_per_character,
    mean_loss,
};

/// The longest context that is tried.
pub const LONGEST: usize = 6;

/// The longest context of the table that others are compared with.
pub const CHOSEN: usize = 5;

/// The characters of the novel.
pub static CHARACTERS: LazyLock<Characters> =
    LazyLock::new(|| Characters::of(MOBY_DICK));

/// The tokens of the training chapters.
pub static TRAINING: LazyLock<Vec<usize>> =
    LazyLock::new(|| encode(&Part::Training.of(MOBY_DICK)));

/// The tokens of the validation chapters.
pub static VALIDATION: LazyLock<Vec<usize>> =
    LazyLock::new(|| encode(&Part::Validation.of(MOBY_DICK)));

/// The table of the training chapters with contexts of up to so many
/// characters, of which the shorter count what is new to the longer.
pub fn table(longest: usize) -> Arc<Table<'static>> {
    static TABLES: Once<usize, Arc<Table<'static>>> = Once::new();
    TABLES.get(longest, || {
        let size = CHARACTERS.size();
        Arc::new(Table::counted_if_new(&TRAINING, size, longest))
    })
}

/// Bits per character of the validation chapters, and how many contexts there
/// are, for contexts of 0, 1, 2 and so on.
pub static BITS: LazyLock<[Bits; LONGEST + 1]> = LazyLock::new(measured);

/// What tables with contexts of one length are worth.
#[derive(Clone, Copy, Debug)]
pub struct Bits {
    /// How many contexts of this length the training chapters have.
    pub contexts: usize,
    /// By the counts and one more.
    pub ones: f64,
    /// Leaning on shorter contexts that count all.
    pub all: f64,
    /// Leaning on shorter contexts that count what is new to the longer.
    pub new: f64,
}

/// The tokens of a text of the novel.
pub fn encode(text: &str) -> Vec<usize> {
    CHARACTERS.encode(text).expect("characters of the novel")
}

/// Bits per character, of a stream whose tokens are characters.
pub fn bits(
    stream: &[usize],
    longest: usize,
    model: impl FnMut(&[usize]) -> Vec<f64>,
) -> f64 {
    let predicted = stream.len() - 1;
    let loss = mean_loss(stream, longest, model);
    bits_per_character(loss, predicted, predicted)
}

/// How often each context of `len` tokens comes in the training chapters with
/// something behind it.
pub fn seen(len: usize) -> HashMap<&'static [usize], usize> {
    let mut seen = HashMap::new();
    for at in len..TRAINING.len() {
        *seen.entry(&TRAINING[at - len..at]).or_default() += 1;
    }
    seen
}

fn measured() -> [Bits; LONGEST + 1] {
    let size = CHARACTERS.size();
    let all = Table::counted(&TRAINING, size, LONGEST);
    std::array::from_fn(|k| {
        let new = table(k);
        Bits {
            contexts: seen(k).len(),
            ones: bits(&VALIDATION, k, |it| all.add_one(it)),
            all: bits(&VALIDATION, k, |it| all.probabilities(it)),
            new: bits(&VALIDATION, k, |it| new.probabilities(it)),
        }
    })
}
