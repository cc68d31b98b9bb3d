//! Versions: what the README asks for is what the book is tested with.

use std::path::Path;
use std::sync::LazyLock;

use book::{Problem, line_of};
use fs_err as fs;
use regex::Regex;

/// A tool with its version, as `cargo install` takes it.
static TOOL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?<name>mdbook(?:-\w+)?)@(?<version>[\d.]+\d)")
        .expect("the pattern is valid")
});

/// The version of mdBook that the press speaks to.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"mdbook-preprocessor = "=(?<version>[\d.]+)""#)
        .expect("the pattern is valid")
});

/// The version of Rust, in the manifest and in a sentence.
static RUST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"rust-version = "(?<set>[\d.]+)"|\s(?<said>[\d.]+) or newer"#)
        .expect("the pattern is valid")
});

/// The page that a reader follows.
const README: &str = "README.md";

/// The README names the versions of Rust and of the tools that the manifests
/// and the checks name.
pub fn check(root: &Path) -> Vec<Problem> {
    let read =
        |file: &str| fs::read_to_string(root.join(file)).unwrap_or_default();
    let readme = read(README);
    let mut problems = Vec::new();
    let mut refuse = |offset: usize, message: String| {
        let line = line_of(&readme, offset);
        problems.push(Problem::new(README, line, message));
    };

    let manifest = read("Cargo.toml");
    let mut set = RUST.captures_iter(&manifest);
    if let Some(set) = set.find_map(|it| it.name("set"))
        && let Some(said) =
            RUST.captures_iter(&readme).find_map(|it| it.name("said"))
        && set.as_str() != said.as_str()
    {
        refuse(
            said.start(),
            format!("Cargo.toml asks for Rust {}", set.as_str()),
        );
    }

    let press = read("tools/press/Cargo.toml");
    let checks = read(".ci/run");
    for tool in TOOL.captures_iter(&readme) {
        let (name, version) = (&tool["name"], &tool["version"]);
        let offset = tool.get(0).map_or(0, |it| it.start());
        let mut others = TOOL.captures_iter(&checks);
        if let Some(other) = others.find(|it| it["name"] == *name)
            && other["version"] != *version
        {
            refuse(offset, format!("`.ci/run` has {}", &other[0]));
        }
        if name == "mdbook"
            && let Some(spoken) = SPOKEN.captures(&press)
            && spoken["version"] != *version
        {
            let spoken = &spoken["version"];
            refuse(offset, format!("the press speaks to mdbook {spoken}"));
        }
    }
    problems
}
