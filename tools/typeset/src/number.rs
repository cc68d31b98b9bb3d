//! Numbers as a reader wants to see them.

use std::fmt::Display;

/// A number with commas between its thousands.
///
/// It takes anything that displays as a number, so that counts of every
/// integer type can be passed, and what [`fixed`] made too.
///
/// ```
/// use typeset::{fixed, thousands};
///
/// assert_eq!(thousands(3184), "3,184");
/// assert_eq!(thousands(-1_000_000), "-1,000,000");
/// assert_eq!(thousands(42_usize), "42");
/// assert_eq!(thousands(fixed(-12345.678, 2)), "−12,345.68");
/// ```
pub fn thousands(number: impl Display) -> String {
    let text = number.to_string();
    let is_digit = |c: char| c.is_ascii_digit();
    let start = text.find(is_digit).unwrap_or(text.len());
    let end = text.find('.').unwrap_or(text.len());

    let mut grouped = String::new();
    for (index, character) in text.char_indices() {
        let from_end = end.saturating_sub(index);
        if index > start && from_end > 0 && from_end.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(character);
    }
    grouped
}

/// A number with so many digits after its point.
///
/// A negative one has a minus, as in the sentences and formulas around it, and
/// not a hyphen. What rounds to zero is never printed as a negative zero.
///
/// ```
/// use typeset::fixed;
///
/// assert_eq!(fixed(2.650_13, 3), "2.650");
/// assert_eq!(fixed(-2.5, 1), "−2.5");
/// assert_eq!(fixed(-0.001, 2), "0.00");
/// ```
pub fn fixed(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    match text.strip_prefix('-') {
        Some(rest) if !rest.contains(|c| matches!(c, '1'..='9')) => {
            rest.to_owned()
        }
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// A share of the whole, as a percentage that no line end parts.
///
/// ```
/// assert_eq!(typeset::percent(0.148, 1), "14.8\u{a0}%");
/// ```
pub fn percent(share: f64, digits: usize) -> String {
    fixed(100.0 * share, digits) + "\u{a0}%"
}

/// Two digits, as factors have them.
///
/// ```
/// use typeset::two_digits;
///
/// assert_eq!(two_digits(4.248), "4.2");
/// assert_eq!(two_digits(1234.5), "1,200");
/// ```
pub fn two_digits(number: f64) -> String {
    rounded(number, 99.5)
}

/// Three digits, as times have them, so that a factor shown beside two times
/// is their quotient.
///
/// ```
/// assert_eq!(typeset::three_digits(4.248), "4.25");
/// ```
pub fn three_digits(number: f64) -> String {
    rounded(number, 999.5)
}

/// A number in units of a power of ten, the finest from a hundredth on of which
/// it has fewer than `most`.
fn rounded(number: f64, most: f64) -> String {
    let mut unit = 0.01;
    while number / unit >= most {
        unit *= 10.0;
    }
    let places = match unit {
        u if u < 0.05 => 2,
        u if u < 0.5 => 1,
        _ => 0,
    };
    let rounded = (number / unit).round() * unit;
    thousands(fixed(rounded, places))
}
