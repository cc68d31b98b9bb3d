//! What the reader is told.

use std::path::Path;

use anyhow::Result;
use follow::compose;
use follow::plan::Section;
use follow::progress::{self, Progress};

/// A path as the reader would type it.
fn short<'p>(root: &Path, path: &'p Path) -> std::path::Display<'p> {
    path.strip_prefix(root).unwrap_or(path).display()
}

/// What to read and to write.
pub fn section(root: &Path, section: &Section) -> Result<()> {
    println!("\n{}\n", compose::title(root, section)?);
    println!("  read   src/{}.md", section.page);
    let path = progress::path(root, section);
    println!("  write  {}", short(root, &path));
    for name in &section.write {
        println!("         {name}");
    }
    for words in &section.also {
        println!("  and    {words}");
    }
    println!();
    Ok(())
}

/// Every section, what is done and what comes next.
pub fn list(root: &Path, plan: &[Section], progress: &Progress) -> Result<()> {
    let next = progress.next(plan).map(|section| &section.number);
    for section in plan {
        let mark = if progress.passed.contains(&section.number) {
            "✓"
        } else if Some(&section.number) == next {
            "→"
        } else {
            " "
        };
        println!("{mark} {}", compose::title(root, section)?);
    }
    let done = progress.passed.len();
    println!("\n{done} of {} done", plan.len());
    Ok(())
}

/// The first hints of a section.
pub fn hints(section: &Section, shown: usize) {
    for (i, hint) in section.hints.iter().take(shown).enumerate() {
        println!("Hint {} of {}. {hint}\n", i + 1, section.hints.len());
    }
    if shown == section.hints.len() {
        println!("`cargo follow solution` shows what the book has.");
    }
}

/// That a section begins again.
pub fn kept(root: &Path, section: &Section, kept: Option<&Path>) {
    println!("{} is as it was at the start.", section.file);
    if let Some(kept) = kept {
        println!("What you wrote is in {}.", short(root, kept));
    }
}

/// That a section was filled in.
pub fn filled(root: &Path, section: &Section, kept: Option<&Path>) {
    println!("{} is the book’s now: {}", section.number, section.file);
    if let Some(kept) = kept {
        println!("  what you wrote is in {}", short(root, kept));
    }
}

/// That all is done.
pub fn all_done() {
    println!(
        "\nYou have written a GPT. Run it:\n\n  \
         cargo run --release -p workbook\n"
    );
}
