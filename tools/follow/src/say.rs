//! The words for the reader.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Result;
use follow::compose;
use follow::pages;
use follow::plan::{self, Section};
use follow::progress::{self, Progress};

/// Said while nothing is saved.
pub const WAITING: &str =
    "\nSave the file and it is checked again. Stuck? `cargo follow hint`\n";

/// Said when the reader's program is right.
pub const PROGRAM_DONE: &str = "
You have written a GPT. Run it:

  cd workbook
  cargo run --release

What it should print is in src/appendix/reference-run.md.
";

/// Said at the end.
pub const ALL_DONE: &str = "
All sections are yours. What goes beyond them are the exercises: `cargo follow
list` has them, `cargo follow start 5.A` begins one.
";

/// Prints; a reader who has closed the other end does not want to hear it.
pub fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// A path as the reader would type it.
fn short<'p>(root: &Path, path: &'p Path) -> std::path::Display<'p> {
    path.strip_prefix(root).unwrap_or(path).display()
}

/// The files of the reader's that were not there yet.
pub fn made(root: &Path, files: &[PathBuf]) -> String {
    match files {
        [] => String::new(),
        [file] => format!("{} is new: it is yours.\n", short(root, file)),
        _ => format!(
            "{} files are new below `workbook`: they are yours.\n",
            files.len()
        ),
    }
}

/// A section: what to read, and what to write.
///
/// # Errors
///
/// If a page cannot be read.
pub fn section(
    root: &Path,
    plan: &[Section],
    section: &Section,
) -> Result<String> {
    const INDENT: &str = "\n         ";
    let title = compose::title(root, section)?;
    let pages = pages::read(root)?;
    let to_read = pages::to_read(&pages, plan, section)?;
    let files: Vec<&str> =
        to_read.iter().map(|page| page.path.as_str()).collect();
    let from = if files.len() > 1 { "from " } else { "" };
    let address = to_read.first().map(|page| page.address());
    let elsewhere = pages::shown_elsewhere(root, &pages, section)?;
    let functions = section.write.iter().map(|function| {
        let mut others = elsewhere.iter();
        let other = others.find(|(other, _)| other == function);
        let shown = other.map(|(_, page)| {
            let page = page.number().unwrap_or(&page.title);
            format!(" (shown in {page})")
        });
        format!("{INDENT}{function}{}", shown.unwrap_or_default())
    });
    let also = section.also.iter().map(|also| {
        let file = plan::find(plan, &also.section).map_or("", |it| &it.file);
        format!("  and    {}, in {file}\n", also.part)
    });
    let note = section.note.as_deref().map_or_else(String::new, note);
    Ok(format!(
        "\n{title}\n\n  read   {}, or with `mdbook serve`{INDENT}{from}{}\n  \
         write  {}{}\n{}{note}\n",
        files.join(INDENT),
        address.unwrap_or_default(),
        short(root, &progress::path(root, section)),
        functions.collect::<String>(),
        also.collect::<String>(),
    ))
}

/// A note, in its column.
fn note(text: &str) -> String {
    let options = textwrap::Options::new(78)
        .initial_indent("  note   ")
        .subsequent_indent("         ");
    textwrap::fill(text, options) + "\n"
}

/// Every section, what is done and what comes next.
///
/// # Errors
///
/// If a page cannot be read.
pub fn list(
    root: &Path,
    plan: &[Section],
    progress: &Progress,
) -> Result<String> {
    let next = progress.next(plan).map(|section| &section.number);
    let mut text = String::new();
    for section in plan {
        let mark = if progress.passed.contains(&section.number) {
            "✓"
        } else if progress.filled.contains(&section.number) {
            "○"
        } else if Some(&section.number) == next {
            "→"
        } else {
            " "
        };
        writeln!(text, "{mark} {}", compose::title(root, section)?)?;
    }
    let count = |of: fn(&Section) -> bool| {
        let all: Vec<_> = plan.iter().filter(|it| of(it)).collect();
        let passed = |it: &&&Section| progress.passed.contains(&it.number);
        (all.iter().filter(passed).count(), all.len())
    };
    let (done, all) = count(|it| !it.is_exercise());
    writeln!(text, "\n{done} of {all} sections done")?;
    let filled = progress.filled.len();
    if filled > 0 {
        writeln!(text, "{filled} filled in from the book (○)")?;
    }
    let (done, all) = count(Section::is_exercise);
    writeln!(text, "{done} of {all} exercises done")?;
    Ok(text)
}

/// The exercises of a step, after its last section.
///
/// # Errors
///
/// If a page cannot be read.
pub fn exercises_after(
    root: &Path,
    plan: &[Section],
    section: &Section,
) -> Result<String> {
    let step = plan.iter().filter(|it| it.step() == section.step());
    let (exercises, sections): (Vec<_>, Vec<_>) =
        step.partition(|it| it.is_exercise());
    let is_last = sections
        .last()
        .is_some_and(|it| it.number == section.number);
    let Some(first) = exercises.first().filter(|_| is_last) else {
        return Ok(String::new());
    };
    let mut text =
        format!("\nStep {} is yours. Beyond it:\n\n", section.step());
    for exercise in &exercises {
        writeln!(text, "  {}", compose::title(root, exercise)?)?;
    }
    writeln!(
        text,
        "\n`cargo follow start {}` begins an exercise.",
        first.number
    )?;
    Ok(text)
}

/// The first hints of a section, and whether the reader has asked for more.
pub fn hints(section: &Section, shown: usize, are_no_more: bool) -> String {
    let of = section.hints.len();
    let mut text = String::new();
    for (i, hint) in section.hints.iter().take(shown).enumerate() {
        let hint = format!("Hint {} of {of}. {hint}", i + 1);
        text += &textwrap::fill(&hint, 78);
        text += "\n\n";
    }
    if are_no_more {
        text += "There are no more hints. ";
    }
    if shown == of {
        text += "`cargo follow solution ";
        text += &section.number;
        text += "` shows what the book has.\n";
    }
    text
}

/// That a section begins again.
pub fn begun(root: &Path, section: &Section, kept: Option<&Path>) -> String {
    let begun = format!("{} is as it was at the start.\n", section.file);
    begun + &theirs(root, kept)
}

/// That a section stays as the reader wrote it.
pub fn left(section: &Section) -> String {
    let number = &section.number;
    format!(
        "{number} stays yours: `cargo follow check {number}` says whether it \
         is right\n"
    )
}

/// That a section was filled in.
pub fn filled(root: &Path, section: &Section, kept: Option<&Path>) -> String {
    let filled =
        format!("{} is the book’s: {}\n", section.number, section.file);
    filled + &theirs(root, kept)
}

fn theirs(root: &Path, kept: Option<&Path>) -> String {
    kept.map_or_else(String::new, |kept| {
        format!("  What you wrote is in {}.\n", short(root, kept))
    })
}

#[cfg(test)]
mod tests {
    use super::note;

    #[test]
    fn a_note_stands_in_its_column() {
        let text = note(&"word ".repeat(40));
        let mut lines = text.lines();
        assert!(
            lines
                .next()
                .is_some_and(|it| it.starts_with("  note   word"))
        );
        assert!(lines.all(|it| it.starts_with("         word")));
        assert!(text.lines().all(|it| it.len() <= 78), "{text}");
    }
}
