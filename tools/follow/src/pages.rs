//! The pages of the steps, in order, and the code that each of them shows.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::compose;
use crate::plan::Section;

const SUMMARY: &str = "src/SUMMARY.md";

/// A page of a step.
#[derive(Debug)]
pub struct Page {
    /// Its path below `src`, without an ending.
    pub path: String,
    /// Its title.
    pub title: String,
}

impl Page {
    /// `0.4`, if it is a section's.
    pub fn number(&self) -> Option<&str> {
        let (number, _) = self.title.split_once(' ')?;
        number
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(number)
    }

    /// Where `mdbook serve` has it.
    pub fn address(&self) -> String {
        let path = match self.path.strip_suffix("README") {
            Some(folder) => format!("{folder}index"),
            None => self.path.clone(),
        };
        format!("http://localhost:3000/{path}.html")
    }
}

/// The pages of the steps, in the order of the table of contents.
///
/// # Errors
///
/// If it cannot be read.
pub fn read(root: &Path) -> Result<Vec<Page>> {
    let text = fs::read_to_string(root.join(SUMMARY))
        .with_context(|| format!("cannot read {SUMMARY}"))?;
    let page = |line: &str| {
        let link = line.trim_start().strip_prefix("- [")?;
        let (title, path) = link.split_once("](")?;
        let path = path.strip_suffix(".md)")?;
        path.starts_with("step-").then(|| Page {
            path: path.to_owned(),
            title: title.to_owned(),
        })
    };
    Ok(text.lines().filter_map(page).collect())
}

/// What is to be read for a section: its page, and before it those that have
/// nothing to write and come after the last section that has.
///
/// # Errors
///
/// If its page is not among these.
pub fn to_read<'p>(
    pages: &'p [Page],
    plan: &[Section],
    section: &Section,
) -> Result<Vec<&'p Page>> {
    let place = |section: &Section| {
        let mut paths = pages.iter().map(|page| &page.path);
        let place = paths.position(|path| *path == section.page);
        place.with_context(|| format!("{SUMMARY} has no {}", section.page))
    };
    let last = place(section)?;
    if section.is_exercise() {
        return Ok(vec![&pages[last]]);
    }
    let before = plan.iter().take_while(|it| it.number != section.number);
    let first = match before.filter(|it| !it.is_exercise()).last() {
        Some(before) => place(before)? + 1,
        None => 0,
    };
    let has_exercises = |page: &Page| {
        let mut exercises = plan.iter().filter(|it| it.is_exercise());
        exercises.any(|it| it.page == page.path)
    };
    let pages = pages[first..=last].iter();
    Ok(pages.filter(|page| !has_exercises(page)).collect())
}

/// The functions that a section's reader writes and its page does not show,
/// each with the first page that does.
///
/// # Errors
///
/// If a page or a chapter cannot be read.
pub fn shown_elsewhere<'s, 'p>(
    root: &Path,
    pages: &'p [Page],
    section: &'s Section,
) -> Result<Vec<(&'s str, &'p Page)>> {
    let mut elsewhere = Vec::new();
    if section.is_exercise() {
        return Ok(elsewhere);
    }
    let mut listings = Vec::new();
    for page in pages {
        let file = root.join(format!("src/{}.md", page.path));
        let text = fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        let of_chapters = text.lines().filter_map(|line| {
            let listing = line.split_once("chapters-code/")?.1;
            let (file, anchor) = listing.strip_suffix("}}")?.split_once(':')?;
            Some((file.to_owned(), anchor.to_owned(), page))
        });
        listings.extend(of_chapters);
    }
    let places = compose::places(root, section)?;
    for function in &section.write {
        let has_it = |(file, anchor, _): &&(String, String, &Page)| {
            places.iter().any(|place| {
                place.function == *function
                    && place.file == *file
                    && place.anchors.contains(anchor)
            })
        };
        let mut shown = listings.iter().filter(has_it).map(|(.., page)| *page);
        let first = shown.clone().next();
        let is_here = shown.any(|page| page.path == section.page);
        if let Some(page) = first.filter(|_| !is_here) {
            elsewhere.push((function.as_str(), page));
        }
    }
    Ok(elsewhere)
}
