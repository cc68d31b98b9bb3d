//! Another language: numbers in words.

/// The first twenty numbers.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// The tens, from twenty on.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
];

// ANCHOR: numeral
/// A number below a thousand in words.
///
/// # Panics
///
/// If it is not below a thousand.
///
/// ```
/// use exercises::step_5::numerals::numeral;
///
/// assert_eq!(numeral(712), "seven hundred and twelve");
/// assert_eq!(numeral(340), "three hundred and forty");
/// assert_eq!(numeral(85), "eighty five");
/// ```
pub fn numeral(number: usize) -> String {
    let small = SMALL.get(number).map(ToString::to_string);
    small.unwrap_or_else(|| match (number / 100, number % 100) {
        (0, n) => followed(TENS[n / 10 - 2], " ", n % 10),
        (hundreds, n) => {
            let start = format!("{} hundred", SMALL[hundreds]);
            followed(&start, " and ", n)
        }
    })
}

/// The beginning of a numeral, and the rest unless that is zero.
fn followed(start: &str, joint: &str, rest: usize) -> String {
    match rest {
        0 => start.to_owned(),
        rest => format!("{start}{joint}{}", numeral(rest)),
    }
}
// ANCHOR_END: numeral
