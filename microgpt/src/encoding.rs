//! Text that is not UTF-8: what it likely is, and what to do.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::shell::quoted;

/// The likely encoding of bytes that are not UTF-8, or have a NUL.
///
/// ```
/// use microgpt::encoding::likely;
///
/// assert_eq!(likely(b"zo\xeb\n"), "windows-1252");
/// assert_eq!(likely(b"\xff\xfea\0\n\0"), "UTF-16");
/// ```
pub fn likely(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return "UTF-16";
    }
    // Of two bytes for a Latin letter, one is 0: which, tells the order.
    let zeros =
        |from| bytes.iter().skip(from).step_by(2).filter(|it| **it == 0);
    match (zeros(0).count(), zeros(1).count()) {
        (0, 0) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny).name()
        }
        (high, low) if high > low => "UTF-16BE",
        _ => "UTF-16LE",
    }
}

/// What to do with a file in that encoding.
pub fn conversion(file: &Path, encoding: &str) -> String {
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
            assert_eq!(likely(bytes), name, "{bytes:?}");
        }
    }

    #[test]
    fn the_command_converts_a_file_or_a_pipe() {
        let says = |file| conversion(Path::new(file), "KOI8-U");
        let command = "iconv -f KOI8-U -t UTF-8";
        assert!(
            says("a.txt").ends_with(&format!("{command} a.txt > utf-8.txt"))
        );
        assert!(says("-").ends_with(&format!("{command} |")));
    }
}
