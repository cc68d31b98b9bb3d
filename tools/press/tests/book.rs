//! The promises of the book to its readers, checked page by page.
//!
//! Every test prints the problems it found as `file:line: what to do`. The last
//! one breaks a small book on purpose, to see that the checks would notice.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::Result;
use book::path::files_below;
use book::{Book, Problem, list};
use katex::macro_expander::MacroMap;
use katex::macros::MacroDefinition;
use katex::{KatexContext, Settings, render_to_string};
use press::program::Build;
use press::{
    anchor, coverage, example, fact, formula, host, house, include, link,
    listing, number, output,
};

/// The book, read once.
fn book() -> &'static Book {
    static BOOK: LazyLock<Result<Book>> = LazyLock::new(|| {
        Book::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
    });
    BOOK.as_ref().unwrap_or_else(|error| panic!("{error:#}"))
}

/// The programs of the book, built once.
fn build() -> &'static Build {
    static BUILD: LazyLock<Result<Build>> =
        LazyLock::new(|| Build::new(&book().root));
    BUILD.as_ref().unwrap_or_else(|error| panic!("{error:#}"))
}

/// Fails with the list of problems, if there are any.
#[track_caller]
fn assert_none(problems: &[Problem]) {
    assert!(problems.is_empty(), "\n\n{}\n", list(problems));
}

/// The book's own commands, `\name:{meaning}` a line.
fn macros() -> MacroMap {
    let lines = include_str!("../../../theme/katex-macros.txt").lines();
    let definition = |line: &'static str| {
        let (name, meaning) = line.split_once(':').expect("`\\name:{meaning}`");
        (name.to_owned(), MacroDefinition::StaticStr(meaning))
    };
    lines.map(definition).collect()
}

/// Typesets a formula, by the rules of the program that will.
fn typeset(tex: &str, is_display: bool) -> Result<(), String> {
    static CONTEXT: LazyLock<KatexContext> =
        LazyLock::new(KatexContext::default);
    let settings = Settings::builder()
        .display_mode(is_display)
        .macros(macros())
        .build();
    match render_to_string(&CONTEXT, tex, &settings) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("`{tex}` is no formula: {error}")),
    }
}

#[test]
fn every_include_finds_what_it_names() {
    assert_none(&include::check(book()));
    assert_none(&anchor::check(book()).unwrap());
}

#[test]
fn every_listing_fits_on_a_page() {
    assert_none(&listing::check(book()));
}

#[test]
fn every_inline_example_compiles_and_runs() {
    assert_none(&example::check(book(), build()).unwrap());
}

#[test]
fn every_generated_file_is_what_its_program_prints() {
    assert_none(&output::check(build()).unwrap());
}

#[test]
fn every_fact_is_used() {
    assert_none(&fact::check(book()).unwrap());
}

#[test]
fn every_result_in_a_sentence_is_computed() {
    assert_none(&number::check(book()));
}

#[test]
fn every_formula_can_be_typeset() {
    assert_none(&formula::check(book(), typeset));
}

#[test]
fn every_link_leads_somewhere() {
    assert_none(&link::check(book()).unwrap());
}

#[test]
fn every_page_has_its_title() {
    assert_none(&link::check_titles(book()));
}

#[test]
fn reading_needs_no_network() {
    assert_none(&host::check(book()).unwrap());
}

#[test]
fn every_line_of_the_libraries_is_shown() {
    // Step 6 shows its ideas; not all of its code has one of its own.
    let is_of_the_steps = |problem: &Problem| {
        let is_of = |folder: &str| problem.file.starts_with(folder);
        [
            "chapters-code/names/",
            "chapters-code/portable/",
            "chapters-code/step-",
        ]
        .map(is_of)
        .contains(&true)
            && !is_of("chapters-code/step-6-")
    };
    let mut problems = coverage::unshown(book()).unwrap();
    problems.extend(coverage::unused(book()).unwrap());
    problems.retain(is_of_the_steps);
    assert_none(&problems);
}

#[test]
fn the_house_is_as_its_map() {
    assert_none(&house::check(&book().root).unwrap());
}

#[test]
fn every_check_bites() {
    let fixture = Fixture::copy("fixture");
    // The browser's tests install this, and it is not the book's.
    fixture.write(
        "widgets/browser/node_modules/far/index.js",
        "import \"https://example.org/far.js\";",
    );
    // Whoever has one target folder for all their crates has one `figures`.
    let build = Build::apart(&fixture.root, &fixture.root.join("target"))
        .expect("the fixture compiles");
    let all = |book: &Book| -> Vec<Problem> {
        [
            include::check(book),
            anchor::check(book).unwrap(),
            listing::check(book),
            example::check(book, &build).unwrap(),
            output::check(&build).unwrap(),
            fact::check(book).unwrap(),
            number::check(book),
            formula::check(book, typeset),
            link::check(book).unwrap(),
            link::check_titles(book),
            host::check(book).unwrap(),
        ]
        .concat()
    };
    assert_none(&all(&fixture.load()));

    for bite in BITES {
        fixture.bite(bite, || all(&fixture.load()));
    }
}

#[test]
fn the_check_of_the_map_bites() {
    let fixture = Fixture::copy("map");
    let check = || house::check(&fixture.root).expect("it can be read");
    assert_none(&check());
    for bite in MAP_BITES {
        fixture.bite(bite, check);
    }
}

#[test]
fn code_that_no_page_shows_is_found() {
    let book = Book::load(Fixture::source()).unwrap();
    assert_none(&coverage::unused(&book).unwrap());
    let unshown = list(&coverage::unshown(&book).unwrap());
    assert_eq!(
        unshown,
        "\
chapters-code/fixture/src/lib.rs:4: no page shows `#[derive(Debug, Default)]`
chapters-code/fixture/src/lib.rs:9: no page shows `impl Counter {`
chapters-code/fixture/src/main.rs:3: no page shows `fn main() {`
chapters-code/fixture/src/twice.rs:3: no page shows `impl Counter {`"
    );
}

/// A change that breaks the fixture, and the one problem that it makes.
struct Bite {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    at: &'static str,
    says: &'static str,
}

const PAGE: &str = "src/fixture/1.1-what-is-right.md";

const BITES: &[Bite] = &[
    // A renamed anchor, a helper of another kind, an anchor never closed.
    Bite {
        file: PAGE,
        from: "lib.rs:increment}}\n```\n\n1.",
        to: "lib.rs:incremented}}\n```\n\n1.",
        at: "src/fixture/1.1-what-is-right.md:8",
        says: "chapters-code/fixture/src/lib.rs has no anchor called \
               `incremented`: it has `increment`",
    },
    Bite {
        file: PAGE,
        from: "There are {{#include facts.txt:answer}} of them",
        to: "There are {{include facts.txt:answer}} of them",
        at: "src/fixture/1.1-what-is-right.md:3",
        says: "a reader would see these braces",
    },
    Bite {
        file: PAGE,
        from: "{{#include outputs/fixture-table.md}}",
        to: "{{#playground outputs/fixture-table.md}}",
        at: "src/fixture/1.1-what-is-right.md:58",
        says: "write `{{#include path:anchor}}`",
    },
    Bite {
        file: "chapters-code/fixture/src/twice.rs",
        from: "//! The",
        to: "// ANCHOR: open\n//! The",
        at: "chapters-code/fixture/src/twice.rs:1",
        says: "`open` begins but never ends",
    },
    // A changed fact, changed outputs, a changed diff, an orphan.
    Bite {
        file: "src/fixture/facts.txt",
        from: "3,184",
        to: "2,480",
        at: "src/fixture/facts.txt:2",
        says: "here is `2,480`, but now it is `3,184`: run `cargo bless`",
    },
    Bite {
        file: "src/fixture/outputs/program.txt",
        from: "1\n2\n",
        to: "1\n3\n",
        at: "src/fixture/outputs/program.txt:2",
        says: "here is `3`, but now it is `2`: run `cargo bless`",
    },
    Bite {
        file: "src/fixture/outputs/twice.diff",
        from: "+        self.count += 2;",
        to: "+        self.count += 3;",
        at: "src/fixture/outputs/twice.diff:12",
        says: "now it is `+        self.count += 2;`: run `cargo bless`",
    },
    Bite {
        file: "chapters-code/fixture/src/twice.rs",
        from: "self.count += 2;",
        to: "self.count += 4;",
        at: "src/fixture/outputs/twice.diff:12",
        says: "now it is `+        self.count += 4;`: run `cargo bless`",
    },
    // A broken inline example, one that is excused, one that now compiles, one
    // that fails for another reason or for any, one that no check would see.
    Bite {
        file: PAGE,
        from: "assert_eq!(counter.increment(), 1);",
        to: "assert_eq!(counter.increment(), 2);",
        at: "src/fixture/1.1-what-is-right.md:25",
        says: "left: 1",
    },
    Bite {
        file: PAGE,
        from: "```rust\nuse fixture",
        to: "```rust,ignore\nuse fixture",
        at: "src/fixture/1.1-what-is-right.md:25",
        says: "`ignore` keeps this example from being proven",
    },
    Bite {
        file: PAGE,
        from: "drop(counter);\ndrop(counter);",
        to: "drop(counter);\n",
        at: "src/fixture/1.1-what-is-right.md:35",
        says: "this example says `compile_fail`, but compiles",
    },
    Bite {
        file: PAGE,
        from: "compile_fail,E0382",
        to: "compile_fail,E0499",
        at: "src/fixture/1.1-what-is-right.md:35",
        says: "this example does not fail with E0499:\nerror[E0382]",
    },
    Bite {
        file: PAGE,
        from: "```rust,compile_fail,E0382",
        to: "```rust,compile_fail",
        at: "src/fixture/1.1-what-is-right.md:35",
        says: "name the error that it shows, as in ```rust,compile_fail,E0382",
    },
    Bite {
        file: PAGE,
        from: "\\$5 and \"quotes\".",
        to: "\\$5 and <pre>quotes</pre>.",
        at: "src/fixture/1.1-what-is-right.md:47",
        says: "no check sees code in `<pre>`",
    },
    // A broken formula, a price.
    Bite {
        file: PAGE,
        from: "\\frac{\\hat{m}_t}{\\sqrt",
        to: "\\frak{\\hat{m}_t}{\\sqart",
        at: "src/fixture/1.1-what-is-right.md:43",
        says: "Undefined control sequence: \\sqart at position 59",
    },
    Bite {
        file: PAGE,
        from: "\\$5 and \"quotes\".",
        to: "$5 and $6.",
        at: "src/fixture/1.1-what-is-right.md:47",
        says: "write a dollar that is a dollar as `\\$`",
    },
    // A bare number, a bare percentage, typed output, an exception that nobody
    // needs.
    Bite {
        file: PAGE,
        from: "There are {{#include facts.txt:answer}} of them",
        to: "There are 2,480 and {{#include facts.txt:answer}} of them",
        at: "src/fixture/1.1-what-is-right.md:3",
        says: "`2,480` looks like a result: include it as a fact",
    },
    Bite {
        file: PAGE,
        from: "There are {{#include facts.txt:answer}} of them",
        to: "There are 15 % and {{#include facts.txt:answer}} of them",
        at: "src/fixture/1.1-what-is-right.md:3",
        says: "`15 %` looks like a result: include it as a fact",
    },
    Bite {
        file: PAGE,
        from: "$ cargo run -- 1000\n",
        to: "$ cargo run -- 1000\nloss 2.480\n",
        at: "src/fixture/1.1-what-is-right.md:62",
        says: "`2.480` is output written by hand: include what a program prints",
    },
    Bite {
        file: "src/plain-numbers.txt",
        from: "2018  # a year\n",
        to: "2018  # a year\n1914  # another\n",
        at: "src/plain-numbers.txt:2",
        says: "no page has `1914`",
    },
    // Dead links, undefined ones, a wrong title, a page from elsewhere.
    Bite {
        file: PAGE,
        from: "[above](#a-listing)",
        to: "[above](#listings)",
        at: "src/fixture/1.1-what-is-right.md:3",
        says: "has no heading `#listings`",
    },
    Bite {
        file: PAGE,
        from: "[above](#a-listing)",
        to: "[above][a-listing]",
        at: "src/fixture/1.1-what-is-right.md:3",
        says: "nothing defines `[above][a-listing]`",
    },
    Bite {
        file: PAGE,
        from: "[above](#a-listing)",
        to: "[above](#a-listing)[^above]",
        at: "src/fixture/1.1-what-is-right.md:3",
        says: "nothing defines `[^above]`",
    },
    Bite {
        file: "src/README.md",
        from: "[1.1](fixture/1.1-what-is-right.md#a-listing)",
        to: "[1.1](1.1-what-is-right.md)",
        at: "src/README.md:4",
        says: "there is no page src/1.1-what-is-right.md to link to",
    },
    Bite {
        file: "src/README.md",
        from: "# A Fixture",
        to: "# The Fixture",
        at: "src/README.md:1",
        says: "the title should be `# A Fixture`, as src/SUMMARY.md:3 says",
    },
    Bite {
        file: "src/README.md",
        from: "written in 2018.",
        to: "<img src=\"https://example.org/x.png\"> in 2018.",
        at: "src/README.md:4",
        says: "this is loaded from another host",
    },
];

/// Changes to the small book's map and crates.
const MAP_BITES: &[Bite] = &[
    Bite {
        file: "CONTRIBUTING.md",
        from: "| `src` | The text |\n",
        to: "",
        at: "CONTRIBUTING.md:1",
        says: "the map has no line for `src/`",
    },
    Bite {
        file: "CONTRIBUTING.md",
        from: "| `src` | The text |\n",
        to: "| `src` | The text |\n| `data` | The names |\n",
        at: "CONTRIBUTING.md:8",
        says: "there is no folder `data`",
    },
    Bite {
        file: "CONTRIBUTING.md",
        from: "| `chapters-code/fixture` | What the page shows |\n",
        to: "",
        at: "CONTRIBUTING.md:1",
        says: "the map has no line for `chapters-code/fixture`",
    },
    Bite {
        file: "figures/Cargo.toml",
        from: "What the page includes",
        to: "What it includes",
        at: "CONTRIBUTING.md:10",
        says: "its Cargo.toml says: What it includes",
    },
    Bite {
        file: "CONTRIBUTING.md",
        from: "| `chapters-code/fixture` | What the page shows |\n\
               | `figures` | What the page includes |\n",
        to: "| `figures` | What the page includes |\n\
             | `chapters-code/fixture` | What the page shows |\n",
        at: "CONTRIBUTING.md:9",
        says: "it depends on `chapters-code/fixture`, which stands below it",
    },
    Bite {
        file: "figures/src/main.rs",
        from: "fn main() {",
        to: "#[test]\nfn it_runs() {}\n\nfn main() {",
        at: "CONTRIBUTING.md:10",
        says: "figures/src/main.rs has a test that does not run",
    },
];

/// A copy of the small book beside this file, to break.
struct Fixture {
    root: PathBuf,
}

impl Fixture {
    fn source() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")
    }

    fn copy(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("the last copy can be removed");
        }
        let fixture = Self { root };
        let source = Self::source();
        for file in files_below(&source, "").expect("it can be read") {
            let text = fs::read_to_string(source.join(&file));
            fixture.write(&file, &text.expect("it can be read"));
        }
        fixture
    }

    /// Writes a file, and makes the folders that it stands in.
    fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    fn load(&self) -> Book {
        Book::load(&self.root).expect("the fixture has a table of contents")
    }

    /// Makes the change, which gives its one problem, and takes it back.
    fn bite(&self, bite: &Bite, problems: impl Fn() -> Vec<Problem>) {
        let Bite {
            file,
            from,
            to,
            at,
            says,
        } = bite;
        let path = self.root.join(file);
        let text = fs::read_to_string(&path).expect("the file exists");
        assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
        self.write(file, &text.replace(from, to));
        let problems = problems();
        self.write(file, &text);

        let [problem] = problems.as_slice() else {
            panic!("{to} is not one problem but:\n{}", list(&problems));
        };
        let problem = problem.to_string();
        assert!(problem.starts_with(&format!("{at}: ")), "{to}: {problem}");
        assert!(problem.contains(says), "{to}: {problem}");
    }
}
