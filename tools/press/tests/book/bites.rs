//! Each check is seen to refuse, in words and on its line: the small book is
//! broken in one place, and that is the one problem.

use std::fs;

use book::{Problem, list};
use press::house;
use press::program::Build;

use crate::fixture::Fixture;
use crate::{assert_none, problems};

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
    let all = || -> Vec<Problem> {
        problems(&fixture.load(), &build).expect("everything can be read")
    };
    assert_none(&all());

    for it in BITES {
        bite(&fixture, it, all);
    }
}

#[test]
fn the_check_of_the_map_bites() {
    let fixture = Fixture::copy("map");
    let check = || house::check(&fixture.root).expect("it can be read");
    assert_none(&check());
    for it in MAP_BITES {
        bite(&fixture, it, check);
    }
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
        from: "42",
        to: "43",
        at: "src/fixture/facts.txt:5",
        says: "here is `43`, but now it is `42`: run `cargo bless`",
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
        says: "no program prints this line: include what one prints",
    },
    Bite {
        file: "src/plain-numbers.txt",
        from: "2018  # a year\n",
        to: "2018  # a year\n1914  # another\n",
        at: "src/plain-numbers.txt:3",
        says: "src/README.md does not have `1914`",
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
        at: "CONTRIBUTING.md:12",
        says: "its Cargo.toml says: What it includes",
    },
    Bite {
        file: "CONTRIBUTING.md",
        from: "| `chapters-code/fixture` | What the page shows |\n\
               | `figures` | What the page includes |\n",
        to: "| `figures` | What the page includes |\n\
             | `chapters-code/fixture` | What the page shows |\n",
        at: "CONTRIBUTING.md:11",
        says: "it depends on `chapters-code/fixture`, which stands below it",
    },
    Bite {
        file: "figures/src/main.rs",
        from: "fn main() {",
        to: "#[test]\nfn it_runs() {}\n\nfn main() {",
        at: "CONTRIBUTING.md:12",
        says: "figures/src/main.rs has a test that does not run",
    },
];

/// Makes the change, which gives its one problem, and takes it back.
fn bite(fixture: &Fixture, bite: &Bite, problems: impl Fn() -> Vec<Problem>) {
    let Bite {
        file,
        from,
        to,
        at,
        says,
    } = bite;
    let path = fixture.root.join(file);
    let text = fs::read_to_string(&path).expect("the file exists");
    assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
    fixture.write(file, &text.replace(from, to));
    let problems = problems();
    fixture.write(file, &text);

    let [problem] = problems.as_slice() else {
        panic!("{to} is not one problem but:\n{}", list(&problems));
    };
    let problem = problem.to_string();
    assert!(problem.starts_with(&format!("{at}: ")), "{to}: {problem}");
    assert!(problem.contains(says), "{to}: {problem}");
}
