//! The time of a document of a batch, on one thread and on two.

use typeset::{Table, fixed, percent};

use super::common::{Measured, three_digits};

const SIZES: [&str; 5] = ["1", "4", "16", "64", "256"];

pub fn figure() -> String {
    let measured = Measured::read();
    let micros = |threads, size| measured.least(&["batch", threads, size]);
    // What the text says of the rows.
    let longer = |size| micros("2", size) / micros("1", size);
    assert!(longer("4") > 2.0, "far slower: {}", longer("4"));
    assert!(longer("16") > 1.2, "slower: {}", longer("16"));
    assert!(longer("64") < 0.95, "from here on: {}", longer("64"));
    assert!((0.5..0.8).contains(&longer("256")), "{}", longer("256"));
    assert!(
        micros("1", "256") > 1.05 * micros("1", "64"),
        "longer again"
    );
    let mut table = Table::new()
        .right("names in a step")
        .right("one thread, µs a name")
        .right("two threads, µs a name")
        .left("the second thread");
    for size in SIZES {
        let verdict = match longer(size) {
            _ if size == "1" => "is not made".to_owned(),
            longer if longer > 1.0 => {
                format!("makes it {} times as long", fixed(longer, 1))
            }
            longer => format!("saves {}", percent(1.0 - longer, 0)),
        };
        table = table.row([
            size.to_owned(),
            three_digits(micros("1", size)),
            three_digits(micros("2", size)),
            verdict,
        ]);
    }
    table.to_string()
}
