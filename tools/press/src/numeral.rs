//! Numerals: what in a text looks like a result.

use std::sync::LazyLock;

use regex::Regex;

/// A number with the word that it is joined to, which tells `64` from `f64`,
/// and the unit that makes a small one a result: `48×`, `32k`, `2/3`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?<word> [\p{L}_][\p{L}\p{N}_]*[-.]? )?
        (?<number>
            (?: \d+ (?:[,_]\d{3})* (?:[.,]\d+)* | \.\d+ ) (?:e-?\d+)?
        |   [¼-¾⅐-⅞]
        )
        (?: (?<percent> \s* (?: [%‰] | per\s?cent (?:age)? \b ) )
        |   (?<part> /\d+ )
        |   (?<large> [kKMGTB] | \s+ (?:hundred|thousand|[mbtr]+illion) \b )
        |   (?<fold> -? \s? fold \b | \s* × | x )
        |   (?<times> \s+ times )
            \s+ (?: as | the | more | less | worse
                |   (?: fast|slow|larg|small|bigg|long|short|high|low|great
                    |   bett|cheap|quick|deep|wid|few ) er ) \b
        )?",
    )
    .expect("the pattern is valid")
});

/// A number in code or in a formula, where `32{,}033` is one too.
static IN_CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?<word> [\p{L}_][\p{L}\p{N}_]*[-.]? )?
        (?<number>
            (?: \d+ (?:(?:,|_|\{,\})\d{3})* (?:\.\d+)? | \.\d+ ) (?:e-?\d+)?
        )",
    )
    .expect("the pattern is valid")
});

/// The numbers of a text that look like results, with the unit that makes them
/// one, and where they stand: a decimal, one of three digits and more, a
/// percentage, a fraction, a magnitude, one that says how many times as large
/// something is.
pub fn results(text: &str) -> impl Iterator<Item = (usize, String)> {
    NUMBER.captures_iter(text).filter_map(|found| {
        let number = found.name("number")?;
        let is_whole = |end: usize| {
            !text[end..].starts_with(|c: char| c.is_alphanumeric())
        };
        // A factor, as in 48×, and not a size, as in 16 × 27 or 0x1f.
        let is_factor = |end: usize| {
            let next = text[end..].trim_start().chars().next();
            is_whole(end) && !next.is_some_and(|c| c.is_ascii_digit())
        };
        let unit = |name| found.name(name).map(|unit| unit.end());
        let percent = unit("percent");
        // 0/0 asks for a number and is none.
        let part = unit("part").filter(|_| number.as_str() != "0");
        let large = unit("large").filter(|end| is_whole(*end));
        let fold = unit("fold").filter(|end| is_factor(*end));
        let ratio = unit("times").or(fold).filter(|_| number.len() >= 2);
        let unit = percent.or(part).or(large).or(ratio);
        if found.name("word").is_some_and(|it| is_name(it.as_str()))
            || !(unit.is_some() || is_result(number.as_str()))
        {
            return None;
        }
        let end = unit.unwrap_or(number.end());
        let words = text[number.start()..end].split_whitespace();
        Some((number.start(), words.collect::<Vec<_>>().join(" ")))
    })
}

/// The numbers of code or of a formula that have at least so many digits, zeros
/// before the first other one not counted. One with fewer is a setting.
pub fn precise(
    code: &str,
    digits: usize,
) -> impl Iterator<Item = (usize, String)> {
    IN_CODE.captures_iter(code).filter_map(move |found| {
        let number = found.name("number")?;
        let is_precise = significant(number.as_str()) >= digits;
        let is_named = found.name("word").is_some();
        let plain = number.as_str().replace(['{', '}'], "").replace('_', ",");
        (is_precise && !is_named).then_some((number.start(), plain))
    })
}

/// How many digits a number has from its first that is no zero, its exponent
/// left out.
fn significant(number: &str) -> usize {
    let mantissa = number.split('e').next().unwrap_or_default();
    let digits = mantissa.chars().filter(char::is_ascii_digit);
    digits.skip_while(|digit| *digit == '0').count()
}

/// Whether the word before a number makes it a part of a name, as in `f64`,
/// `GPT-3.5` and `UTF-8`, but not in `loss-2.480`.
fn is_name(word: &str) -> bool {
    word.strip_suffix('-')
        .is_none_or(|word| word.contains(char::is_uppercase))
}

/// Whether a number has a point or three digits. One with two points is a
/// version.
fn is_result(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let points = number.matches('.').count();
    let groups = number.split([',', '_']).skip(1);
    let has_decimal_comma = groups.into_iter().any(|group| group.len() != 3);
    points == 1
        || number.contains('e')
        || has_decimal_comma && points == 0
        || number.chars().all(|c| !c.is_ascii_digit())
        || (points == 0 && digits >= 3)
}

#[cfg(test)]
mod tests {
    use super::{precise, results};

    fn found(text: &str) -> Vec<String> {
        results(text).map(|(_, number)| number).collect()
    }

    #[test]
    fn a_result_is_found_however_it_is_written() {
        for (text, number) in [
            ("of 3,184 names", "3,184"),
            ("of 32_033 names", "32_033"),
            ("of 32k names", "32k"),
            ("of 2 million names", "2 million"),
            ("by .25 nats", ".25"),
            ("by 0,25 nats", "0,25"),
            ("by ½ nat", "½"),
            ("by 1e-9 nats", "1e-9"),
            ("at loss-2.480 it", "2.480"),
            ("for 2/3 of them", "2/3"),
            ("for 5% of them", "5%"),
            ("for 5 ‰ of them", "5 ‰"),
            ("for 15 percentage points", "15 percentage"),
            ("is 48× as fast", "48×"),
            ("is 12x as fast", "12x"),
            ("is 48 × faster", "48 ×"),
            ("a 48-fold gain", "48-fold"),
            ("is 48 times as fast", "48 times"),
            ("is 48 times faster", "48 times"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
    }

    #[test]
    fn what_is_no_result_passes() {
        for text in [
            "27 letters, 42 times over, in 16 dimensions, 3 times as far",
            "An f64 of 64 bits, MT19937, GPT-3.5, UTF-8 and v1.95.",
            "a matrix of 16 × 27 and 16x27, and 0x1f",
            "mdBook 0.5.4, x86-64, 64 KiB, 16 KB, 16 kilometres",
            "in steps 3, 4 and 5; 1/n; 0/0",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn code_states_results_with_many_digits() {
        let found = |text, digits| -> Vec<String> {
            precise(text, digits).map(|(_, number)| number).collect()
        };
        let text = r"n = 32{,}033 + 0.08 - 1e-5 \cdot f64 + 32_033 - 0.479";
        assert_eq!(found(text, 3), ["32,033", "32,033", "0.479"]);
        assert_eq!(found("0.08 + 0.5 + x_12 + 10", 2), ["10"]);
    }
}
