//! Token chips: a token with its id, as the book shows it everywhere.

use std::fmt::Display;

/// Chips for some tokens, each a text and an id, in a row.
///
/// ```
/// assert_eq!(
///     typeset::chips([("v", 21)]),
///     r#"<span class="token">v<sub>21</sub></span>"#
/// );
/// ```
pub fn chips<T: Display>(
    tokens: impl IntoIterator<Item = (T, usize)>,
) -> String {
    let chip = |(text, id): (T, usize)| {
        format!("<span class=\"token\">{text}<sub>{id}</sub></span>")
    };
    tokens.into_iter().map(chip).collect::<Vec<_>>().join(" ")
}
