//! `cargo run -q -p figures -- adam-steps`: prints figures of the book.

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use figures::{CHAPTERS, Figure};
use rayon::prelude::*;
use serde_json::json;

const USAGE: &str = "\
usage: figures NAME...    print these
       figures --list     list all
       figures --all      make all: a line of JSON for each, with its `file`
                          below src/ and its `text`";

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] | ["-h" | "--help"] => println!("{USAGE}"),
        ["--list"] => list()?,
        ["--all"] => all()?,
        names => {
            for name in names {
                let Some(figure) = named(name) else {
                    eprintln!(
                        "there is no figure {name:?}: `figures --list` lists \
                         those that there are"
                    );
                    return Ok(ExitCode::FAILURE);
                };
                io::stdout().write_all(figure.make().as_bytes())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> Option<&'static Figure> {
    let mut figures = CHAPTERS.iter().flat_map(|chapter| chapter.figures);
    figures.find(|figure| figure.name == name)
}

fn list() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for chapter in CHAPTERS {
        for figure in chapter.figures {
            let (folder, file) = (chapter.folder, figure.file());
            writeln!(out, "{:28} src/{folder}/{file}", figure.name)?;
        }
    }
    Ok(())
}

/// Makes all figures, on all the cores there are.
fn all() -> io::Result<()> {
    let jobs: Vec<_> = CHAPTERS
        .iter()
        .flat_map(|chapter| chapter.figures.iter().map(move |it| (chapter, it)))
        .collect();
    let made: Vec<_> = jobs
        .par_iter()
        .map(|(chapter, figure)| {
            let file = format!("{}/{}", chapter.folder, figure.file());
            json!({ "file": file, "text": figure.make() })
        })
        .collect();
    let mut out = io::stdout().lock();
    for figure in made {
        writeln!(out, "{figure}")?;
    }
    out.flush()
}
