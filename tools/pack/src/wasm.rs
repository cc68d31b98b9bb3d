//! The WebAssembly: how it is built, and how a page gets it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};

const TARGET: &str = "wasm32-unknown-unknown";

/// Vectors of two numbers make training in a page a tenth faster. Every browser
/// that can unpack the WebAssembly (`DecompressionStream`) has them.
pub(crate) const FLAGS: &str = "-C target-feature=+simd128";

/// Debian's second toolchain: packages cargo-web, rustc-web, rust-web-src and
/// lld-22. It builds the standard library from source.
const DEBIAN: [&str; 2] = ["/usr/bin/cargo", "/usr/bin/rustc"];

/// Builds the WebAssembly, with the toolchain's own target where rustup has
/// it, else with Debian's. Returns where it is.
///
/// # Errors
///
/// If neither is there, or the code does not compile.
pub fn build(root: &Path) -> Result<PathBuf> {
    let mut cargo = if has_target()? {
        Command::new("cargo")
    } else if DEBIAN.iter().all(|tool| Path::new(tool).exists()) {
        let mut cargo = Command::new(DEBIAN[0]);
        cargo
            .env("RUSTC", DEBIAN[1])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22")
            .arg("-Zbuild-std=std,panic_abort")
            .arg("-Zbuild-std-features=optimize_for_size");
        cargo
    } else {
        bail!("no WebAssembly target: run `rustup target add {TARGET}`");
    };
    // An outer cargo sets these for its own toolchain.
    for inherited in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER"] {
        cargo.env_remove(inherited);
    }
    let target = root.join("target/web");
    let status = cargo
        .current_dir(root)
        .env("RUSTFLAGS", FLAGS)
        .args(["build", "-q", "--locked", "--lib", "-p", "widgets"])
        .args(["--profile", "web", "--target", TARGET, "--target-dir"])
        .arg(&target)
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("the WebAssembly was not built");
    }
    Ok(target.join(TARGET).join("web/widgets.wasm"))
}

/// Whether the toolchain in use has the target.
fn has_target() -> Result<bool> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("cannot run rustc")?;
    let folder = String::from_utf8(output.stdout)?;
    Ok(Path::new(folder.trim()).is_dir())
}

/// The script that hands WebAssembly to a page, compressed, so that it is small
/// on the disk and on every server. Its first line says what it was built from.
///
/// # Errors
///
/// If it cannot be compressed.
pub fn script(wasm: &[u8], fingerprint: &str) -> Result<String> {
    let mut small = Vec::new();
    GzEncoder::new(wasm, Compression::best()).read_to_end(&mut small)?;
    let text = BASE64_STANDARD.encode(small);
    Ok(format!(
        "// built from {fingerprint}\nbookAsset(\"wasm\", \"{text}\");\n"
    ))
}

/// The WebAssembly of such a script, and what it was built from.
///
/// # Errors
///
/// If it is no such script.
pub fn unpack(script: &str) -> Result<(Vec<u8>, String)> {
    let parts = script.strip_prefix("// built from ").and_then(|rest| {
        let (fingerprint, rest) = rest.split_once('\n')?;
        let text = rest.strip_prefix("bookAsset(\"wasm\", \"")?;
        Some((text.strip_suffix("\");\n")?, fingerprint))
    });
    let (text, fingerprint) = parts.context("not made by `cargo widgets`")?;
    let mut wasm = Vec::new();
    let small = BASE64_STANDARD.decode(text)?;
    GzDecoder::new(&small[..]).read_to_end(&mut wasm)?;
    Ok((wasm, fingerprint.to_owned()))
}
