//! Links between pages, and the titles of pages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use anyhow::Result;
use book::markdown;
use book::markdown::pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use book::path::{SRC, files_below, is_kind, resolve};
use book::{Book, Entry, Page, Problem, SUMMARY};
use regex::Regex;

use crate::command::READMES;
use crate::expand::Expanded;
use crate::mask;

/// A link or an id in HTML.
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\b(?<name>href|src|id)\s*=\s*["'](?<value>[^"']*)["']"#)
        .expect("the pattern is valid")
});

/// A link with a scheme, `https:` for one, which leads out of the book.
pub(crate) static EXTERNAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
        .expect("the pattern is valid")
});

/// A reference that nothing defines, so that its brackets are left as text.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[\^[^\[\]\s]+\]|\[[^\[\]]*\]\[[^\[\]]*\]")
        .expect("the pattern is valid")
});

/// A link: where it stands, where it leads, and its text.
#[derive(Debug)]
pub(crate) struct Link {
    pub offset: usize,
    pub to: String,
    pub text: String,
}

/// The links of a page, and where links to it can lead.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub links: Vec<Link>,
    /// The ids that a link can lead to.
    pub ids: HashSet<String>,
    /// The first heading: its level and its words.
    title: Option<(HeadingLevel, String)>,
}

/// Every link within the book leads to a page and to a heading of it, every
/// reference has its definition, the table of contents names pages that exist,
/// and no page is left out of it.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let pages: HashSet<&str> =
        book.pages.iter().map(|page| page.path.as_str()).collect();
    for entry in &book.entries {
        if !pages.contains(entry.path.as_str()) {
            let message = format!("there is no page {}", entry.path);
            problems.push(Problem::new(SUMMARY, entry.line, message));
        }
    }
    let files = files_below(&book.root, SRC)?;
    for file in &files {
        let is_page = is_kind(file, "md") && !file.contains("/outputs/");
        if is_page && file != SUMMARY && !pages.contains(file.as_str()) {
            let message = format!("{SUMMARY} does not name this page");
            problems.push(Problem::new(file, 1, message));
        }
    }

    let outlines: HashMap<&str, Outline> = book
        .pages
        .iter()
        .map(|page| (page.path.as_str(), Outline::new(book, page)))
        .collect();
    for page in &book.pages {
        for link in &outlines[page.path.as_str()].links {
            let message = dead_end(page, &link.to, &outlines, &files);
            problems.extend(
                message.map(|message| page.problem(link.offset, message)),
            );
        }
        problems.extend(undefined(book, page));
    }
    for readme in READMES {
        if let Ok(page) = Page::read(&book.root, readme) {
            problems.extend(lost(book, &page));
        }
    }
    Ok(problems)
}

/// The links of a README to files that do not exist.
fn lost(book: &Book, page: &Page) -> Vec<Problem> {
    let links = Outline::new(book, page).links.into_iter();
    links
        .filter(|link| !EXTERNAL.is_match(&link.to))
        .filter_map(|link| {
            let (path, _) = link.to.split_once('#').unwrap_or((&link.to, ""));
            let file = resolve(page.folder(), path);
            let file = file.trim_start_matches('/');
            (!book.root.join(file).exists()).then(|| {
                page.problem(link.offset, format!("there is no file {file}"))
            })
        })
        .collect()
}

/// Every page begins with the title that the table of contents gives it.
pub fn check_titles(book: &Book) -> Vec<Problem> {
    let entries: HashMap<&str, &Entry> = book
        .entries
        .iter()
        .map(|entry| (entry.path.as_str(), entry))
        .collect();
    book.pages
        .iter()
        .filter_map(|page| {
            let Entry {
                title: expected,
                line,
                ..
            } = entries[page.path.as_str()];
            let found = Outline::new(book, page).title;
            let is_right = found.is_some_and(|(level, title)| {
                level == HeadingLevel::H1 && title == plain(expected)
            });
            let message = format!(
                "the title should be `# {expected}`, as {SUMMARY}:{line} says"
            );
            (!is_right).then(|| Problem::new(&page.path, 1, message))
        })
        .collect()
}

impl Outline {
    pub fn new(book: &Book, page: &Page) -> Self {
        let expanded = Expanded::new(&book.root, page);
        let text = mask::masked(&expanded.text);
        let mut outline = Self::default();
        let mut used = HashSet::new();
        let mut heading: Option<(Option<HeadingLevel>, Option<String>)> = None;
        let mut words = String::new();
        let mut in_link = false;
        for (event, range) in markdown::parse(&text) {
            let offset = expanded.origin(range.start);
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    heading = Some((Some(level), id.map(|id| id.to_string())));
                    words.clear();
                }
                Event::Start(Tag::DefinitionListTitle) => {
                    heading = Some((None, None));
                    words.clear();
                }
                Event::End(
                    TagEnd::Heading(_) | TagEnd::DefinitionListTitle,
                ) => {
                    let (level, id) = heading.take().unwrap_or_default();
                    let id = id.unwrap_or_else(|| {
                        unique_id(&id_of(&words), &mut used)
                    });
                    outline.ids.insert(id);
                    if let Some(level) = level {
                        outline
                            .title
                            .get_or_insert_with(|| (level, words.clone()));
                    }
                }
                Event::Text(text) | Event::Code(text) => {
                    words.push_str(&text);
                    if let Some(link) = outline.links.last_mut()
                        && in_link
                    {
                        link.text.push_str(&text);
                    }
                }
                Event::SoftBreak if in_link => {
                    if let Some(link) = outline.links.last_mut() {
                        link.text.push(' ');
                    }
                }
                Event::Start(
                    Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. },
                ) => {
                    in_link = true;
                    outline.add_link(offset, &dest_url);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => in_link = false,
                Event::Html(html) | Event::InlineHtml(html) => {
                    outline.add_html(&html, offset);
                }
                _ => {}
            }
        }
        outline
    }

    fn add_link(&mut self, offset: usize, to: &str) {
        self.links.push(Link {
            offset,
            to: to.to_owned(),
            text: String::new(),
        });
    }

    fn add_html(&mut self, html: &str, offset: usize) {
        for attribute in ATTRIBUTE.captures_iter(html) {
            let value = &attribute["value"];
            if &attribute["name"] == "id" {
                self.ids.insert(value.to_owned());
            } else {
                self.add_link(offset, value);
            }
        }
    }
}

/// The references of a page that nothing defines, links and footnotes.
fn undefined(book: &Book, page: &Page) -> Vec<Problem> {
    let expanded = Expanded::new(&book.root, page);
    let text = &expanded.text;
    let prose = mask::prose(&mask::masked(text));
    REFERENCE
        .find_iter(&prose)
        .filter(|found| !text[..found.start()].ends_with('\\'))
        .map(|found| {
            let written = &text[found.range()];
            let message = format!(
                "nothing defines `{written}`: define it in a line of its own, \
                 or write brackets that are brackets as code"
            );
            page.problem(expanded.origin(found.start()), message)
        })
        .collect()
}

/// Why a link of a page leads nowhere, if it does.
fn dead_end(
    page: &Page,
    link: &str,
    outlines: &HashMap<&str, Outline>,
    files: &[String],
) -> Option<String> {
    if EXTERNAL.is_match(link) {
        return None;
    }
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (link, None),
    };
    let target = if path.is_empty() {
        page.path.clone()
    } else {
        resolve(page.folder(), path)
    };
    match outlines.get(target.as_str()) {
        Some(outline) => {
            let fragment = fragment.filter(|id| !outline.ids.contains(*id))?;
            Some(format!("{target} has no heading `#{fragment}`"))
        }
        None if is_kind(&target, "md") || !files.contains(&target) => {
            Some(format!("there is no page {target} to link to"))
        }
        None => None,
    }
}

/// The id that mdBook gives to a heading.
fn id_of(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

/// The id with a number after it if an earlier heading has it.
fn unique_id(id: &str, used: &mut HashSet<String>) -> String {
    let numbered = (1..).map(|number| format!("{id}-{number}"));
    [id.to_owned()]
        .into_iter()
        .chain(numbered)
        .find(|candidate| used.insert(candidate.clone()))
        .unwrap_or_default()
}

/// A title with the quotes and dashes that mdBook gives it.
pub(crate) fn plain(title: &str) -> String {
    markdown::parse(title)
        .filter_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::PathBuf;

    use book::{Book, Page};

    use super::{id_of, undefined, unique_id};

    #[test]
    fn references_need_a_definition() {
        let book = Book {
            root: PathBuf::new(),
            entries: Vec::new(),
            pages: Vec::new(),
        };
        let lines = |text: &str| -> Vec<usize> {
            let text = text.into();
            let path = "src/a.md".into();
            undefined(&book, &Page { path, text })
                .into_iter()
                .map(|problem| problem.line)
                .collect()
        };
        assert_eq!(lines("A\n[*link*][b], a\nnote.[^c]"), [2, 3]);
        for text in [
            "A [link][b] and a note.[^c]\n\n[b]: a.md\n\n[^c]: Here.",
            r"An `a[0][0]`, $a[0][0]$, [1, 2], \[a\]\[b\] and \[^d].",
        ] {
            assert_eq!(lines(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn ids_are_those_of_mdbook() {
        // The examples of mdBook's own tests.
        for (heading, id) in [
            (
                "`--passes`: add more rustdoc passes",
                "--passes-add-more-rustdoc-passes",
            ),
            (
                "Method-call 🐙 expressions \u{1f47c}",
                "method-call--expressions-",
            ),
            ("_-_12345", "_-_12345"),
            ("中文標題 CJK title", "中文標題-cjk-title"),
            ("Über", "über"),
        ] {
            assert_eq!(id_of(heading), id);
        }
        let mut used = HashSet::new();
        assert_eq!(unique_id("a", &mut used), "a");
        assert_eq!(unique_id("a", &mut used), "a-1");
    }
}
