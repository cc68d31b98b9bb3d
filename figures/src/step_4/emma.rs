//! The running example: "emma" as the model reads it.

/// The tokens, BOS first.
pub const EMMA: [usize; 5] = [26, 4, 12, 12, 0];

/// Their names for a reader.
pub const NAMES: [&str; 5] = ["BOS", "e", "m", "m", "a"];
