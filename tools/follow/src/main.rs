//! `cargo follow`: what to write next, and whether it is right.

mod say;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use follow::compose::{self, Bodies};
use follow::plan::{self, Section};
use follow::progress::{self, Progress};
use follow::proof;
use follow::verdict::{self, Verdict};
use say::say;

/// Follows you through the workbook, section by section.
///
/// Without a command, it says what to write next, and checks it whenever you
/// save a file.
#[derive(Parser)]
#[command(name = "cargo follow", bin_name = "cargo follow")]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Every section, and which of them you have done
    List,
    /// Check a section once: the next one, unless you name another
    Check {
        /// Its number, such as 0.4
        section: Option<String>,
    },
    /// A hint; the next one is more direct
    Hint {
        /// Its number, such as 0.4
        section: Option<String>,
    },
    /// What the book has; nothing of yours changes
    Solution {
        /// Its number, such as 0.4
        section: Option<String>,
    },
    /// Begin a section again; what you wrote is kept
    Reset {
        /// Its number, such as 0.4
        section: String,
    },
    /// Start at a section or an exercise; what you have not written before it
    /// comes from the book
    Start {
        /// Its number, such as 3.2, or 3.B for an exercise
        section: String,
    },
    /// For authors: write every file of the workbook again, with nothing done
    #[command(hide = true)]
    Blank {
        /// Say which differ, and write nothing
        #[arg(long)]
        check: bool,
    },
    /// For authors: prove that the checks bite
    #[command(hide = true)]
    Prove {
        /// Only this section
        section: Option<String>,
    },
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<bool> {
    let root = root()?;
    let plan = plan::read(&root)?;
    let mut progress = Progress::read(&root)?;
    let chosen = |section: &Option<String>| match section {
        Some(number) => find(&plan, number),
        None => progress.next(&plan).context("you have done them all"),
    };
    match &args.command {
        None => watch::watch(&root, &plan, &mut progress)?,
        Some(Command::List) => say(&say::list(&root, &plan, &progress)?),
        Some(Command::Check { section }) => {
            let section = chosen(section)?;
            let verdict = verdict::of(&root, section)?;
            if verdict == Verdict::Right {
                progress.passed.insert(section.number.clone());
                progress.write(&root)?;
            }
            return Ok(verdict == Verdict::Right);
        }
        Some(Command::Hint { section }) => {
            let section = chosen(section)?;
            hint(&root, section, &mut progress)?;
        }
        Some(Command::Solution { section }) => {
            say(&compose::solution(&root, &plan, chosen(section)?)?);
        }
        Some(Command::Reset { section }) => {
            let section = find(&plan, section)?;
            let kept = progress::replace(&root, section, Bodies::ToDo)?;
            say(&say::begun(&root, section, kept.as_deref()));
            progress.passed.remove(&section.number);
            progress.hints.remove(&section.number);
            progress.write(&root)?;
        }
        Some(Command::Start { section }) => {
            let section = find(&plan, section)?;
            start(&root, &plan, section, &mut progress)?;
        }
        Some(Command::Blank { check }) => {
            return proof::blank(&root, &plan, *check);
        }
        Some(Command::Prove { section }) => {
            return proof::prove(&root, &plan, section.as_deref());
        }
    }
    Ok(true)
}

/// The folder of the book: this one, or one around it.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("there is no folder here")?;
    let mut around = here.ancestors();
    let root = around.find(|folder| folder.join(plan::BOOK.plan).is_file());
    root.map(Path::to_owned).with_context(|| {
        format!(
            "run this in the book’s folder: {} is not in it",
            plan::BOOK.plan
        )
    })
}

fn find<'p>(plan: &'p [Section], number: &str) -> Result<&'p Section> {
    if let Some(section) = plan::find(plan, number) {
        return Ok(section);
    }
    let numbers = plan.iter().map(|section| section.number.as_str());
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    bail!(
        "there is nothing to write in section {number:?}; there is in {numbers}"
    )
}

/// Shows one hint more than last time.
fn hint(root: &Path, section: &Section, progress: &mut Progress) -> Result<()> {
    let shown = progress.hints.entry(section.number.clone()).or_default();
    *shown = (*shown + 1).min(section.hints.len());
    say(&say::hints(section, *shown));
    progress.write(root)
}

/// Fills in what comes before a section and has not passed.
fn start(
    root: &Path,
    plan: &[Section],
    section: &Section,
    progress: &mut Progress,
) -> Result<()> {
    progress.exercise = None;
    let before = plan.iter().take_while(|it| it.number != section.number);
    // An exercise needs nothing of what the reader wrote.
    let mut needed: Vec<_> = before.filter(|it| !it.is_exercise()).collect();
    if section.is_exercise() {
        progress.exercise = Some(section.number.clone());
        progress.passed.remove(&section.number);
        needed.clear();
    }
    for earlier in needed {
        if progress.passed.insert(earlier.number.clone()) {
            let kept = progress::replace(root, earlier, Bodies::Solved)?;
            say(&say::filled(root, earlier, kept.as_deref()));
        }
    }
    progress.write(root)?;
    say(&say::section(root, plan, section)?);
    Ok(())
}
