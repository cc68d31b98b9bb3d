//! Command lines, for a user to repeat.

use std::path::{Path, is_separator};

/// A path as a shell takes it for one word. In double quotes, where every
/// shell understands them; in single ones where it would read more into it.
///
/// ```
/// use microgpt::shell::quoted;
///
/// assert_eq!(quoted("a/b_c.txt".as_ref()), "a/b_c.txt");
/// assert_eq!(quoted("my towns.txt".as_ref()), "\"my towns.txt\"");
/// assert_eq!(quoted("it's 5 $".as_ref()), r"'it'\''s 5 $'");
/// ```
pub fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| {
        c.is_alphanumeric() || "._-+,:=@%".contains(c) || is_separator(c)
    };
    if !path.is_empty() && path.chars().all(plain) {
        path
    } else if path.contains(['$', '`', '"', '!'])
        || cfg!(unix) && path.contains('\\')
    {
        format!("'{}'", path.replace('\'', r"'\''"))
    } else {
        format!("\"{path}\"")
    }
}
