//! `cargo widgets`: builds what a page loads, and says how much it is.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = dunce::canonicalize(root)?;
    write(&root, pack::FIRST_NAMES, &pack::first_names())?;
    write(&root, pack::MERGES, &pack::merges())?;
    write(&root, pack::SCRIPT, &pack::script(&root)?)?;
    write(&root, pack::NAMES, &pack::names(&root)?)?;
    write(&root, pack::NOVEL, &pack::novel(&root)?)?;

    let fingerprint = pack::sources::fingerprint(&root)?;
    let wasm = fs::read(pack::wasm::build(&root)?)?;
    println!("{:8} bytes of WebAssembly", wasm.len());
    write(&root, pack::WASM, &pack::wasm::script(&wasm, &fingerprint)?)
}

fn write(root: &Path, file: &str, text: &str) -> Result<()> {
    println!("{:8} bytes: {file}", text.len());
    let path = root.join(file);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {file}"))
}
