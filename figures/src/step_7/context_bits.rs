//! Bits per character against the length of the context, between compressors
//! and people.

use typeset::{Axis, Chart};

use super::compressors::{DEFLATE, PPMD, zstd};
use super::tables::{BITS, Bits};
use super::yardsticks::SHANNON;

pub fn figure() -> String {
    // What is to the right of the curves has room for the names of the levels.
    let x = Axis::linear(
        "characters of context",
        &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0],
    );
    let y = Axis::linear("bits per character", &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    let curve = |of: fn(&Bits) -> f64| {
        let points = BITS.iter().enumerate();
        points.map(move |(k, bits)| [k as f64, of(bits)])
    };
    Chart::new("Longer contexts, with three ways to fill the gaps", x, y)
        .height(300.0)
        .level("DEFLATE", *DEFLATE)
        .level("zstd", zstd())
        .level("PPMd", *PPMD)
        .level("a person (27 letters), at most", SHANNON[1])
        .level("a person (27 letters), at least", SHANNON[0])
        .line("series-1", "one more", curve(|it| it.ones))
        .line("series-3", "discount, all counted", curve(|it| it.all))
        .line("series-5", "discount, only new", curve(|it| it.new))
        .to_string()
}
