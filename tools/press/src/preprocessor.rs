//! mdBook's protocol for preprocessors: a book in, a book out, as JSON.

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Result, bail};
use book::path::{SRC, slashed};
use book::{Page, list};
use mdbook_preprocessor::book::Chapter;

use crate::{listing, mathml};

/// One of the press's preprocessors.
#[derive(Clone, Copy, Debug)]
pub enum Preprocessor {
    /// Cleans and captions listings, before mdBook resolves includes.
    Listings,
    /// Keeps Markdown away from formulas, after mdbook-katex.
    Mathml,
}

impl Preprocessor {
    /// Reads a book as mdBook writes it and writes it back prepared.
    ///
    /// # Errors
    ///
    /// If a page cannot be prepared; the message names it.
    pub fn run(self, input: impl Read, output: impl Write) -> Result<()> {
        let (context, mut book) = mdbook_preprocessor::parse_input(input)?;
        let mut failures = Vec::new();
        book.for_each_chapter_mut(|chapter| {
            if let Err(message) = self.prepare(&context.root, chapter) {
                failures.push(message);
            }
        });
        failures.dedup(); // one that is about the book, not about a page
        if !failures.is_empty() {
            bail!("{}", failures.join("\n"));
        }
        serde_json::to_writer(output, &book)?;
        Ok(())
    }

    /// The same, from the standard input to the standard output.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn run_for_mdbook(self) -> Result<()> {
        self.run(io::stdin().lock(), io::stdout().lock())
    }

    fn prepare(self, root: &Path, chapter: &mut Chapter) -> Result<(), String> {
        let Some(path) = &chapter.source_path else {
            return Ok(()); // a chapter that is only announced
        };
        let page = Page {
            path: format!("{SRC}/{}", slashed(path)),
            text: std::mem::take(&mut chapter.content),
        };
        chapter.content = match self {
            Self::Listings => listing::preprocess(root, &page)
                .map_err(|problems| list(&problems))?,
            Self::Mathml => mathml::preprocess(root, &page)?,
        };
        Ok(())
    }
}
