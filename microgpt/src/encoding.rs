//! Text that is not UTF-8: what it likely is, and what to do.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::shell::quoted;

/// The likely encoding of bytes that are not UTF-8, or have a NUL. None, if they
/// are text in no encoding that has one.
///
/// ```
/// use microgpt::encoding::likely;
///
/// assert_eq!(likely(b"zo\xeb\n"), Some("windows-1252"));
/// assert_eq!(likely(b"\xff\xfea\0\n\0"), Some("UTF-16"));
/// assert_eq!(likely(b"\0\x01\x02\0\xd8\0"), None);
/// ```
pub fn likely(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("UTF-16");
    }
    if !bytes.contains(&0) {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        return Some(detector.guess(None, Utf8Detection::Deny).name());
    }
    // Of two bytes for a Latin letter, one is 0: which, tells the order.
    let zeros =
        |from| bytes.iter().skip(from).step_by(2).filter(|it| **it == 0);
    if zeros(0).count() > zeros(1).count() {
        is_utf16(bytes, u16::from_be_bytes).then_some("UTF-16BE")
    } else {
        is_utf16(bytes, u16::from_le_bytes).then_some("UTF-16LE")
    }
}

/// Whether bytes are characters of two bytes or four, and no other signs for
/// machines than those for spaces and lines.
fn is_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let is_text = |char: char| !char.is_control() || char.is_whitespace();
    rest.is_empty()
        && char::decode_utf16(units).all(|char| char.is_ok_and(is_text))
}

/// What to do with a file in that encoding, or in none.
pub fn conversion(file: &Path, encoding: Option<&str>) -> String {
    let Some(encoding) = encoding else {
        return "it is likely no text; give UTF-8 text without NULs".to_owned();
    };
    let convert = format!("iconv -f {encoding} -t UTF-8");
    if file == Path::new("-") {
        return format!("it is likely {encoding}; put before it: {convert} |");
    }
    format!(
        "it is likely {encoding}; to convert it: {convert} {} > utf-8.txt",
        quoted(file)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likely_encoding_is_named() {
        // "Привет, как дела" and "Zażółć gęślą jaźń", as old files have them.
        let russian =
            b"\xf0\xd2\xc9\xd7\xc5\xd4, \xcb\xc1\xcb \xc4\xc5\xcc\xc1";
        let polish = b"Za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 ja\xbc\xf1";
        for (bytes, name) in [
            (b"zo\xeb\n".as_slice(), "windows-1252"),
            (russian, "KOI8-U"),
            (polish, "ISO-8859-2"),
            (b"\xff\xfea\0\n\0", "UTF-16"),
            (b"a\0v\0a\0\n\0", "UTF-16LE"),
            (b"\0a\0v\0a\0\n", "UTF-16BE"),
        ] {
            assert_eq!(likely(bytes), Some(name), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_gets_no_encoding() {
        let all: Vec<u8> = (0..=255).collect();
        // All bytes there are, and UTF-8 but for a NUL.
        for bytes in [&all[..], b"a name\0s\n"] {
            assert_eq!(likely(bytes), None, "{bytes:?}");
        }
        let says = conversion(Path::new("a.bin"), None);
        assert!(!says.contains("iconv"), "{says}");
    }

    #[test]
    fn the_command_converts_a_file_or_a_pipe() {
        let says = |file| conversion(Path::new(file), Some("KOI8-U"));
        let command = "iconv -f KOI8-U -t UTF-8";
        assert!(
            says("a.txt").ends_with(&format!("{command} a.txt > utf-8.txt"))
        );
        assert!(says("-").ends_with(&format!("{command} |")));
    }
}
