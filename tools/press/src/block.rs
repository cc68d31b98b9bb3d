//! Blocks: what may stand between fences, so that a check sees all of it.

use std::path::Path;
use std::sync::LazyLock;

use book::directive::directives;
use book::markdown::pulldown_cmark::Event;
use book::markdown::{self, CodeBlock, code_blocks};
use book::{Book, Page, Problem};
use regex::Regex;

use crate::example::{
    error_codes, has_include, is_error_code, is_example, may_not_compile,
};

/// A line that only Rust would have.
static RUST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*((pub )?(fn|impl|struct|enum|trait|mod) .*[;{]|let .*;|use .*;)$",
    )
    .expect("the pattern is valid")
});

/// Code in HTML, where nothing says what it is.
static PRE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)<pre\b").expect("the pattern is valid"));

/// A command that prints a figure.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^cargo run .*-p figures -- (?<name>[\w-]+)$")
        .expect("the pattern is valid")
});

/// What makes an example fail if it is wrong.
static ASSERTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:\w*assert\w*|panic|unreachable)!")
        .expect("the pattern is valid")
});

/// The programs that a page asks its reader to run.
const PROGRAMS: [&str; 8] = [
    "cargo", "cd", "git", "mdbook", "microgpt", "npm", "python3", "rustc",
];

/// Every block of every page is Rust that is compiled and asserts something, or
/// commands and what they print.
pub fn check(book: &Book) -> Vec<Problem> {
    book.pages.iter().flat_map(check_page).collect()
}

fn check_page(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (event, range) in markdown::parse(&page.text) {
        if let Event::Html(html) | Event::InlineHtml(html) = event
            && let Some(pre) = PRE.find(&html)
        {
            problems.push(page.problem(
                range.start + pre.start(),
                "no check sees code in `<pre>`: write it between fences, ```",
            ));
        }
    }
    for block in code_blocks(page) {
        let faults = faults(&block).into_iter();
        problems.extend(faults.map(|(line, message)| {
            let fence = page.line_of(block.range.start);
            Problem::new(&page.path, line.unwrap_or(fence), message)
        }));
    }
    problems
}

/// A fault of a block, with its line if it is not the fence's.
type Fault = (Option<usize>, String);

/// The faults of a block, each with its line or that of the fence.
fn faults(block: &CodeBlock) -> Vec<Fault> {
    let says_rust = || block.lines.iter().any(|(_, line)| RUST.is_match(line));
    let fault = |message: &str| vec![(None, message.to_owned())];
    match block.language() {
        None => fault("say what this code is: ```rust, ```text, ```console, …"),
        Some("rust") => of_rust(block)
            .into_iter()
            .map(|message| (None, message))
            .collect(),
        Some("text" | "rs" | "Rust" | "ignore") if says_rust() => {
            fault("this is Rust: mark it as `rust`, so that it is compiled")
        }
        Some("console" | "text") => of_output(block),
        Some("sh") => of_commands(block),
        Some("diff") => {
            let is_included = block.lines.iter().all(|it| is_include(&it.1));
            if is_included {
                Vec::new()
            } else {
                fault(
                    "a diff is made and not written: include a file of \
                     `outputs/` whose name ends with `.diff`",
                )
            }
        }
        Some(language) => {
            // `.ci/run` runs them.
            let is_recipe = block.lines.iter().all(|(_, line)| {
                is_include(line) && line.contains("/conform/recipes/")
            });
            if is_recipe {
                return Vec::new();
            }
            fault(&format!(
                "no check sees code in `{language}`: show Rust, commands as \
                 `sh`, or a program's output as `console` or `text`, or \
                 include a recipe of `conform/recipes`"
            ))
        }
    }
}

/// How a block of Rust escapes being proven.
fn of_rust(block: &CodeBlock) -> Vec<String> {
    let mut faults = Vec::new();
    let flag = block.flags().skip(1).find(|flag| !is_allowed(flag));
    if let Some(flag) = flag {
        faults.push(format!(
            "`{flag}` keeps this example from being proven: remove it and let \
             the code compile and run"
        ));
    }
    if may_not_compile(block) && error_codes(block).is_empty() {
        faults.push(
            "any mistake makes this example fail: name the error that it \
             shows, as in ```rust,compile_fail,E0382"
                .into(),
        );
    }
    if has_include(block) && block.lines.len() > 1 {
        faults.push(
            "a listing is one include and nothing else: include an anchor that \
             has all of it"
                .into(),
        );
    }
    let must_fail = may_not_compile(block)
        || block.flags().any(|flag| flag == "should_panic");
    let asserts = || block.lines.iter().any(|it| ASSERTION.is_match(&it.1));
    if is_example(block) && !must_fail && !asserts() {
        faults.push(
            "this example asserts nothing, so that it proves only that it \
             compiles: assert what it shows, on a hidden line if need be"
                .into(),
        );
    }
    faults
}

/// Whether an example that says this is still compiled and run.
fn is_allowed(flag: &str) -> bool {
    is_error_code(flag) || matches!(flag, "should_panic" | "compile_fail")
}

/// The lines of a block of output that no program prints, and a figure under
/// the command of another.
fn of_output(block: &CodeBlock) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut command = None;
    for (number, line) in &block.lines {
        if let Some(typed) = line.strip_prefix("$ ") {
            command = FIGURE.captures(typed);
            faults.extend(of_command(*number, typed));
        } else if !is_include(line) {
            faults.push((
                Some(*number),
                "no program prints this line: include what one prints".into(),
            ));
        } else if let Some(command) = &command
            && file_stem(line) != Some(&command["name"])
        {
            faults.push((
                Some(*number),
                format!(
                    "this is not what `figures -- {}` prints: include that, or \
                     write the command that prints this",
                    &command["name"]
                ),
            ));
        }
    }
    faults
}

/// The lines of a block of commands that are none.
fn of_commands(block: &CodeBlock) -> Vec<Fault> {
    let lines = block.lines.iter().filter(|it| !it.1.trim().is_empty());
    lines
        .filter_map(|(number, line)| of_command(*number, line))
        .collect()
}

fn of_command(number: usize, line: &str) -> Option<Fault> {
    let program = line.split_whitespace().next().unwrap_or_default();
    (!PROGRAMS.contains(&program)).then(|| {
        let message = format!(
            "`{program}` is no program that this book asks its reader to run"
        );
        (Some(number), message)
    })
}

/// Whether a line is one include and nothing else.
fn is_include(line: &str) -> bool {
    let line = line.trim();
    let found = directives(line);
    found.len() == 1 && found[0].range == (0..line.len())
}

/// The name of the file that a line includes, without its kind.
fn file_stem(line: &str) -> Option<&str> {
    let found = directives(line);
    Path::new(found.first()?.argument).file_stem()?.to_str()
}

#[cfg(test)]
mod tests {
    use book::Page;

    use super::check_page;

    fn messages(text: &str) -> Vec<String> {
        let page = Page {
            path: "src/a.md".into(),
            text: text.into(),
        };
        let problems = check_page(&page).into_iter();
        problems.map(|problem| problem.message).collect()
    }

    #[test]
    fn nothing_escapes_the_compiler() {
        for text in [
            "```rust,should_panic\nx\n```",
            "```rust,compile_fail,E0382\nx\n```",
            "```rust\nassert_eq!(a, b);\n```",
            "```rust\n{{#include a.rs:b}}\n```",
        ] {
            assert_eq!(messages(text), [""; 0], "{text}");
        }
        for page in [
            "```rust,ignore\nassert!(x)\n```",
            "```rust,no_run\nassert!(x)\n```",
            "```rust,compile_fail\nx\n```",
            "```rust\nassertion(x)\n```",
            "```text\nlet x = 1;\n```",
            "<pre>x</pre>",
            "A <pre class=\"a\">x</pre>.",
            "```\nx\n```",
            "    indented",
        ] {
            assert_eq!(messages(page).len(), 1, "{page}");
        }
    }

    #[test]
    fn what_a_program_prints_is_included() {
        for text in [
            "```console\n$ cargo test\n{{#include outputs/a.txt}}\n```",
            "```console\n$ cargo run -q -p figures -- a\n\
             {{#include outputs/a.txt}}\n```",
            "```text\n{{#include outputs/a.txt}}\n```",
            "```sh\ncargo test\n```",
            "```diff\n{{#include outputs/a.diff}}\n```",
            "```js\n{{#include ../../conform/recipes/port.mjs:a}}\n```",
        ] {
            assert_eq!(messages(text), [""; 0], "{text}");
        }
        for text in [
            "```js\n{{#include ../../conform/recipes/port.mjs:a}}\nf();\n```",
            "```js\n{{#include ../../widgets/main.js:a}}\n```",
            "```console\n$ cargo test\nok\n```",
            "```console\n$ cargo run -q -p figures -- a\n\
             {{#include outputs/b.txt}}\n```",
            "```console\n$ cargoo test\n```",
            "```text\nok\n```",
            "```sh\nloss 2\n```",
            "```diff\n- a\n+ b\n```",
            "```python\nprint(1)\n```",
        ] {
            assert_eq!(messages(text).len(), 1, "{text}");
        }
    }
}
