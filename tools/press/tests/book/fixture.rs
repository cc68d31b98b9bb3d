//! A copy of the small book beside this folder, to break.

use std::fs;
use std::path::{Path, PathBuf};

use book::Book;
use book::path::files_below;

/// A copy of the small book beside this folder, to break.
pub struct Fixture {
    pub root: PathBuf,
}

impl Fixture {
    pub fn source() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")
    }

    pub fn copy(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("the last copy can be removed");
        }
        let fixture = Self { root };
        let source = Self::source();
        for file in files_below(&source, "").expect("it can be read") {
            let text = fs::read_to_string(source.join(&file));
            fixture.write(&file, &text.expect("it can be read"));
        }
        fixture
    }

    /// Writes a file, and makes the folders that it stands in.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    pub fn load(&self) -> Book {
        Book::load(&self.root).expect("the fixture has a table of contents")
    }
}
