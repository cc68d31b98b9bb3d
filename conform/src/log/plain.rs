//! A line without what is no part of what it says.

use std::iter::Peekable;
use std::str::Chars;

/// The line without what commands a terminal: colours and the like.
pub fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            skip_escape(&mut chars);
        } else if c == '\t' || !c.is_control() {
            plain.push(c);
        }
    }
    plain
}

/// The rest of an escape sequence: `[`, then anything up to a letter.
fn skip_escape(chars: &mut Peekable<Chars>) {
    if chars.next_if_eq(&'[').is_some() {
        let is_parameter = |c: &char| !('@'..='~').contains(c);
        while chars.next_if(is_parameter).is_some() {}
    }
    chars.next();
}

/// The line with a space for each character of a date or a time, which are
/// neither steps nor losses: "2026-01-31 12:00:01,5" and "00:12".
pub fn without_times(line: &str) -> String {
    let mut bytes = line.as_bytes().to_vec();
    let mut from = 0;
    while from < bytes.len() {
        let free = from == 0 || !is_in_number(bytes[from - 1]);
        let length = if free {
            date(&bytes[from..]).or_else(|| clock(&bytes[from..]))
        } else {
            None
        };
        if let Some(length) = length {
            bytes[from..from + length].fill(b' ');
        }
        from += length.unwrap_or(1);
    }
    // Only ASCII has become other ASCII.
    String::from_utf8(bytes).unwrap_or_default()
}

fn is_in_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.' || byte == b','
}

/// How many digits a text begins with.
fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|it| it.is_ascii_digit()).count()
}

/// How long a date is that a text begins with: "2026-01-31", "2026/01/31", with
/// the T that may join it to a time.
fn date(text: &[u8]) -> Option<usize> {
    let mark = *text.get(4)?;
    let is_date = digits(text) == 4
        && (mark == b'-' || mark == b'/')
        && digits(&text[5..]) == 2
        && text.get(7) == Some(&mark)
        && digits(&text[8..]) == 2;
    let joined = matches!(text.get(10), Some(b't' | b'T'));
    is_date.then_some(10 + usize::from(joined))
}

/// How long a time is that a text begins with: "00:12", "12:00:01.5".
fn clock(text: &[u8]) -> Option<usize> {
    let mut end = digits(text);
    if end == 0 || end > 2 {
        return None;
    }
    let mut colons = 0;
    while text.get(end) == Some(&b':') && digits(&text[end + 1..]) == 2 {
        end += 3;
        colons += 1;
    }
    if colons == 0 {
        return None;
    }
    if matches!(text.get(end), Some(b'.' | b',')) {
        let fraction = digits(&text[end + 1..]);
        end += if fraction > 0 { 1 + fraction } else { 0 };
    }
    Some(end)
}
