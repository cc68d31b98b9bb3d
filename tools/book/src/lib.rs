//! The book as its tools see it: a table of contents, pages, and the code that
//! they name.
//!
//! The press, which makes and checks the pages, and the tool that follows a
//! reader through the workbook both read the book through this crate, so that
//! nothing is parsed twice and by two rules.
//!
//! The modules, each using those above it alone:
//!
//! | module | what it has |
//! | --- | --- |
//! | [`path`] | paths from the root, and the files below a folder |
//! | `problem` | [`Problem`]: what a check refuses, and where |
//! | `page` | [`Page`]: a file of Markdown |
//! | `contents` | [`Entry`]: a line of the table of contents |
//! | [`anchor`] | regions of a file, between `ANCHOR` and `ANCHOR_END` |
//! | [`directive`] | `{{#include file:anchor}}`, and what it names |
//! | [`source`] | a file of Rust and its items |
//! | `clean` | a file of Rust without what listings leave out |
//! | [`markdown`] | the events, headings and blocks of code of a page |
//! | [`listing`] | the blocks that show code of the chapters' crates |
//! | this one | [`Book`]: the contents with their pages |

pub mod anchor;
mod clean;
mod contents;
pub mod directive;
pub mod listing;
pub mod markdown;
mod page;
pub mod path;
mod problem;
pub mod source;

use std::path::PathBuf;

use anyhow::Result;

pub use contents::{Entry, SUMMARY, entries};
pub use page::{Page, line_of};
pub use problem::{Problem, list};

/// A book: a table of contents and the pages that it names.
#[derive(Debug)]
pub struct Book {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// The lines of the table of contents, in its order.
    pub entries: Vec<Entry>,
    /// The pages of those entries whose files exist.
    pub pages: Vec<Page>,
}

impl Book {
    /// Reads the table of contents below this folder and every page it names.
    ///
    /// # Errors
    ///
    /// If the table of contents is missing or malformed. A page that is missing
    /// is left for a check of the links to report.
    pub fn load(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        let entries = entries(&root)?;
        let pages = entries
            .iter()
            .filter_map(|entry| Page::read(&root, &entry.path).ok())
            .collect();
        Ok(Self {
            root,
            entries,
            pages,
        })
    }
}
