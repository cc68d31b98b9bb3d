//! The first merges, and how often each was made.

use step_7_text::BytePairs;
use typeset::{Table, thousands};

use super::{PAIRS, TRAINING, counted_words, shown};

/// How many are shown.
const SHOWN: usize = 20;

/// How many tokens the training chapters are after each merge, from none on.
fn lengths(merges: usize) -> Vec<usize> {
    let words = counted_words();
    let length = |pairs: &BytePairs| {
        let tokens = |(word, count): (&&[u8], &usize)| {
            pairs.encode_bytes(word).len() * count
        };
        words.iter().map(tokens).sum()
    };
    (0..=merges)
        .map(|n| length(&PAIRS.first(256 + n)))
        .collect()
}

pub fn figure() -> String {
    let lengths = lengths(SHOWN);
    // What the page says of two bytes, and of "the".
    let not_ascii = TRAINING.chars().filter(|char| !char.is_ascii());
    for char in not_ascii {
        let bytes = char.to_string().into_bytes();
        assert_eq!((&bytes[..2], bytes.len()), (&[0xe2, 0x80][..], 3));
    }
    assert_eq!(PAIRS.piece(260), b" the");
    assert_eq!(PAIRS.piece(274), [0xe2, 0x80]);
    let mut table = Table::new()
        .right("token")
        .left("is made of")
        .left("and reads")
        .right("times");
    for (i, [first, second]) in PAIRS.merges()[..SHOWN].iter().enumerate() {
        let [first, second, made] =
            [*first, *second, 256 + i].map(|token| shown(PAIRS.piece(token)));
        table = table.row([
            (256 + i).to_string(),
            format!("`{first}` `{second}`"),
            format!("`{made}`"),
            thousands(lengths[i] - lengths[i + 1]),
        ]);
    }
    table.to_string()
}
