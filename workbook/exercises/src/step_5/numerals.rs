//! 5.D Another Language
//!
//! The page: `src/step-5-adam/exercises.md`.

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

/// A number below a thousand in words.
///
/// # Panics
///
/// If it is not below a thousand.
///
/// ```
/// use workbook_exercises::step_5::numerals::numeral;
///
/// assert_eq!(numeral(712), "seven hundred and twelve");
/// assert_eq!(numeral(340), "three hundred and forty");
/// assert_eq!(numeral(85), "eighty five");
/// ```
pub fn numeral(number: usize) -> String {
    todo!()
}
