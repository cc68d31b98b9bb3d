//! Numbers, as ports write them.

/// How many digits after the point are compared.
const MOST_DIGITS: u32 = 12;

/// A loss as it was printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// The number; not always a finite one.
    pub value: f64,
    /// How many digits it has after the point.
    pub digits: u32,
}

impl Printed {
    /// How far it is from `loss` printed to as many digits, in units of the
    /// last digit. A difference of 1 is rounding.
    ///
    /// ```
    /// use conform::log::Printed;
    ///
    /// let printed = Printed { value: 3.3660, digits: 4 };
    /// assert_eq!(printed.units_from(3.366_04), 0.0);
    /// assert_eq!(printed.units_from(3.365_94), 1.0);
    /// ```
    pub fn units_from(&self, loss: f64) -> f64 {
        let unit = (0..self.digits).fold(1.0, |unit, _| unit * 10.0);
        ((self.value * unit).round() - (loss * unit).round()).abs()
    }

    /// Whether it is `loss`, but for rounding. What is no number is like
    /// whatever else is none.
    pub fn agrees(&self, loss: f64) -> bool {
        if !self.value.is_finite() {
            return !loss.is_finite();
        }
        // Of two digits, the last is too much to be rounding.
        let rounding = if self.digits > 2 { 1.0 } else { 0.0 };
        self.units_from(loss) <= rounding
    }
}

/// The number that a text begins with, and how many bytes it takes. Its point
/// may be a comma: "3,3660". A comma that separates two numbers, as in
/// "3.3660,0.01" or "3,0.01", is none.
pub fn decimal(text: &str) -> Option<(Printed, usize)> {
    let unsigned = text.trim_start_matches(['-', '+']);
    let end = unsigned.find(|c: char| !c.is_alphabetic());
    let word = &unsigned[..end.unwrap_or(unsigned.len())];
    let no_number = match word {
        "nan" => Some(f64::NAN),
        "inf" | "infinity" => Some(f64::INFINITY),
        _ => None,
    };
    if let Some(value) = no_number {
        let used = text.len() - unsigned.len() + word.len();
        return Some((Printed { value, digits: 0 }, used));
    }
    let is_part = |c: char| c.is_ascii_digit() || ".,+-e".contains(c);
    let longest = text.find(|c| !is_part(c)).unwrap_or(text.len());
    // "3.366, ..." ends with what may be part of a number.
    (1..=longest.min(40)).rev().find_map(|end| {
        let number = with_a_point(&text[..end], &text[end..])?;
        let value = number.parse::<f64>().ok()?;
        let (mantissa, power) =
            number.split_once('e').unwrap_or((&number, "0"));
        let digits = mantissa.split_once('.').map_or(0, |(_, it)| it.len());
        let power = power.parse::<i32>().ok()?;
        let digits = i32::try_from(digits).ok()?.saturating_sub(power);
        let digits = u32::try_from(digits.max(0)).ok()?.min(MOST_DIGITS);
        Some((Printed { value, digits }, end))
    })
}

/// What may be a number, with a point for its comma and without the commas
/// that group its digits; `None` if its commas separate numbers.
fn with_a_point(number: &str, rest: &str) -> Option<String> {
    let Some((_, after)) = number.split_once(',') else {
        return Some(number.to_owned());
    };
    if number.contains('.') || after.contains(',') {
        // "1,234.5" or "1,234,567"
        let (integer, rest) = number.split_once('.').unwrap_or((number, ""));
        let mut groups = integer.split(',').skip(1);
        let grouped = groups.all(|it| it.len() == 3) && !rest.contains(',');
        return grouped.then(|| number.replace(',', ""));
    }
    let goes_on = rest.starts_with(['.', ','])
        && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let has_digits = after.starts_with(|c: char| c.is_ascii_digit());
    (has_digits && !goes_on).then(|| number.replace(',', "."))
}

/// The whole number that a text begins with, unless it is too large, and what
/// follows. Digits may be grouped by commas.
pub fn whole(text: &str) -> (Option<u32>, &str) {
    let mut end = 0;
    for (i, c) in text.char_indices() {
        let group = c == ',' && begins_with_3_digits(&text[i + 1..]);
        if !c.is_ascii_digit() && !group {
            break;
        }
        end = i + 1;
    }
    (text[..end].replace(',', "").parse().ok(), &text[end..])
}

/// Whether a text begins with 3 digits and no more.
fn begins_with_3_digits(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}
