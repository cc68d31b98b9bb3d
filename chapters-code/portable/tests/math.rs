//! Why `portable::math` is there: its bits, and those of the platform.

#![allow(clippy::disallowed_methods)]

use std::hint::black_box;

use portable::math;

/// 100,000 numbers from -20 to 20, the same everywhere.
fn numbers() -> impl Iterator<Item = f64> {
    (0..100_000).map(|i| f64::from(i) * 0.0004 - 20.0)
}

/// A number that changes if a bit of any result does.
fn fingerprint(f: impl Fn(f64) -> f64) -> u64 {
    numbers().map(f).fold(0, |so_far: u64, x| {
        (so_far ^ x.to_bits()).wrapping_mul(0x0100_0000_01b3)
    })
}

/// `.ci/machines` runs the book's programs on processors of other makes; this
/// is for all others.
#[test]
fn the_bits_are_those_of_the_machine_that_this_was_written_on() {
    assert_eq!(fingerprint(math::exp), 0x6b50_0fe1_b63e_9ed4);
    assert_eq!(
        fingerprint(|x| math::ln(x.abs() + 1e-9)),
        0xb9b8_5e10_2cbd_be9a
    );
    assert_eq!(
        fingerprint(|x| math::powf(x.abs(), -0.5)),
        0x21b2_bfc2_732d_c3c3
    );
    assert_eq!(fingerprint(math::sin), 0xe6df_f1b2_3911_6499);
    assert_eq!(fingerprint(math::cos), 0x6444_bee2_5811_480d);
}

/// The optimiser replaces the standard library's `powf(x, 2.0)` by `x * x`,
/// and glibc's function gives other bits for some numbers.
#[test]
fn the_optimiser_does_not_show() {
    for x in numbers() {
        let two = black_box(2.0);
        assert_eq!(math::powf(x, 2.0), math::powf(x, two));
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn the_platforms_last_bits_are_others() {
    let pairs = numbers().map(|x| (math::exp(x), x.exp()));
    let (mut others, mut furthest) = (0, 0.0_f64);
    for (ours, platforms) in pairs {
        others += usize::from(ours != platforms);
        furthest = furthest.max((ours / platforms - 1.0).abs());
    }
    println!("exp: {others} of 100,000");
    assert!((5_000..15_000).contains(&others), "one in ten");
    assert!(
        furthest <= 2.0 * f64::EPSILON,
        "and no more than the last bit"
    );
}
