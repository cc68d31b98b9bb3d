//! The plan of the workbook: its sections, in order.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// The file of the plan.
pub const PLAN: &str = "workbook/sections.toml";

/// A section of the book that has something to write.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// As in the book: `0.4`.
    pub number: String,
    /// Its page, without an ending.
    pub page: String,
    /// Its file, below `workbook/src`.
    pub file: String,
    /// The chapters' files that its items are taken from.
    pub from: Vec<String>,
    /// What stands in the file, in order.
    pub items: Vec<String>,
    /// The functions that the reader writes.
    pub write: Vec<String>,
    /// What the file imports.
    #[serde(default)]
    pub uses: String,
    /// What reads otherwise here than in the chapter: `[old, new]`.
    #[serde(default)]
    pub replace: Vec<[String; 2]>,
    /// What the reader writes in an earlier file, in words.
    #[serde(default)]
    pub also: Vec<String>,
    /// Three hints, ever more direct.
    pub hints: Vec<String>,
    /// What is often written instead.
    #[serde(default)]
    pub mistakes: Vec<Mistake>,
    /// What is as right as the book's.
    #[serde(default)]
    pub variants: Vec<Variant>,
}

/// Another right way, which the section's check must let pass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// What stands in the solution.
    pub book: String,
    /// What may stand there too.
    pub reader: String,
}

/// A mistake that the section's check must recognise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// What stands in the solution.
    pub right: String,
    /// What stands there by mistake.
    pub wrong: String,
    /// What the reader is told; a part of the message.
    pub says: String,
    /// The section whose file it stands in, if that is another one.
    #[serde(rename = "in")]
    pub section: Option<String>,
}

#[derive(Deserialize)]
struct Plan {
    section: Vec<Section>,
}

impl Section {
    /// Its step: 0 for `0.4`.
    pub fn step(&self) -> &str {
        self.number.split('.').next().unwrap_or_default()
    }

    /// Whether it is the program, and not a module of the library.
    pub fn is_program(&self) -> bool {
        self.file == "main.rs"
    }
}

/// Reads the plan.
///
/// # Errors
///
/// If it is not there, or not one.
pub fn read(root: &Path) -> Result<Vec<Section>> {
    let text = fs::read_to_string(root.join(PLAN))
        .with_context(|| format!("cannot read {PLAN}"))?;
    let plan: Plan =
        toml::from_str(&text).with_context(|| format!("in {PLAN}"))?;
    Ok(plan.section)
}
