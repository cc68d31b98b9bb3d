//! The names that the reference run learns from.
//!
//! They are most of what a page would have to download with this crate, so
//! without the feature `names` it has none, and is told them.

use std::sync::OnceLock;

static NAMES: OnceLock<String> = OnceLock::new();

/// The text of names.txt.
///
/// ```
/// assert!(conform::data::names().starts_with("emma\n"));
/// ```
pub fn names() -> &'static str {
    NAMES.get_or_init(own)
}

/// Tells the names, unless they are known already. Nothing can be compared
/// before that without the feature `names`.
pub fn tell_names(text: &str) {
    if !cfg!(feature = "names") {
        NAMES.get_or_init(|| text.to_owned());
    }
}

/// Whether the names are known.
pub fn are_names_known() -> bool {
    cfg!(feature = "names") || NAMES.get().is_some()
}

#[cfg(feature = "names")]
fn own() -> String {
    names::NAMES.to_owned()
}

#[cfg(not(feature = "names"))]
fn own() -> String {
    String::new()
}
