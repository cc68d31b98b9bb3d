//! One unit for all claims.

use portable::math;

// ANCHOR: claim
/// How well a model is said to predict a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim {
    /// A mean loss in nats for each token.
    NatsPerToken(f64),
    /// `e` to the power of that loss.
    PerplexityPerToken(f64),
    /// A mean loss in bits for each byte.
    BitsPerByte(f64),
    /// By what the file shrinks: its size before over its size after.
    TimesSmaller(f64),
}

/// A text in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many characters it has.
    pub characters: usize,
    /// How many bytes.
    pub bytes: usize,
    /// How many tokens the claim's model cuts it into.
    pub tokens: usize,
}
// ANCHOR_END: claim

// ANCHOR: bits-per-character
/// What the text costs by a claim, in bits for each of its characters.
///
/// ```
/// use exercises::step_7::units::{Claim, Size, bits_per_character};
///
/// // "café" is four characters and five bytes.
/// let size = Size { characters: 4, bytes: 5, tokens: 2 };
/// let bits = |claim| bits_per_character(claim, size);
/// assert_eq!(bits(Claim::TimesSmaller(4.0)), 2.5);
/// assert_eq!(bits(Claim::BitsPerByte(2.0)), 2.5);
/// assert!((bits(Claim::PerplexityPerToken(32.0)) - 2.5).abs() < 1e-12);
/// ```
pub fn bits_per_character(claim: Claim, size: Size) -> f64 {
    let [tokens, bytes] = [size.tokens, size.bytes].map(|n| n as f64);
    let nats = match claim {
        Claim::NatsPerToken(loss) => loss * tokens,
        Claim::PerplexityPerToken(e_to_loss) => math::ln(e_to_loss) * tokens,
        Claim::BitsPerByte(bits) => bits * bytes * math::ln(2.0),
        Claim::TimesSmaller(times) => 8.0 / times * bytes * math::ln(2.0),
    };
    nats / math::ln(2.0) / size.characters as f64
}
// ANCHOR_END: bits-per-character
