//! The plan of what there is to write: the workbook's sections and the
//! exercises, in order.

use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use serde::Deserialize;

/// A crate that the reader writes.
#[derive(Debug, PartialEq, Eq)]
pub struct Track {
    /// The file that says what there is to write in it.
    pub plan: &'static str,
    /// The folder of the reader's files.
    pub folder: &'static str,
    /// The package.
    pub package: &'static str,
    /// Its program that checks a section.
    pub checker: &'static str,
    /// How its library begins; its modules follow.
    pub lib: &'static str,
}

/// The folder of the workspace of both crates.
pub const WORKBOOK: &str = "workbook";

/// The crates that the reader writes.
pub const TRACKS: [&Track; 2] = [&BOOK, &EXERCISES];

/// The sections of the book, each on the shoulders of those before.
pub static BOOK: Track = Track {
    plan: "workbook/sections.toml",
    folder: "workbook/src",
    package: "workbook",
    checker: "check",
    lib: "\
//! microGPT, written by you.
//!
//! `cargo follow` says what comes next.

// What you have not written yet does not use what it is given.
#![allow(unused)]
",
};

/// The exercises, which go beyond it, each on the book's crates alone.
pub static EXERCISES: Track = Track {
    plan: "workbook/exercises/exercises.toml",
    folder: "workbook/exercises/src",
    package: "workbook-exercises",
    checker: "check-exercise",
    lib: "\
//! What goes beyond the book's sections, written by you.
//!
//! `cargo follow start 0.A` begins the first exercise.

// What you have not written yet does not use what it is given.
#![allow(unused)]
",
};

/// A section of the book that has something to write, or an exercise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The crate that it is written in.
    #[serde(skip, default = "book")]
    pub track: &'static Track,
    /// As in the book: `0.4`, or `0.B` for an exercise. A page without a
    /// number is called by its title.
    pub number: String,
    /// Its page, without an ending.
    pub page: String,
    /// Its file, below the reader's folder.
    pub file: String,
    /// The chapters' files that its items are taken from.
    pub from: Vec<String>,
    /// The items of the file, in order.
    pub items: Vec<String>,
    /// The functions that the reader writes.
    pub write: Vec<String>,
    /// Items that the solution has, and that the reader is not told of.
    #[serde(default)]
    pub helpers: Vec<String>,
    /// The imports of the file.
    #[serde(default)]
    pub uses: String,
    /// Words that read otherwise here than in the chapter: `[old, new]`.
    #[serde(default)]
    pub replace: Vec<[String; 2]>,
    /// The parts that the reader writes in an earlier section's file.
    #[serde(default)]
    pub also: Vec<Also>,
    /// A note of what else the reader must know before they write.
    pub note: Option<String>,
    /// Three hints, ever more direct.
    pub hints: Vec<String>,
    /// The mistakes that people make.
    #[serde(default)]
    pub mistakes: Vec<Mistake>,
    /// Other ways that are as right as the book's.
    #[serde(default)]
    pub variants: Vec<Variant>,
}

/// A part of a function that an earlier section began.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Also {
    /// The earlier section.
    #[serde(rename = "in")]
    pub section: String,
    /// The function.
    pub function: String,
    /// Which part of it, in words.
    pub part: String,
}

/// Another right way, which the section's check must let pass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The text that stands in the solution.
    pub book: String,
    /// The text that may stand there too.
    pub reader: String,
}

/// A mistake that the section's check must recognise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// The text that stands in the solution.
    pub right: String,
    /// The text that stands there by mistake.
    pub wrong: String,
    /// The words that the reader is told; a part of the message.
    pub says: String,
    /// The section whose file it stands in, if that is another one.
    #[serde(rename = "in")]
    pub section: Option<String>,
}

#[derive(Deserialize)]
struct Plan {
    #[serde(default)]
    section: Vec<Section>,
}

fn book() -> &'static Track {
    &BOOK
}

impl Section {
    /// Its step: 0 for `0.4`.
    pub fn step(&self) -> &str {
        let folder = self.page.strip_prefix("step-").unwrap_or_default();
        folder.split('-').next().unwrap_or_default()
    }

    /// Whether it is the program, and not a module of the library.
    pub fn is_program(&self) -> bool {
        self.file == "main.rs"
    }

    /// Whether nothing in the book needs it.
    pub fn is_exercise(&self) -> bool {
        self.track == &EXERCISES
    }
}

/// The section of this number, if it has something to write.
pub fn find<'p>(plan: &'p [Section], number: &str) -> Option<&'p Section> {
    plan.iter().find(|section| section.number == number)
}

/// Reads both plans: the exercises of a step come after its sections.
///
/// # Errors
///
/// If one is not there, or not a plan.
pub fn read(root: &Path) -> Result<Vec<Section>> {
    let mut sections = read_track(root, &BOOK)?;
    sections.extend(read_track(root, &EXERCISES)?);
    // The sort is stable.
    sections.sort_by(|a, b| a.step().cmp(b.step()));
    Ok(sections)
}

fn read_track(root: &Path, track: &'static Track) -> Result<Vec<Section>> {
    let file = track.plan;
    let text = fs::read_to_string(root.join(file))?;
    let plan: Plan =
        toml::from_str(&text).with_context(|| format!("in {file}"))?;
    let of = |section| Section { track, ..section };
    Ok(plan.section.into_iter().map(of).collect())
}
