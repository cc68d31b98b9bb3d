//! Of 7.A: four claims about the validation chapters, and what they say.

use std::f64::consts::LN_2;

use exercises::step_7::units::{Claim, Size, bits_per_character};
use portable::math::exp;
use step_7_text::Vocabulary as _;
use typeset::{Table, fixed};

use crate::step_7::compressors::{DEFLATE, PPMD};
use crate::step_7::pieces::sizes::OUTCOMES;
use crate::step_7::pieces::{PAIRS, VALIDATION};
use crate::step_7::tables::{BITS, CHOSEN};

/// How many pieces the second claim's vocabulary has.
const PIECES: usize = 1024;

/// A claim, as the exercise words it, and whose it is.
pub struct Claimed {
    pub letter: &'static str,
    pub whose: &'static str,
    pub claim: Claim,
    pub size: Size,
}

/// The four.
pub fn all() -> [Claimed; 4] {
    let characters = VALIDATION.chars().count();
    let bytes = VALIDATION.len();
    let pieces = PAIRS.first(PIECES).encode(&VALIDATION);
    let pieces = pieces.expect("any bytes").len();
    let size = |tokens| Size {
        characters,
        bytes,
        tokens,
    };
    let per_byte = *DEFLATE * characters as f64 / bytes as f64;
    let compressed = *PPMD * characters as f64;
    let outcome = OUTCOMES.iter().find(|it| it.size == PIECES);
    let of_pieces = outcome.expect("a row of the page").bits;
    let per_piece = of_pieces * LN_2 * characters as f64 / pieces as f64;
    let table = BITS[CHOSEN].new * LN_2;
    [
        Claimed {
            letter: "A",
            whose: "the table of five characters",
            claim: Claim::NatsPerToken(table),
            size: size(characters),
        },
        Claimed {
            letter: "B",
            whose: "the table of pairs of pieces",
            claim: Claim::PerplexityPerToken(exp(per_piece)),
            size: size(pieces),
        },
        Claimed {
            letter: "C",
            whose: "DEFLATE",
            claim: Claim::BitsPerByte(per_byte),
            size: size(bytes),
        },
        Claimed {
            letter: "D",
            whose: "PPMd",
            claim: Claim::TimesSmaller(8.0 * bytes as f64 / compressed),
            size: size(bytes),
        },
    ]
}

pub fn figure() -> String {
    let mut table = Table::new()
        .left("claim")
        .left("made by")
        .right("bits per character");
    let rows = all().map(|it| (bits_per_character(it.claim, it.size), it));
    let bits: Vec<f64> = rows.iter().map(|it| it.0).collect();
    assert!(bits[3] < bits[0], "the text says: D, A, B, C");
    assert!(bits[0] < bits[1] && bits[1] < bits[2]);
    for (bits, it) in rows {
        table = table.row([
            it.letter.to_owned(),
            it.whose.to_owned(),
            fixed(bits, 2),
        ]);
    }
    table.to_string()
}
