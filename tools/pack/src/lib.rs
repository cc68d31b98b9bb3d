//! The files that a page loads, made of what is written.
//!
//! A page may be opened from the disk, where a browser loads neither modules
//! nor WebAssembly, but scripts. So the modules of `widgets/elements` become
//! one script, and the WebAssembly, the names and the novel become a script
//! each, which a page loads when a widget comes near or asks for it.
//!
//! | file | what |
//! | --- | --- |
//! | `theme/widgets.js` | the custom elements; every page has it |
//! | `src/widgets/wasm.js` | the chapters' crates as WebAssembly |
//! | `src/widgets/names.js` | all the names |
//! | `src/widgets/novel.js` | the novel |
//!
//! The WebAssembly has the first of the names in it,
//! `widgets/src/first-names.txt`, and the merges that the novel has,
//! `widgets/src/step_7/merges.txt`.

pub mod changed;
pub mod code;
pub mod modules;
pub mod sources;
pub mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use step_7_text::{BytePairs, MOBY_DICK, Part};

/// The script of the custom elements.
pub const SCRIPT: &str = "theme/widgets.js";

/// The WebAssembly.
pub const WASM: &str = "src/widgets/wasm.js";

/// The names.
pub const NAMES: &str = "src/widgets/names.js";

/// The novel.
pub const NOVEL: &str = "src/widgets/novel.js";

/// The names that WebAssembly has with it.
pub const FIRST_NAMES: &str = "widgets/src/first-names.txt";

/// The pieces of words that WebAssembly has with it.
pub const MERGES: &str = "widgets/src/step_7/merges.txt";

/// How many tokens they make, with the bytes.
const NUM_PIECES: usize = 1024;

/// The thousand of a run, and the 500 that are held out.
const NUM_FIRST: usize = 1500;

/// The first of the names as the book shuffles them, one a line.
pub fn first_names() -> String {
    let mut names = names::docs(names::NAMES);
    portable::PythonRandom::new(42).shuffle(&mut names);
    names[..NUM_FIRST].join("\n") + "\n"
}

/// The merges of the training chapters, as a vocabulary is written.
pub fn merges() -> String {
    let training = Part::Training.of(MOBY_DICK);
    BytePairs::train(training.as_bytes(), NUM_PIECES).to_string()
}

/// The script of the custom elements, from their modules.
///
/// # Errors
///
/// If a module cannot be read or does not follow the rules of [`modules`].
pub fn script(root: &Path) -> Result<String> {
    modules::bundle(&root.join("widgets/elements"), "main.js")
}

/// The names as a script.
///
/// # Errors
///
/// If they cannot be read.
pub fn names(root: &Path) -> Result<String> {
    let names = read(&root.join("data/names.txt"))?;
    Ok(format!("bookAsset(\"names\", `{}`);\n", names.trim_end()))
}

/// The novel as a script.
///
/// # Errors
///
/// If it cannot be read.
pub fn novel(root: &Path) -> Result<String> {
    let novel = read(&root.join("data/moby-dick.txt"))?;
    Ok(format!("bookAsset(\"novel\", `{}`);\n", escaped(&novel)))
}

/// A text as it stands between backticks in a script.
///
/// ```
/// assert_eq!(pack::escaped(r"`a\b` ${c}"), r"\`a\\b\` \${c}");
/// ```
pub fn escaped(text: &str) -> String {
    let mut script = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | '`' | '$') {
            script.push('\\');
        }
        script.push(char);
    }
    script
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path)
        .with_context(|| format!("cannot read {}", path.display()))
}
