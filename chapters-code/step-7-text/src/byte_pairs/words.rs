//! Where a piece may not go on.

// ANCHOR: words
/// The words that bytes are cut into before pairs are counted: no token goes
/// from one into the next. A run of letters is one, or of signs, or of breaks,
/// each with the space before it. So are bytes that are no UTF-8.
///
/// ```
/// use step_7_text::words;
///
/// let cut = words(b"He said: \"Aye,\nsir!\"");
/// let cut: Vec<_> = cut.iter().map(|word| str::from_utf8(word)).collect();
/// let expected = ["He", " said", ":", " \"", "Aye", ",", "\n", "sir", "!\""];
/// assert_eq!(cut, expected.map(Ok));
/// ```
pub fn words(bytes: &[u8]) -> Vec<&[u8]> {
    let mut words = Vec::new();
    for chunk in bytes.utf8_chunks() {
        let text = chunk.valid();
        let befores = text.chars();
        let pairs = befores.zip(text.char_indices().skip(1));
        let begins = pairs.filter(|&(before, (_, now))| is_end(before, now));
        let starts = begins.map(|(_, (at, _))| at);
        let mut rest = 0;
        for end in starts.chain([text.len()]) {
            words.push(&text.as_bytes()[rest..end]);
            rest = end;
        }
        words.push(chunk.invalid());
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a word ends between two neighbours.
fn is_end(before: char, now: char) -> bool {
    let kind = |char: char| (char.is_alphabetic(), char.is_whitespace());
    now == ' ' || before != ' ' && kind(before) != kind(now)
}
// ANCHOR_END: words
