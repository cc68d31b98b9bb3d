//! The command line of the press.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use book::{SUMMARY, list};
use press::output;
use press::preprocessor::Preprocessor;
use press::program::Build;

const USAGE: &str = "\
usage: press bless      run every program of the book and rewrite its outputs
       press listings   preprocessor for mdBook: captioned listings
       press mathml     preprocessor for mdBook: formulas, after katex";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["bless"] => bless(),
        ["listings"] => Preprocessor::Listings.run_for_mdbook(),
        ["mathml"] => Preprocessor::Mathml.run_for_mdbook(),
        // mdBook asks whether a renderer is supported, by the exit code.
        ["listings" | "mathml", "supports", renderer] => {
            return ExitCode::from(u8::from(*renderer != "html"));
        }
        _ => bail_with_usage(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bail_with_usage() -> Result<()> {
    bail!("{USAGE}")
}

/// Rewrites everything that programs print, and says what changed.
fn bless() -> Result<()> {
    let build = Build::new(&root()?)?;
    let (changed, problems) = output::bless(&build)?;
    for path in &changed {
        println!("changed {path}");
    }
    if changed.is_empty() {
        println!("nothing changed");
    }
    if !problems.is_empty() {
        bail!("{}", list(&problems));
    }
    Ok(())
}

/// The folder of the book: this one or the nearest above it that has one.
fn root() -> Result<PathBuf> {
    let here = env::current_dir()?;
    here.ancestors()
        .find(|folder| folder.join(SUMMARY).is_file())
        .map(PathBuf::from)
        .with_context(|| format!("there is no {SUMMARY} here or above"))
}
