//! From the registers of every processor to those of AVX2, one change at a
//! time.

use typeset::Table;

use super::common::{Measured, two_digits};

const ROWS: [(&str, &str); 6] = [
    ("arrays of 4", "arrays of 4, for any processor (SSE2)"),
    ("for AVX2", "the same, compiled for AVX2"),
    ("arrays of 8", "arrays of 8"),
    ("instructions", "instructions in place of arrays"),
    ("turned", "matrices turned inside registers"),
    ("fused", "fused multiplication and addition (AVX2)"),
];

pub fn figure() -> String {
    let measured = Measured::read();
    let ms = |key| measured.least(&["registers", key]);
    let gain = |slower, faster| ms(slower) / ms(faster);
    let lanes = gain("for AVX2", "arrays of 8");
    let instructions = gain("arrays of 8", "instructions");
    assert!((1.2..1.8).contains(&lanes), "not twice as fast: {lanes}");
    assert!(instructions > lanes, "the text says: the largest");
    for (slower, faster) in [
        ("arrays of 4", "for AVX2"),
        ("instructions", "turned"),
        ("turned", "fused"),
    ] {
        let gain = gain(slower, faster);
        assert!((1.0..1.35).contains(&gain), "{faster}: {gain}");
    }
    let mut table = Table::new()
        .left("what changes")
        .right("1,000 steps, ms")
        .right("times as fast");
    let mut before: Option<f64> = None;
    for (key, name) in ROWS {
        let now = ms(key);
        let gain = before.map(|before| two_digits(before / now));
        table = table.row([
            name.to_owned(),
            two_digits(now),
            gain.unwrap_or_default(),
        ]);
        before = Some(now);
    }
    table.to_string()
}
