//! `cargo follow`: what to write next, and whether it is right.

mod say;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use follow::compose::{self, Bodies};
use follow::copy;
use follow::pages;
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
    /// The book’s code; nothing of yours changes
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
    /// For authors: prove that the checks bite
    #[command(hide = true)]
    Prove {
        /// Only this section
        section: Option<String>,
    },
}

impl Args {
    /// Whether it is about the reader's own files.
    fn needs_copy(&self) -> bool {
        !matches!(
            self.command,
            Some(
                Command::Hint { .. }
                    | Command::Solution { .. }
                    | Command::Prove { .. }
            )
        )
    }
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
    let progress = Progress::read(&root)?;
    if args.needs_copy() {
        say(&say::made(&root, &copy::complete(&root, &plan)?));
    }
    let chosen = |section: &Option<String>| match section {
        Some(number) => find(&root, &plan, number),
        None => progress.next(&plan).context("you have done them all"),
    };
    match &args.command {
        None => watch::watch(&root, &plan)?,
        Some(Command::List) => say(&say::list(&root, &plan, &progress)?),
        Some(Command::Check { section }) => {
            let section = chosen(section)?;
            let verdict = verdict::of(&root, section)?;
            if verdict == Verdict::Right {
                Progress::update(&root, |it| it.pass(&root, section))?;
            }
            return Ok(verdict == Verdict::Right);
        }
        Some(Command::Hint { section }) => {
            hint(&root, chosen(section)?)?;
        }
        Some(Command::Solution { section }) => {
            say(&compose::solution(&root, &plan, chosen(section)?)?);
        }
        Some(Command::Reset { section }) => {
            let section = find(&root, &plan, section)?;
            let kept = Progress::update(&root, |progress| {
                progress.forget(section);
                progress.hints.remove(&section.number);
                progress::replace(&root, section, Bodies::ToDo)
            })?;
            say(&say::begun(&root, section, kept.as_deref()));
        }
        Some(Command::Start { section }) => {
            let section = find(&root, &plan, section)?;
            let start = |it: &mut _| start(&root, &plan, section, it);
            Progress::update(&root, start)?;
            say(&say::section(&root, &plan, section)?);
        }
        Some(Command::Prove { section }) => {
            let only = section.as_ref();
            let only = only.map(|number| find(&root, &plan, number));
            return proof::prove(&root, &plan, only.transpose()?);
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

fn find<'p>(
    root: &Path,
    plan: &'p [Section],
    number: &str,
) -> Result<&'p Section> {
    if let Some(section) = plan::find(plan, number) {
        return Ok(section);
    }
    let mut pages = pages::read(root)?.into_iter();
    if let Some(page) = pages.find(|page| page.number() == Some(number)) {
        let after = pages.find_map(|page| plan::find(plan, page.number()?));
        let next = after.map_or_else(String::new, |after| {
            format!(": the next to write in is {}", after.number)
        });
        bail!("{} is only to read{next}", page.title);
    }
    let numbers = plan.iter().map(|section| section.number.as_str());
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    bail!(
        "there is no section {number:?}; there is something to write in {numbers}"
    )
}

/// Shows one hint more than last time.
fn hint(root: &Path, section: &Section) -> Result<()> {
    Progress::update(root, |progress| {
        let shown = progress.hints.entry(section.number.clone()).or_default();
        let are_no_more = *shown == section.hints.len();
        if !are_no_more {
            *shown += 1;
        }
        say(&say::hints(section, *shown, are_no_more));
        Ok(())
    })
}

/// Goes to a section, and fills in what comes before it and is not done.
fn start(
    root: &Path,
    plan: &[Section],
    section: &Section,
    progress: &mut Progress,
) -> Result<()> {
    progress.begun = Some(section.number.clone());
    // Nobody starts with what the book has written. What they have written
    // themselves stays, and stays done.
    let is_filled = progress.filled.contains(&section.number);
    if is_filled && progress::is_the_books(root, section)? {
        progress::replace(root, section, Bodies::ToDo)?;
        progress.forget(section);
    }
    let before = plan.iter().take_while(|it| it.number != section.number);
    // An exercise needs nothing of what the reader wrote.
    let needed =
        before.filter(|it| !it.is_exercise() && !section.is_exercise());
    for earlier in needed {
        if progress.is_done(earlier) {
            continue;
        }
        if progress::is_written(root, earlier)? {
            say(&say::left(earlier));
        } else {
            let kept = progress::replace(root, earlier, Bodies::Solved)?;
            progress.filled.insert(earlier.number.clone());
            say(&say::filled(root, earlier, kept.as_deref()));
        }
    }
    Ok(())
}
