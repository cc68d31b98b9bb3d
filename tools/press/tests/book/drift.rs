//! Drift: every kind of change that parts the text from what is true, planted
//! in the small book one by one. Most are refused in words. The others are
//! named with the reason why no check sees them, and `CONTRIBUTING.md` says
//! what they have in common.

mod code;
mod made;
mod network;
mod numbers;
mod pages;
mod unseen;

use std::collections::HashSet;
use std::fs;

use anyhow::Result;
use book::Book;
use press::program::Build;
use press::{assertion, command, coverage, house, version};

use crate::fixture::Fixture;

/// A kind of drift, and a change that is one.
pub struct Drift {
    kind: &'static str,
    file: &'static str,
    edit: Edit,
    fate: Fate,
}

/// What happens to a file.
enum Edit {
    /// Some words of it become others.
    Replace(&'static str, &'static str),
    /// It is new, or all of it is.
    Write(&'static str),
    /// It is deleted.
    Delete,
}

/// What becomes of a drift.
enum Fate {
    /// A check refuses it, in these words.
    Caught(&'static str),
    /// No check sees it, for this reason.
    Unseen(&'static str),
}

/// The page that most of them are planted in.
const PAGE: &str = "src/fixture/1.2-what-drifts.md";

/// The page that has the examples.
const EXAMPLES: &str = "src/fixture/1.1-what-is-right.md";

/// The code that both show.
const LIBRARY: &str = "chapters-code/fixture/src/lib.rs";

/// Words of a file that become others, which a check refuses in these.
const fn caught(
    kind: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    says: &'static str,
) -> Drift {
    Drift {
        kind,
        file,
        edit: Edit::Replace(from, to),
        fate: Fate::Caught(says),
    }
}

/// Words that the sentence of the page for drifts ends with, which a check
/// refuses in these.
const fn said(
    kind: &'static str,
    to: &'static str,
    says: &'static str,
) -> Drift {
    caught(kind, PAGE, "into this sentence.", to, says)
}

#[test]
fn drift_is_caught() {
    let fixture = Fixture::copy("drift");
    let build = Build::apart(&fixture.root, &fixture.root.join("target"))
        .expect("the fixture compiles");
    let before = all(&fixture, &build, true).expect("nothing is wrong yet");
    let tables = [
        numbers::DRIFTS,
        made::DRIFTS,
        pages::DRIFTS,
        code::DRIFTS,
        network::DRIFTS,
        unseen::DRIFTS,
    ];

    let (mut kinds, mut num_caught) = (HashSet::new(), 0);
    let mut wrong = Vec::new();
    for drift in tables.into_iter().flatten() {
        let Drift {
            kind, file, fate, ..
        } = drift;
        assert!(kinds.insert(*kind), "{kind} is there twice");
        let found = planted(&fixture, drift, || {
            // Cargo, which it asks, takes longer than all others together.
            let with_map = !file.starts_with("src/");
            match all(&fixture, &build, with_map) {
                Ok(found) => found,
                Err(error) => vec![format!("{error:#}")],
            }
        });
        let new: Vec<&String> =
            found.iter().filter(|it| !before.contains(it)).collect();
        match fate {
            Fate::Caught(says) => {
                num_caught += 1;
                if !new.iter().any(|problem| problem.contains(says)) {
                    wrong.push(format!("{kind} gives {new:#?}"));
                }
            }
            Fate::Unseen(why) => {
                assert!(!why.is_empty());
                if !new.is_empty() {
                    wrong.push(format!("{kind} is seen: {new:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    let num_unseen = kinds.len() - num_caught;
    println!("{num_caught} kinds of drift are caught, {num_unseen} are not");
    assert!(kinds.len() >= 111 && num_caught > 95, "{num_caught}");
}

/// Everything that is wrong with the small book and with its crates, which may
/// be that something cannot be read.
fn all(
    fixture: &Fixture,
    build: &Build,
    with_map: bool,
) -> Result<Vec<String>> {
    let book = Book::load(&fixture.root)?;
    let mut problems = crate::problems(&book, build)?;
    problems.extend(coverage::unused(&book)?);
    problems.extend(coverage::unshown(&book)?);
    problems.extend(assertion::check(&book)?);
    problems.extend(command::check(&book)?);
    problems.extend(version::check(&book.root));
    if with_map {
        problems.extend(house::check(&book.root)?);
    }
    Ok(problems.iter().map(ToString::to_string).collect())
}

/// What is found once this has drifted; it is then put back.
fn planted(
    fixture: &Fixture,
    drift: &Drift,
    find: impl Fn() -> Vec<String>,
) -> Vec<String> {
    let Drift {
        kind, file, edit, ..
    } = drift;
    let path = fixture.root.join(file);
    let before = fs::read_to_string(&path).ok();
    match edit {
        Edit::Replace(from, to) => {
            let text = before.as_deref().unwrap_or_default();
            assert_eq!(text.matches(from).count(), 1, "{kind}: {from}");
            fixture.write(file, &text.replace(from, to));
        }
        Edit::Write(text) => fixture.write(file, text),
        Edit::Delete => fs::remove_file(&path).expect("it is there"),
    }
    let found = find();
    match before {
        Some(text) => fixture.write(file, &text),
        None => fs::remove_file(&path).expect("it was made"),
    }
    found
}
