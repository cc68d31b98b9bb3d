//! Modules to one script.
//!
//! A module here is plain JavaScript with named imports from files beside it
//! and exports where things are declared:
//!
//! ```js
//! import { chip } from "./shared/dom.js";
//! export class TokenChips extends Widget {}
//! ```
//!
//! That is little enough to need no parser: the modules are put one after the
//! other, each after those that it imports, without these two words. No two
//! may then declare the same name, which is checked.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

static IMPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?m)^import (?:\{(?<names>[^}]*)\} from )?"(?<file>[^"]+)";\n"#,
    )
    .expect("the pattern is valid")
});

static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^(?<export>export )?(?:async )?(?:function\*?|class|const|let) (?<name>\w+)",
    )
    .expect("the pattern is valid")
});

/// Lines that are nothing but comment.
static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ ]*//.*\n|^[ ]*/\*(?s:.)*?\*/\n")
        .expect("the pattern is valid")
});

/// One script from the module `main` in `folder` and all that it imports.
///
/// # Errors
///
/// If a module cannot be read, imports what is not exported, imports itself
/// around a corner, or declares a name that another declares too.
pub fn bundle(folder: &Path, main: &str) -> Result<String> {
    let mut bundle = Bundle::default();
    bundle.add(folder, Path::new(main))?;
    Ok(format!(
        "// `cargo widgets` makes this of widgets/elements.\n\
         (() => {{\n\"use strict\";\n{}}})();\n",
        bundle.text
    ))
}

#[derive(Default)]
struct Bundle {
    text: String,
    /// The modules so far, and whether each is finished.
    modules: HashMap<PathBuf, bool>,
    /// Where each name is declared, and whether it is exported.
    names: HashMap<String, (PathBuf, bool)>,
}

impl Bundle {
    fn add(&mut self, folder: &Path, module: &Path) -> Result<()> {
        let path = normalized(module);
        match self.modules.get(&path) {
            Some(true) => return Ok(()),
            Some(false) => bail!("{} imports itself", path.display()),
            None => self.modules.insert(path.clone(), false),
        };
        let text = crate::read(&folder.join(&path))?;
        let beside = path.parent().context("a module is in a folder")?;
        for import in IMPORT.captures_iter(&text) {
            let from = normalized(&beside.join(&import["file"]));
            self.add(folder, &from)?;
            let names = import.name("names").map_or("", |names| names.as_str());
            for name in names.split(',').map(str::trim) {
                let exported = Some(&(from.clone(), true));
                if !name.is_empty() && self.names.get(name) != exported {
                    let (path, from) = (path.display(), from.display());
                    bail!("{path}: {from} does not export {name}");
                }
            }
        }
        for found in DECLARATION.captures_iter(&text) {
            let is_exported = found.name("export").is_some();
            let here = (path.clone(), is_exported);
            if let Some((other, _)) =
                self.names.insert(found["name"].to_owned(), here)
            {
                let (path, other) = (path.display(), other.display());
                bail!("{path} and {other} both declare {}", &found["name"]);
            }
        }
        let text = IMPORT.replace_all(&text, "");
        let text = COMMENT.replace_all(&text, "");
        let text = DECLARATION.replace_all(&text, |found: &regex::Captures| {
            found[0].trim_start_matches("export ").to_owned()
        });
        self.text.push_str(text.trim_start());
        self.modules.insert(path, true);
        Ok(())
    }
}

/// A path without `.` and `..`.
fn normalized(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use std::env::temp_dir;
    use std::fs;

    use super::bundle;

    fn bundled(name: &str, files: &[(&str, &str)]) -> Result<String, String> {
        let folder = temp_dir().join(format!("modules-{name}"));
        for (file, text) in files {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        bundle(&folder, "main.js").map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_imported_comes_first_and_once() {
        let script = bundled(
            "order",
            &[
                (
                    "main.js",
                    "import { b } from \"./parts/b.js\";\n\
                     import { c } from \"./parts/c.js\";\n\
                     b(c);\n",
                ),
                (
                    "parts/b.js",
                    "// Says b.\nimport { c } from \"./c.js\";\n\
                     export function b() {}\n",
                ),
                ("parts/c.js", "export const c = 1; // one\n"),
            ],
        );
        assert_eq!(
            script.unwrap(),
            "// `cargo widgets` makes this of widgets/elements.\n\
             (() => {\n\"use strict\";\n\
             const c = 1; // one\nfunction b() {}\nb(c);\n})();\n"
        );
    }

    #[test]
    fn names_that_clash_or_are_missing_are_refused() {
        let clash = bundled(
            "clash",
            &[
                ("main.js", "import \"./a.js\";\nconst a = 1;\n"),
                ("a.js", "const a = 2;\n"),
            ],
        );
        assert_eq!(clash.unwrap_err(), "main.js and a.js both declare a");
        let missing = bundled(
            "missing",
            &[
                ("main.js", "import { b } from \"./a.js\";\n"),
                ("a.js", "const b = 2;\n"),
            ],
        );
        assert_eq!(missing.unwrap_err(), "main.js: a.js does not export b");
    }
}
