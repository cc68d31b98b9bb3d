//! Compressors: what kept chapters cost after the training chapters.

use std::io::Write as _;
use std::sync::LazyLock;

use flate2::{Compression, write::DeflateEncoder};
use ppmd_rust::Ppmd7Encoder;
use step_7_text::{MOBY_DICK, Part};

/// The contexts of `PPMd`, as 7-Zip chooses unless told.
pub const ORDER: u32 = 6;

/// What one run of zstd printed.
const ZSTD: &str = include_str!("../../../chapters-code/step-7-text/zstd.txt");

/// Bits per character of DEFLATE.
pub static DEFLATE: LazyLock<f64> = LazyLock::new(|| {
    added(Part::Validation, |text| {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).expect("into memory");
        encoder.finish().expect("into memory").len()
    })
});

/// Bits per character of `PPMd`.
pub static PPMD: LazyLock<f64> =
    LazyLock::new(|| added(Part::Validation, ppmd));

/// Bits per character of `PPMd` on the test chapters.
pub static PPMD_ON_TEST: LazyLock<f64> =
    LazyLock::new(|| added(Part::Test, ppmd));

/// How many bytes `PPMd` makes of a text.
fn ppmd(text: &[u8]) -> usize {
    let mut encoder = Ppmd7Encoder::new(Vec::new(), ORDER, 64 << 20)
        .expect("an order and a size that it allows");
    encoder.write_all(text).expect("into memory");
    encoder.finish(false).expect("into memory").len()
}

/// Bits per character of zstd, by its record.
pub fn zstd() -> f64 {
    added(Part::Validation, |text| {
        let mut lines = ZSTD.lines().filter_map(|line| {
            let (_, sizes) = line.split_once(": ")?;
            let (from, to) = sizes.split_once(' ')?;
            Some((from.parse().ok()?, to.parse().ok()?))
        });
        let (_, to): (usize, usize) = lines
            .find(|&(from, _)| from == text.len())
            .expect("the record is of another text");
        to
    })
}

/// The version of zstd that the record is of.
pub fn zstd_version() -> &'static str {
    let mut lines = ZSTD.lines();
    lines
        .find_map(|line| line.strip_prefix("version "))
        .expect("a version")
}

/// By how much what is written for the training chapters grows, if those of a
/// part follow: bits for each of their characters.
fn added(part: Part, compressed: impl Fn(&[u8]) -> usize) -> f64 {
    let [training, kept] =
        [Part::Training, part].map(|part| part.of(MOBY_DICK));
    let both = [&training[..], &kept].concat();
    let before = compressed(training.as_bytes());
    let bytes = compressed(both.as_bytes()) - before;
    8.0 * bytes as f64 / kept.chars().count() as f64
}
