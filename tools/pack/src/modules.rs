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
//! That is little enough to need no parser. Each module becomes a function that
//! is called at once and returns what it exports, after those that it imports:
//!
//! ```js
//! const module2 = (() => {
//! const { chip } = module1;
//! class TokenChips extends Widget {}
//! return { TokenChips };
//! })();
//! ```

use std::collections::HashMap;
use std::fmt::Write as _;
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

static EXPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^export (?<kind>async function|function\*?|class|const|let) (?<name>\w+)",
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
/// If a module cannot be read, imports what is not exported, or imports itself
/// around a corner.
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
    /// The modules so far; none for one that is not finished.
    modules: HashMap<PathBuf, Option<Module>>,
    count: usize,
}

struct Module {
    number: usize,
    exports: Vec<String>,
}

impl Bundle {
    fn add(&mut self, folder: &Path, path: &Path) -> Result<()> {
        let path = normalized(path);
        match self.modules.get(&path) {
            Some(Some(_)) => return Ok(()),
            Some(None) => bail!("{} imports itself", path.display()),
            None => self.modules.insert(path.clone(), None),
        };
        let text = crate::read(&folder.join(&path))?;
        let beside = path.parent().context("a module is in a folder")?;
        let mut imports = String::new();
        for import in IMPORT.captures_iter(&text) {
            let from = normalized(&beside.join(&import["file"]));
            self.add(folder, &from)?;
            let Some(Some(module)) = self.modules.get(&from) else {
                bail!("{} is not there", from.display());
            };
            let Some(names) = import.name("names") else {
                continue;
            };
            let names: Vec<&str> = list(names.as_str()).collect();
            for name in &names {
                if !module.exports.iter().any(|other| other == name) {
                    let (path, from) = (path.display(), from.display());
                    bail!("{path}: {from} does not export {name}");
                }
            }
            let (names, number) = (names.join(", "), module.number);
            writeln!(imports, "const {{ {names} }} = module{number};")?;
        }
        let exports: Vec<String> = EXPORT
            .captures_iter(&text)
            .map(|export| export["name"].to_owned())
            .collect();
        let text = IMPORT.replace_all(&text, "");
        let text = COMMENT.replace_all(&text, "");
        let text = EXPORT.replace_all(&text, "$kind $name");

        self.count += 1;
        let number = self.count;
        let text = text.trim();
        let names = exports.join(", ");
        write!(
            self.text,
            "const module{number} = (() => {{\n{imports}{text}\n\
             return {{ {names} }};\n}})();\n"
        )?;
        let module = Module { number, exports };
        self.modules.insert(path, Some(module));
        Ok(())
    }
}

/// Names with commas between them.
fn list(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// A path without `.` and `..`.
pub(crate) fn normalized(path: &Path) -> PathBuf {
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
             const module1 = (() => {\n\
             const c = 1; // one\n\
             return { c };\n})();\n\
             const module2 = (() => {\n\
             const { c } = module1;\n\
             function b() {}\n\
             return { b };\n})();\n\
             const module3 = (() => {\n\
             const { b } = module2;\n\
             const { c } = module1;\n\
             b(c);\n\
             return {  };\n})();\n\
             })();\n"
        );
    }

    #[test]
    fn what_is_not_exported_cannot_be_imported() {
        let missing = bundled(
            "missing",
            &[
                ("main.js", "import { b } from \"./a.js\";\n"),
                ("a.js", "const b = 2;\n"),
            ],
        );
        assert_eq!(missing.unwrap_err(), "main.js: a.js does not export b");
        let corner = bundled(
            "corner",
            &[
                ("main.js", "import \"./a.js\";\n"),
                ("a.js", "import \"./main.js\";\n"),
            ],
        );
        assert_eq!(corner.unwrap_err(), "main.js imports itself");
    }
}
