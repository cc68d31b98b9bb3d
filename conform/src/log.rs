//! The output of a port: its losses and its samples.
//!
//! Ports print as they like, so a line is read for what it says and not for
//! how it looks: a number after the word "loss", the number of a step before
//! it, a name after the word "sample".

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// How much of a line is looked at, in bytes.
pub const LINE: usize = 4096;

/// How many losses are kept: more than any reference run has.
pub const MOST_LOSSES: usize = 10_000;

/// How many samples are kept.
pub const MOST_SAMPLES: usize = 100;

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

/// The output so far of one stream of a program.
///
/// ```
/// use conform::Log;
///
/// let mut log = Log::default();
/// log.read(b"step    1 / 1000 | loss 3.3660\nsample  1: kamon\n");
/// log.end();
/// assert_eq!(log.losses()[&1].value, 3.366);
/// assert_eq!(log.samples(), ["kamon"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Log {
    line: Vec<u8>,
    losses: BTreeMap<u32, Printed>,
    last_step: Option<u32>,
    num_steps: Option<u32>,
    samples: Vec<String>,
    samples_follow: bool,
}

impl Log {
    /// Takes in what comes next. A line ends with `\n` or, as progress does
    /// that is written over itself, with `\r`.
    pub fn read(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\n' || byte == b'\r' {
                self.end();
            } else if self.line.len() < LINE {
                self.line.push(byte);
            }
        }
    }

    /// The last line may end without a sign of it.
    pub fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.take_line(&plain(&String::from_utf8_lossy(&line)));
        // Its memory is used again.
        self.line = line;
        self.line.clear();
    }

    fn take_line(&mut self, line: &str) {
        if let Some(found) = Found::in_line(line) {
            self.samples_follow = false;
            self.add(found);
        } else if self.samples.len() < MOST_SAMPLES
            && let Some(name) = sample(line, self.samples_follow)
        {
            self.samples.push(name);
        } else if is_headline(line) {
            self.samples_follow = true;
        }
    }

    fn add(&mut self, found: Found) {
        let next = || self.last_step.map_or(1, |step| step.saturating_add(1));
        let step = found.step.unwrap_or_else(next);
        self.last_step = Some(step);
        if found.step.is_some() {
            // What was made up on the way is not what is made up in the end.
            self.samples.clear();
        }
        self.num_steps = self.num_steps.or(found.num_steps);
        if self.losses.len() < MOST_LOSSES {
            // A line that is written over itself says the same step twice.
            self.losses.entry(step).or_insert(found.loss);
        }
    }

    /// The losses by their steps, which count from 1.
    pub fn losses(&self) -> BTreeMap<u32, Printed> {
        let from_0 = self.losses.contains_key(&0);
        let shift = u32::from(from_0);
        self.losses
            .iter()
            .filter_map(|(step, &loss)| Some((step.checked_add(shift)?, loss)))
            .collect()
    }

    /// How many losses there are.
    pub fn len(&self) -> usize {
        self.losses.len()
    }

    /// Whether there is no loss.
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// How many steps the lines say that there are, if they do.
    pub fn num_steps(&self) -> Option<u32> {
        self.num_steps
    }

    /// The samples.
    pub fn samples(&self) -> &[String] {
        &self.samples
    }
}

/// A loss, and what its line says of the step.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    step: Option<u32>,
    num_steps: Option<u32>,
    loss: Printed,
}

impl Found {
    fn in_line(line: &str) -> Option<Self> {
        let lower = line.to_lowercase();
        let lower = lower.trim();
        let (before, loss) = match loss_after_its_name(lower) {
            Some((start, loss)) => (&lower[..start], loss),
            None => bare_pair(lower)?,
        };
        let after = &lower[before.len()..];
        let (step, num_steps) = after_its_name(before)
            .or_else(|| after_its_name(after))
            .or_else(|| step_in(before))
            .unzip();
        // A step that is negative or too large is none that can be compared.
        if matches!(step, Some(None)) {
            return None;
        }
        Some(Found {
            step: step.flatten(),
            num_steps: num_steps.flatten(),
            loss,
        })
    }
}

/// The first number that follows the word "loss", and where the word begins.
/// A mean of losses is something else.
fn loss_after_its_name(line: &str) -> Option<(usize, Printed)> {
    const OTHERS: [&str; 12] = [
        "avg",
        "average",
        "mean",
        "val",
        "valid",
        "validation",
        "smooth",
        "smoothed",
        "ema",
        "best",
        "final",
        "last",
    ];
    let mut from = 0;
    while let Some(found) = line[from..].find("loss") {
        let start = from + found;
        from = start + "loss".len();
        let before = &line[..start];
        let word_before = before
            .trim_end_matches([' ', '_', '-'])
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let whole = !before.ends_with(|c: char| c.is_alphanumeric());
        if !whole || OTHERS.contains(&word_before) {
            continue;
        }
        let rest = line[from..]
            .trim_start_matches(|c: char| " \t:=|\"'(,~>".contains(c));
        if let Some((loss, _)) = decimal(rest) {
            return Some((start, loss));
        }
    }
    None
}

/// A line of nothing but two numbers: a step and its loss.
fn bare_pair(line: &str) -> Option<(&str, Printed)> {
    let end = line.find(|c: char| !c.is_ascii_digit())?;
    let rest = line[end..].trim_start_matches([' ', '\t', ',', ';', ':']);
    let (loss, used) = decimal(rest)?;
    let is_pair = rest.len() < line[end..].len() && used == rest.len();
    (end > 0 && is_pair && loss.digits > 0).then_some((&line[..end], loss))
}

/// The number that a text begins with, and how many bytes it takes.
fn decimal(text: &str) -> Option<(Printed, usize)> {
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
    let is_part = |c: char| c.is_ascii_digit() || ".+-e".contains(c);
    let longest = text.find(|c| !is_part(c)).unwrap_or(text.len());
    // "3.366, ..." ends with what may be part of a number.
    (1..=longest.min(40)).rev().find_map(|end| {
        let number = &text[..end];
        let value = number.parse::<f64>().ok()?;
        let (mantissa, power) = number.split_once('e').unwrap_or((number, "0"));
        let digits = mantissa.split_once('.').map_or(0, |(_, it)| it.len());
        let power = power.parse::<i32>().ok()?;
        let digits = i32::try_from(digits).ok()?.saturating_sub(power);
        let digits = u32::try_from(digits.max(0)).ok()?.min(MOST_DIGITS);
        Some((Printed { value, digits }, end))
    })
}

/// The numbers after the word "step", or a word like it.
fn after_its_name(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let rest = ["step", "iter", "epoch"].iter().find_map(|name| {
        let start = text.find(name)?;
        Some(&text[start + name.len()..])
    })?;
    // The end of "steps" and "iteration", and what stands before a number.
    let rest = rest.trim_start_matches(char::is_alphabetic);
    let number = rest.trim_start_matches(|c| " \t:=#\"'[(".contains(c));
    step_in(number).filter(|_| {
        number.starts_with(|c: char| c.is_ascii_digit() || c == '-')
    })
}

/// The step that the first number of a text tells, and of how many. The step
/// is `None` if it is negative, or too large for one.
fn step_in(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (step, rest) = whole(&text[start..]);
    let negative = text[..start].ends_with('-');
    // "0.31 s" is no step.
    if rest.starts_with('.') {
        return None;
    }
    let rest = rest.trim_start();
    let total = rest.strip_prefix('/').or_else(|| rest.strip_prefix("of"));
    let total = total.and_then(|rest| whole(rest.trim_start()).0);
    Some((step.filter(|_| !negative), total))
}

/// The whole number that a text begins with, unless it is too large, and what
/// follows. Digits may be grouped by commas.
fn whole(text: &str) -> (Option<u32>, &str) {
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

/// The name of a line that has a sample. Where samples are to be expected, a
/// line need not say so.
fn sample(line: &str, expected: bool) -> Option<String> {
    let line = line.trim();
    let named = ["sample", "name"].iter().find_map(|name| {
        let start = line.get(..name.len())?;
        start.eq_ignore_ascii_case(name).then_some(name.len())
    });
    let rest = &line[named.unwrap_or(0)..];
    let rest = rest.trim_start_matches(|c: char| " \t#[(-*>".contains(c));
    let after_number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = after_number.len() < rest.len();
    let name = after_number
        .trim_start_matches(|c: char| " \t])".contains(c))
        .trim_start_matches([':', '.', '=', '|', '-', '>'])
        .trim()
        .trim_matches(['"', '\'', '`']);
    let is_name = name.chars().all(char::is_lowercase) && name.len() <= 64;
    let said = named.is_some()
        && (is_numbered || after_number.trim_start().starts_with(':'));
    let fits = said || expected && (is_numbered || !name.is_empty());
    (is_name && fits).then(|| name.to_owned())
}

/// Whether a line says that samples follow.
fn is_headline(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["inference", "sampl", "generat", "hallucinat"]
        .iter()
        .any(|word| lower.contains(word))
}

/// The line without what commands a terminal: colours and the like.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            skip_escape(&mut chars);
        } else if c == '\t' || !c.is_control() {
            plain.push(c);
        }
    }
    plain
}

/// The rest of an escape sequence: `[`, then anything up to a letter.
fn skip_escape(chars: &mut Peekable<Chars>) {
    if chars.next_if_eq(&'[').is_some() {
        let is_parameter = |c: &char| !('@'..='~').contains(c);
        while chars.next_if(is_parameter).is_some() {}
    }
    chars.next();
}
