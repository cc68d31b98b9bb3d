//! Takes from the names what a page needs: the first of them, as the book
//! shuffles them. All 32,033 would be most of what a reader downloads.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use names::{NAMES, PythonRandom, docs};

/// The thousand of a run, and the 500 that are held out.
const NUM_FIRST: usize = 1500;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut names = docs(NAMES);
    let num_names = names.len();
    PythonRandom::new(42).shuffle(&mut names);

    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("first-names.txt"), names[..NUM_FIRST].join("\n"))?;
    fs::write(out.join("num-names.txt"), num_names.to_string())?;
    Ok(())
}
