//! The workbook's files, made of the chapters'.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use book::directive::Target;
use book::markdown::headings;
use book::path::CODE;
use book::source::{Piece, Source};
use book::{Page, anchor};
use fs_err as fs;
use regex::{Captures, Regex};

use crate::pages;
use crate::plan::{self, Section};

/// Whether the bodies that the reader writes are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// As a reader finds them.
    ToDo,
    /// As they stand in the book.
    Solved,
}

/// A section's file.
///
/// # Errors
///
/// If an item or a function of the plan is not in the chapter.
pub fn file(root: &Path, section: &Section, bodies: Bodies) -> Result<String> {
    let sources = sources(root, section)?;
    let mut written = Vec::new();
    let mut text = heading(root, section)?;
    let mut open: Option<&str> = None;
    let helpers: &[String] = match bodies {
        Bodies::ToDo => &[],
        Bodies::Solved => &section.helpers,
    };
    for selector in section.items.iter().chain(helpers) {
        let piece = sources
            .iter()
            .find_map(|source| source.piece(selector).ok())
            .with_context(|| {
                format!("{}: no item `{selector}`", section.number)
            })?;
        if open != piece.header {
            if open.is_some() {
                text += "}\n";
            }
            if let Some(header) = piece.header {
                write!(text, "\n{header}\n")?;
            }
            open = piece.header;
        }
        let names = piece.functions.iter().map(|it| full(selector, &it.name));
        written.extend(names);
        let to_do = |name: &str| {
            let name = full(selector, name);
            bodies == Bodies::ToDo && section.write.contains(&name)
        };
        write!(text, "\n{}\n", code(&piece, to_do))?;
    }
    if open.is_some() {
        text += "}\n";
    }
    for name in &section.write {
        ensure!(
            written.contains(name),
            "{}: no function `{name}` among its items",
            section.number
        );
    }
    format(root, moved(&text, section))
}

/// The book's own code in place of what the reader writes.
///
/// # Errors
///
/// As for [`file()`].
pub fn solution(
    root: &Path,
    plan: &[Section],
    section: &Section,
) -> Result<String> {
    let mut text = written(root, section, |name| {
        section.write.iter().any(|it| it == name)
    })?;
    for also in &section.also {
        let of = plan::find(plan, &also.section)
            .with_context(|| format!("no section {}", also.section))?;
        writeln!(text, "// In {}, {}:\n", of.file, also.part)?;
        text += &written(root, of, |name| name == also.function)?;
    }
    Ok(text)
}

/// The items of a section that have one of these functions, as in the book.
fn written(
    root: &Path,
    section: &Section,
    is_asked_for: impl Fn(&str) -> bool,
) -> Result<String> {
    let solved = Source::new(file(root, section, Bodies::Solved)?)?;
    let mut text = String::new();
    for selector in section.items.iter().chain(&section.helpers) {
        let piece = solved.piece(selector)?;
        let mut names =
            piece.functions.iter().map(|it| full(selector, &it.name));
        let is_helper = section.helpers.contains(selector);
        if is_helper || names.any(|name| is_asked_for(&name)) {
            write!(text, "{}\n\n", piece.text)?;
        }
    }
    Ok(text)
}

/// A function of a section, and where the chapters have it.
pub struct Place {
    /// The function in full.
    pub function: String,
    /// Its file, from the root.
    pub file: String,
    /// The regions for listings that it stands in.
    pub anchors: Vec<String>,
}

impl Place {
    /// Whether an include of a region has it.
    pub fn is_in(&self, target: &Target) -> bool {
        let Target { file, anchor } = target;
        let anchor = anchor.as_ref();
        *file == self.file
            && anchor.is_some_and(|name| self.anchors.contains(name))
    }
}

/// Where the chapters have the functions of a section.
///
/// # Errors
///
/// If a chapter cannot be read.
pub fn places(root: &Path, section: &Section) -> Result<Vec<Place>> {
    let mut places = Vec::new();
    for (file, source) in section.from.iter().zip(sources(root, section)?) {
        for selector in &section.items {
            let Ok(piece) = source.piece(selector) else {
                continue; // It is of another file.
            };
            places.extend(piece.functions.iter().map(|function| {
                let body = piece.start + function.body.start;
                let anchors = anchor::around(&source.text, body);
                Place {
                    function: full(selector, &function.name),
                    file: format!("{CODE}/{file}"),
                    anchors: anchors.into_iter().map(str::to_owned).collect(),
                }
            }));
        }
    }
    Ok(places)
}

/// The title of a section: `0.4 The Model`. An exercise is a part of a page.
///
/// # Errors
///
/// If its page cannot be read.
pub fn title(root: &Path, section: &Section) -> Result<String> {
    let page = Page::read(root, &pages::path(section))?;
    let number = &section.number;
    let mut titles = headings(&page.text)
        .into_iter()
        .map(|heading| page.text[heading].trim_start_matches('#').trim());
    let is_of = |title: &&str| {
        let rest = title.strip_prefix(number.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let title = titles.find(is_of);
    let title = title.with_context(|| {
        format!("{}: no heading begins with {number}", page.path)
    })?;
    Ok(title.to_owned())
}

/// The modules of all steps, by path below the reader's folder.
pub fn modules<'p>(
    sections: impl Iterator<Item = &'p Section>,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for section in sections {
        let Some((folder, file)) = section.file.split_once('/') else {
            continue; // It is no module.
        };
        let module = file.trim_end_matches(".rs");
        let text =
            files.entry(format!("{folder}/mod.rs")).or_insert_with(|| {
                let place = if section.is_exercise() {
                    "beyond"
                } else {
                    "in"
                };
                format!("//! What you write {place} Step {}.\n", section.step())
            });
        let _ = if section.is_exercise() {
            writeln!(text, "\npub mod {module};")
        } else {
            write!(text, "\nmod {module};\npub use {module}::*;\n")
        };
    }
    files
}

fn sources(root: &Path, section: &Section) -> Result<Vec<Source>> {
    let read = |file: &String| {
        let text = fs::read_to_string(root.join(CODE).join(file))?;
        Source::new(text).with_context(|| file.clone())
    };
    section.from.iter().map(read).collect()
}

/// The first lines of a section's file.
fn heading(root: &Path, section: &Section) -> Result<String> {
    let title = title(root, section)?;
    let uses = section.uses.trim();
    let page = pages::path(section);
    Ok(format!(
        "//! {title}\n//!\n//! The page: `{page}`.\n\n{uses}\n"
    ))
}

/// A function of an item in full: `Counts::row`, `Add for Value::add`.
fn full(selector: &str, name: &str) -> String {
    match selector.strip_suffix(name) {
        Some(of) if of.is_empty() || of.ends_with("::") => selector.to_owned(),
        _ => format!("{selector}::{name}"),
    }
}

/// The text of an item, without the bodies that are to do.
fn code(piece: &Piece, is_to_do: impl Fn(&str) -> bool) -> String {
    let mut text = piece.text.to_owned();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for &start in &piece.private {
        edits.push((start..start, "pub ".to_owned()));
    }
    for function in &piece.functions {
        if is_to_do(&function.name) {
            // An iterator must have some type, even if it is not written.
            let nothing = if function.is_iterator {
                "std::iter::from_fn(|| todo!())"
            } else {
                "todo!()"
            };
            let end = function.body.end - "}".len();
            let line = text[..end].rfind('\n').map_or(0, |end| end + 1);
            let indent = " ".repeat(end - line);
            let body = format!("{{\n{indent}    {nothing}\n{indent}}}");
            edits.push((function.body.clone(), body));
        }
    }
    edits.sort_by_key(|(place, _)| Reverse(place.start));
    for (place, new) in edits {
        text.replace_range(place, &new);
    }
    anchor::unmarked(&text)
}

/// A path into the crate of a step, `step_0_counting::Counts` for one.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?<module>step_\d)(?:_[a-z]+)+::")
        .expect("the pattern is valid")
});

/// A path into the crate of the data, whose code the reader writes in Step 0.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bnames::(?<item>\w+)").expect("the pattern is valid")
});

/// The crate of a step becomes the workbook's module of the same number, and
/// what the reader writes of `names` is in that of Step 0; the data itself
/// stays where it is. An exercise keeps the crates: it stands on the book's own
/// code.
fn moved(text: &str, section: &Section) -> String {
    let mut text = text.to_owned();
    for [old, new] in &section.replace {
        text = text.replace(old, new);
    }
    let package = section.track.package.replace('-', "_");
    if section.is_exercise() {
        return text.replace(" exercises::", &format!(" {package}::"));
    }
    let own = format!("(crate::step_{}::", section.step());
    let line = |line: &str| {
        // Examples in the documentation are crates of their own.
        let is_doc = line.trim_start().starts_with("///");
        let to = if is_doc { &package } else { "crate" };
        let line = line.replace("(crate::", &own);
        let line = STEP.replace_all(&line, format!("{to}::$module::"));
        let line =
            NAMES.replace_all(&line, |path: &Captures| match &path["item"] {
                "NAMES" => path[0].to_owned(),
                item => format!("{to}::step_0::{item}"),
            });
        line.into_owned()
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// The text as rustfmt writes it; where that is not installed, as it is, which
/// may have a line that is too long.
fn format(root: &Path, text: String) -> Result<String> {
    let rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut rustfmt) = rustfmt else {
        return Ok(text);
    };
    if let Some(mut stdin) = rustfmt.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    let output = rustfmt.wait_with_output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    Ok(text)
}
