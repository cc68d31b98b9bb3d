//! Pages: the book's files of Markdown.

use std::io;
use std::path::Path;

use fs_err as fs;

use crate::problem::Problem;

/// A page of the book.
#[derive(Debug)]
pub struct Page {
    /// The file, relative to the root and with `/` between its parts:
    /// `src/step-5-adam/5.3-the-code.md`.
    pub path: String,
    /// The Markdown, as written.
    pub text: String,
}

impl Page {
    /// Reads the page of this path.
    ///
    /// # Errors
    ///
    /// If there is no such file.
    pub fn read(root: &Path, path: &str) -> io::Result<Self> {
        let text = fs::read_to_string(root.join(path))?;
        let path = path.to_owned();
        Ok(Self { path, text })
    }

    /// The folder that the links and the includes of this page start from.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The line, counted from one, on which a byte of the page stands.
    pub fn line_of(&self, offset: usize) -> usize {
        line_of(&self.text, offset)
    }

    /// A problem of this page, at a byte of its text.
    pub fn problem(
        &self,
        offset: usize,
        message: impl Into<String>,
    ) -> Problem {
        Problem::new(&self.path, self.line_of(offset), message)
    }
}

/// The line, counted from one, on which a byte of a text stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_of("a\nb\n", 0), 1);
        assert_eq!(line_of("a\nb\n", 2), 2);
    }
}
