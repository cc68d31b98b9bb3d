//! The engine on vectors at every level of instructions.

use typeset::Table;

use super::common::{Measured, three_digits};

pub fn figure() -> String {
    let measured = Measured::read();
    // What the text says below it.
    let gain = |level| {
        let [double, single] = ["f64", "f32"]
            .map(|float| measured.seconds(&format!("{level} {float}")));
        double / single
    };
    assert!((1.6..2.6).contains(&gain("Avx2")), "{}", gain("Avx2"));
    let [wide, wider] = ["Avx2", "Avx512"]
        .map(|level| measured.number(&["peak", level, "f32"]));
    assert!((wider / wide - 1.0).abs() < 0.02, "the same peak");
    let wider = measured.over("Avx2 f32", "Avx512 f32");
    assert!((1.0..1.2).contains(&wider), "little: {wider}");
    let more = measured.over("Baseline f32", "Avx2 f32");
    assert!(more > 4.0, "more than lanes and fusing: {more}");
    let mut table = Table::new()
        .left("instructions")
        .left("numbers")
        .right("lanes")
        .right("1,000 steps, ms");
    for (level, name, bytes) in [
        ("Baseline", "SSE2", 16),
        ("Avx2", "AVX2, FMA", 32),
        ("Avx512", "AVX-512", 64),
    ] {
        for (float, size) in [("f64", 8), ("f32", 4)] {
            let seconds = measured.seconds(&format!("{level} {float}"));
            table = table.row([
                name.to_owned(),
                format!("`{float}`"),
                (bytes / size).to_string(),
                three_digits(seconds * 1e3),
            ]);
        }
    }
    table.to_string()
}
