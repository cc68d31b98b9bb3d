//! The pages of the steps, in order, and the code that each of them shows.

use std::path::Path;

use anyhow::{Context, Result};
use book::listing::{diffs, listings};
use book::path::SRC;
use book::{Entry, Page, SUMMARY};

use crate::compose;
use crate::plan::Section;

/// The pages of the steps, in the order of the table of contents.
///
/// # Errors
///
/// If it cannot be read.
pub fn read(root: &Path) -> Result<Vec<Entry>> {
    let of_a_step = format!("{SRC}/step-");
    let mut pages = book::entries(root)?;
    pages.retain(|page| page.path.starts_with(&of_a_step));
    Ok(pages)
}

/// The path of a section's page, from the root.
pub fn path(section: &Section) -> String {
    format!("{SRC}/{}.md", section.page)
}

/// The pages to read for a section: its own, and before it those that have
/// nothing to write and come after the last section that has.
///
/// # Errors
///
/// If its page is not among these.
pub fn to_read<'p>(
    pages: &'p [Entry],
    plan: &[Section],
    section: &Section,
) -> Result<Vec<&'p Entry>> {
    let place = |section: &Section| {
        let path = path(section);
        let place = pages.iter().position(|page| page.path == path);
        place.with_context(|| format!("{SUMMARY} does not name {path}"))
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
    let has_exercises = |page: &Entry| {
        let mut exercises = plan.iter().filter(|it| it.is_exercise());
        exercises.any(|it| path(it) == page.path)
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
    pages: &'p [Entry],
    section: &'s Section,
) -> Result<Vec<(&'s str, &'p Entry)>> {
    let mut elsewhere = Vec::new();
    if section.is_exercise() {
        return Ok(elsewhere);
    }
    let mut shown = Vec::new();
    for entry in pages {
        let page = Page::read(root, &entry.path)?;
        let listings = listings(&page).into_iter().map(|it| it.target);
        let newer = diffs(root, &page)?.into_iter().map(|[_, it]| it);
        shown.extend(listings.chain(newer).map(|target| (target, entry)));
    }
    let own = path(section);
    let places = compose::places(root, section)?;
    for function in &section.write {
        let places = places.iter().filter(|it| it.function == *function);
        let mut pages = shown
            .iter()
            .filter(|(target, _)| places.clone().any(|it| it.is_in(target)))
            .map(|(_, page)| *page);
        let first = pages.clone().next();
        let is_here = pages.any(|page| page.path == own);
        if let Some(page) = first.filter(|_| !is_here) {
            elsewhere.push((function.as_str(), page));
        }
    }
    Ok(elsewhere)
}
