//! Output for programs.

use std::io::{self, Write};

use serde::Serialize;

/// Writes an object of JSON in a line of its own.
///
/// # Errors
///
/// If it cannot be written.
///
/// ```
/// use microgpt::json::{Document, write_line};
///
/// let mut out = Vec::new();
/// write_line(&Document { document: "zo\u{eb}" }, &mut out)?;
/// assert_eq!(out, "{\"document\":\"zoë\"}\n".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_line(
    object: &impl Serialize,
    out: &mut impl Write,
) -> io::Result<()> {
    serde_json::to_writer(&mut *out, object)?;
    writeln!(out)
}

/// A document that a model made up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Document<'t> {
    /// Its text.
    pub document: &'t str,
}

/// A passage that a model wrote, behind what it was given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Passage<'t> {
    /// Both.
    pub text: &'t str,
}

/// The samples that stand in the data, by number, from 1 on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Copies {
    /// How many samples were looked for in the data.
    pub num_samples: usize,
    /// Those that stand there.
    pub in_data: Vec<usize>,
}

/// Where a model was saved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Saved {
    /// The file.
    pub saved: String,
    /// How many steps it has taken.
    pub step: u32,
    /// Of how many.
    pub num_steps: u32,
}
