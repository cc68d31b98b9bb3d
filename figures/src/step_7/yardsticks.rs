//! What a model of the novel is held against.

use portable::math;
use step_7_text::Vocabulary as _;
use typeset::{Table, fixed};

use super::compressors::{DEFLATE, PPMD, zstd};
use super::running_text::IN_LETTERS;
use super::tables::{BITS, CHARACTERS, CHOSEN};

/// Bits per letter, of 27: the least and the most that a person is left with
/// who has read the hundred letters before (Shannon, 1951).
pub const SHANNON: [f64; 2] = [0.6, 1.3];

pub fn figure() -> String {
    let even = math::ln(CHARACTERS.size() as f64) / math::ln(2.0);
    let rows = [
        ("an even guess", even),
        ("no context: how frequent each character is", BITS[0].new),
        ("DEFLATE (gzip, zip)", *DEFLATE),
        ("one character of context", BITS[1].new),
        ("three characters of context", BITS[3].new),
        ("zstd, at its strongest", zstd()),
        ("five characters of context", BITS[CHOSEN].new),
        ("PPMd (7-Zip)", *PPMD),
    ];
    let mut rows = rows.to_vec();
    rows.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let lowest = rows.last().map(|(name, _)| *name);
    assert_eq!(lowest, Some("PPMd (7-Zip)"), "the text says so");
    let mut table = Table::new().left("").right("bits per character");
    for (name, bits) in rows {
        table = table.row([name.to_owned(), fixed(bits, 2)]);
    }
    let letters = *IN_LETTERS;
    let [least, most] = SHANNON;
    assert!(letters < BITS[CHOSEN].new && most < letters);
    table
        .row([
            "*27 letters:* five characters of context".to_owned(),
            fixed(letters, 2),
        ])
        .row([
            "*27 letters:* a person".to_owned(),
            format!("{least} to {most}"),
        ])
        .to_string()
}
