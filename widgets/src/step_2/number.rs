//! Numbers that a reader's own input leads to, of any size.

use typeset::fixed;

/// A number of any size in few characters: three digits after its point and no
/// zeros at its end, or with a power of ten.
///
/// ```
/// use widgets::step_2::number::brief;
///
/// assert_eq!(brief(-24.0), "−24");
/// assert_eq!(brief(-1.0 / 3.0), "−0.333");
/// assert_eq!(brief(0.000_012), "1.2e−5");
/// assert_eq!(brief(-2e43), "−2.0e43");
/// assert_eq!(brief(f64::NEG_INFINITY), "−∞");
/// ```
pub fn brief(x: f64) -> String {
    let sign = if x < 0.0 { "−" } else { "" };
    let mut size = x.abs();
    if size.is_nan() {
        return "NaN".into();
    }
    if size == f64::INFINITY {
        return format!("{sign}∞");
    }
    if size == 0.0 || (0.000_5..1e5).contains(&size) {
        let text = fixed(x, 3);
        return text.trim_end_matches('0').trim_end_matches('.').into();
    }
    let mut power = 0;
    while size >= 9.95 {
        size /= 10.0;
        power += 1;
    }
    while size < 0.995 {
        size *= 10.0;
        power -= 1;
    }
    format!("{sign}{size:.1}e{}", fixed(f64::from(power), 0))
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn ends_are_short_too() {
        for (x, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (10.0, "10"),
            (0.25, "0.25"),
            (99_999.999_9, "100000"),
            (100_000.0, "1.0e5"),
            (0.000_499, "5.0e−4"),
            (f64::MAX, "1.8e308"),
            (f64::MIN_POSITIVE, "2.2e−308"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(brief(x), text);
        }
    }
}
