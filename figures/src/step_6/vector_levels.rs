//! The engine on vectors at every level of instructions, and what share of the
//! core's peak it reaches.

use typeset::{Table, percent};

use super::common::{self, Measured, operations_of_the_run, two_digits};

pub fn figure() -> String {
    let measured = Measured::read();
    let (docs, _) = common::start();
    let parts = operations_of_the_run(&docs);
    let operations: usize = parts.iter().map(|(_, n)| n).sum();
    // What the text says below it.
    let gain = |level| {
        let [double, single] = ["f64", "f32"]
            .map(|float| measured.seconds(&format!("{level} {float}")));
        double / single
    };
    assert!((1.6..2.6).contains(&gain("Avx2")), "{}", gain("Avx2"));
    assert!(gain("Avx512") < gain("Avx2"), "{}", gain("Avx512"));
    let mut table = Table::new()
        .left("instructions")
        .left("numbers")
        .right("lanes")
        .right("peak, GFLOP/s")
        .right("1,000 steps, ms")
        .right("share of its peak");
    for (level, name, bytes) in [
        ("Baseline", "SSE2", 16),
        ("Avx2", "AVX2, FMA", 32),
        ("Avx512", "AVX-512", 64),
    ] {
        for (float, size) in [("f64", 8), ("f32", 4)] {
            let peak = measured.number(&["peak", level, float]);
            let seconds = measured.seconds(&format!("{level} {float}"));
            let rate = operations as f64 / seconds / 1e9;
            table = table.row([
                name.to_owned(),
                format!("`{float}`"),
                (bytes / size).to_string(),
                two_digits(peak),
                two_digits(seconds * 1e3),
                percent(rate / peak, 0),
            ]);
        }
    }
    table.to_string()
}
