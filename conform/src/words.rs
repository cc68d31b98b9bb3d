//! Words for people.

use typeset::thousands;

/// A number, in groups of three digits.
///
/// ```
/// assert_eq!(conform::words::grouped(32_033), "32,033");
/// ```
pub fn grouped(n: usize) -> String {
    thousands(n)
}

/// How many there are of something.
///
/// ```
/// use conform::words::count;
///
/// assert_eq!(count(0, "document"), "0 documents");
/// assert_eq!(count(1, "document"), "1 document");
/// assert_eq!(count(32_033, "document"), "32,033 documents");
/// assert_eq!(count(2, "loss"), "2 losses");
/// ```
pub fn count(n: usize, noun: &str) -> String {
    let plural = match n {
        1 => "",
        _ if noun.ends_with('s') => "es",
        _ => "s",
    };
    format!("{} {noun}{plural}", grouped(n))
}

/// A text from the data as a terminal should get it: characters that would
/// command it, rather than be shown on it, are escaped, and so are those that
/// turn the direction of what follows, or end a line. A tab is left alone.
///
/// ```
/// use conform::words::printable;
///
/// assert_eq!(printable("zoë\t1"), "zoë\t1");
/// assert_eq!(printable("\u{1b}[31mred\r"), r"\u{1b}[31mred\r");
/// assert_eq!(printable("\u{202e}ava"), r"\u{202e}ava");
/// ```
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        let turns = matches!(char,
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if turns || char.is_control() && char != '\t' {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    shown
}
