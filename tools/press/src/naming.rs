//! What the text of a link names is where it leads, and what a drawing or a
//! label refers to keeps its name on the print page.

use std::collections::HashMap;
use std::sync::LazyLock;

use book::path::resolve;
use book::{Book, Entry, Page, Problem};
use regex::Regex;

use crate::expand::Expanded;
use crate::link::{EXTERNAL, Link, Outline, plain};

/// A section, a step or an exercise that the text of a link names.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ^ (?:[Ss]ection\s+)? (?<section>\d+\.\d+) \b
        | \b (?:Step|[Ee]xercise) \s+ (?<step>\d+) \b",
    )
    .expect("the pattern is valid")
});

/// The step that a file belongs to.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"/step-(?<step>\d+)-").expect("the pattern is valid")
});

/// A tag that refers to an id other than by a link. `url(#a)` stands in styles,
/// too.
static REFERRED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?isx)
        <(?:use|image|textPath|mpath|feImage|(?:linear|radial)Gradient) \b
            [^>]*? \bhref \s*=\s* ["']\#(?<used>[^"']+)
        | \burl\( \s* ["']? \#(?<url>[^"')\s]+)
        | <[^>]+ \s (?: for | headers | list | form
            | aria-(?:labelledby|describedby|controls|owns|details) )
            \s*=\s* ["'](?<labels>[^"']+)
        "#,
    )
    .expect("the pattern is valid")
});

/// Every link leads to what its text names, and every id that a drawing or a
/// label refers to is there, and on no other page: the print page has all pages
/// in one and renames the second of two equal ids, but only links follow.
pub fn check(book: &Book) -> Vec<Problem> {
    let outlines: Vec<(&Page, Outline)> = book
        .pages
        .iter()
        .map(|page| (page, Outline::new(book, page)))
        .collect();
    let mut homes: HashMap<&str, Vec<&str>> = HashMap::new();
    for (page, outline) in &outlines {
        for id in &outline.ids {
            homes.entry(id).or_default().push(&page.path);
        }
    }
    let mut problems = Vec::new();
    for (page, outline) in &outlines {
        let misnamed = outline.links.iter().filter_map(|link| {
            Some(page.problem(link.offset, misnamed(book, page, link)?))
        });
        problems.extend(misnamed);
        for (offset, id) in references(book, page) {
            let others = homes.get(&*id).map_or(&[][..], Vec::as_slice);
            let other = others.iter().find(|path| **path != page.path);
            let message = match other {
                _ if !outline.ids.contains(&id) => {
                    format!("nothing on this page has the id `{id}`")
                }
                Some(other) => format!(
                    "{other} has the id `{id}`, too: on the print page one of \
                     them gets another, and this refers to the wrong one"
                ),
                None => continue,
            };
            problems.push(page.problem(offset, message));
        }
    }
    problems
}

/// The ids that a page refers to other than by links, and where.
fn references(book: &Book, page: &Page) -> Vec<(usize, String)> {
    let expanded = Expanded::new(&book.root, page);
    let mut references = Vec::new();
    for found in REFERRED.captures_iter(&expanded.text) {
        let start = found.get(0).map_or(0, |it| it.start());
        let offset = expanded.origin(start);
        for name in ["used", "url", "labels"] {
            let ids = found.name(name).map_or("", |ids| ids.as_str());
            let ids = ids.split_whitespace();
            references.extend(ids.map(|id| (offset, id.to_owned())));
        }
    }
    references
}

/// What a link's text names, if it leads to something else.
fn misnamed(book: &Book, page: &Page, link: &Link) -> Option<String> {
    let (path, _) = link.to.split_once('#').unwrap_or((&link.to, ""));
    if path.is_empty() || EXTERNAL.is_match(path) {
        return None;
    }
    let target = resolve(page.folder(), path);
    let entry = book.entries.iter().find(|entry| entry.path == target)?;
    let refuse = |named: &str| {
        Some(format!(
            "the link names {named} and leads to `{}`: one of them is wrong",
            entry.title
        ))
    };
    if let Some(named) = NAMED.captures(&link.text) {
        if let Some(section) = named.name("section")
            && entry.number() != Some(section.as_str())
        {
            return refuse(section.as_str());
        }
        let step = STEP.captures(&target);
        if let Some(named_step) = named.name("step")
            && step.is_some_and(|step| step["step"] != *named_step.as_str())
        {
            return refuse(&named[0]);
        }
    }
    let is_named = |other: &&Entry| {
        let title = plain(&other.title);
        let words = title.split_once(' ').map_or("", |(_, words)| words);
        let words = if other.number().is_some() {
            words
        } else {
            &title
        };
        words.eq_ignore_ascii_case(link.text.trim())
    };
    let named: Vec<&Entry> = book.entries.iter().filter(is_named).collect();
    match named.as_slice() {
        [other] if other.path != target => {
            refuse(&format!("`{}`", other.title))
        }
        _ => None,
    }
}
