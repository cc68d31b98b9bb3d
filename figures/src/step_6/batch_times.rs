//! The time of a document of a batch, on one thread and on two, and what two
//! would take if they cost nothing but their making.

use typeset::Table;

use super::common::{Measured, two_digits};

const SIZES: [&str; 5] = ["1", "4", "16", "64", "256"];

pub fn figure() -> String {
    let measured = Measured::read();
    let micros = |threads, size| measured.least(&["batch", threads, size]);
    // What the text says of the rows.
    let gain = |size| micros("1", size) / micros("2", size);
    assert!(gain("4") < 0.5, "far slower: {}", gain("4"));
    assert!(gain("16") < 1.0, "slower: {}", gain("16"));
    assert!((0.9..1.15).contains(&gain("64")), "{}", gain("64"));
    assert!((1.2..2.0).contains(&gain("256")), "{}", gain("256"));
    let made = |size: &'static str| {
        let half = micros("1", size) / 2.0;
        let expected = expected(&measured, size).expect("a second thread");
        (expected - half) / (micros("2", size) - half)
    };
    assert!((0.4..0.6).contains(&made("4")), "half: {}", made("4"));
    assert!((0.05..0.15).contains(&made("256")), "{}", made("256"));
    let mut table = Table::new()
        .right("names a step")
        .right("one thread, µs a name")
        .right("half of it, and a thread made")
        .right("two threads, µs a name");
    for size in SIZES {
        let expected = expected(&measured, size).map(two_digits);
        table = table.row([
            size.to_owned(),
            two_digits(micros("1", size)),
            expected.unwrap_or_default(),
            two_digits(micros("2", size)),
        ]);
    }
    table.to_string()
}

/// Half of one thread's time, and the making of a second thread, for each name
/// in µs. A single name is left to one thread.
fn expected(measured: &Measured, size: &str) -> Option<f64> {
    let names = size.parse::<f64>().expect("a number");
    let made = measured.least(&["thread", "made"]) / names;
    let half = measured.least(&["batch", "1", size]) / 2.0;
    (names > 1.0).then_some(half + made)
}
