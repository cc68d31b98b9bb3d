//! What no check sees.

use super::{Drift, EXAMPLES, Edit, Fate, LIBRARY, PAGE};

/// The kinds.
pub const DRIFTS: &[Drift] = &[
    Drift {
        kind: "a number in words",
        file: PAGE,
        edit: Edit::Replace(
            "into this sentence.",
            "into three thousand sentences.",
        ),
        fate: Fate::Unseen("words are not read"),
    },
    Drift {
        kind: "a whole number below 100",
        file: PAGE,
        edit: Edit::Replace("into this sentence.", "into 27 sentences."),
        fate: Fate::Unseen("most of them are sizes, which the code says"),
    },
    Drift {
        kind: "a claim in words",
        file: PAGE,
        edit: Edit::Replace(
            "The tests write",
            "The loss falls, and the tests write",
        ),
        fate: Fate::Unseen("words are not read"),
    },
    Drift {
        kind: "the fact of something else",
        file: PAGE,
        edit: Edit::Replace(
            "{{#include facts.txt:few}} of a kind",
            "{{#include facts.txt:answer}} of a kind, {{#include facts.txt:few}} of another",
        ),
        fate: Fate::Unseen("the fact is computed, but not what it is said of"),
    },
    Drift {
        kind: "a fact that is said to be of something else",
        file: PAGE,
        edit: Edit::Replace("of a kind", "of no kind"),
        fate: Fate::Unseen("the fact is computed, but not what it is said of"),
    },
    Drift {
        kind: "a number between 10 and 99 in code",
        file: PAGE,
        edit: Edit::Replace("`count`", "`n = 43`"),
        fate: Fate::Unseen(
            "it is no fact of the page, and most of them are settings",
        ),
    },
    Drift {
        kind: "a formula that is typeset and wrong",
        file: PAGE,
        edit: Edit::Replace("$x = 3$", "$x = 4$"),
        fate: Fate::Unseen("a formula is not computed"),
    },
    Drift {
        kind: "a number that is split by tags",
        file: PAGE,
        edit: Edit::Replace(
            "into this sentence.",
            "into 7<b>2</b>9 sentences.",
        ),
        fate: Fate::Unseen("its parts are small whole numbers"),
    },
    Drift {
        kind: "an exception in another sentence of its page",
        file: "src/README.md",
        edit: Edit::Replace(
            "written in 2018",
            "written in 2018, of 2018 pages",
        ),
        fate: Fate::Unseen("an exception is for its page"),
    },
    Drift {
        kind: "a section that exists and is another",
        file: PAGE,
        edit: Edit::Replace("into this sentence.", "into section 1.1."),
        fate: Fate::Unseen("the words around it are not read"),
    },
    Drift {
        kind: "a link to another heading that exists",
        file: PAGE,
        edit: Edit::Replace(".md#a-listing)", ".md#formulas)"),
        fate: Fate::Unseen("the words of the link do not name it"),
    },
    Drift {
        kind: "an alternative text of another picture",
        file: PAGE,
        edit: Edit::Replace("![A picture]", "![A table]"),
        fate: Fate::Unseen("pictures are not looked at"),
    },
    Drift {
        kind: "a caption of another figure",
        file: PAGE,
        edit: Edit::Replace("What to look at.", "The bars of the table."),
        fate: Fate::Unseen("pictures are not looked at"),
    },
    Drift {
        kind: "a listing of something else",
        file: EXAMPLES,
        edit: Edit::Replace(
            "> {{#include ../../chapters-code/fixture/src/lib.rs:increment}}",
            "> {{#include ../../chapters-code/fixture/src/thrice.rs:thrice}}",
        ),
        fate: Fate::Unseen("the words around it are not read"),
    },
    Drift {
        kind: "an output of something else",
        file: PAGE,
        edit: Edit::Replace(
            "```text\n{{#include outputs/words.txt}}",
            "```text\n{{#include outputs/program.txt}}",
        ),
        fate: Fate::Unseen("it has no command to compare with"),
    },
    Drift {
        kind: "a name in code that no code has",
        file: PAGE,
        edit: Edit::Replace("`count`", "`number`"),
        fate: Fate::Unseen("names in sentences are not looked up"),
    },
    Drift {
        kind: "a comment in words that is wrong",
        file: "chapters-code/fixture/src/thrice.rs",
        edit: Edit::Replace("Once for each of them", "Never"),
        fate: Fate::Unseen("words are not read"),
    },
    Drift {
        kind: "one assertion of several that is gone",
        file: LIBRARY,
        edit: Edit::Replace(
            "        assert_eq!(counter.increment(), 2);\n",
            "",
        ),
        fate: Fate::Unseen("the test still asserts something"),
    },
    Drift {
        kind: "an assertion that is always true",
        file: LIBRARY,
        edit: Edit::Replace(
            "assert_eq!(counter.increment(), 1);\n        assert_eq!(counter.increment(), 2);",
            "assert!(counter.increment() < 9);",
        ),
        fate: Fate::Unseen("what it asserts is not judged"),
    },
    Drift {
        kind: "a test that is gone",
        file: LIBRARY,
        edit: Edit::Replace(
            "\n#[cfg(test)]\nmod tests {\n    use super::Counter;\n\n    #[test]\n    fn it_counts() {\n        let mut counter = Counter::default();\n        assert_eq!(counter.increment(), 1);\n        assert_eq!(counter.increment(), 2);\n    }\n}\n",
            "",
        ),
        fate: Fate::Unseen("nothing says which tests there were"),
    },
    Drift {
        kind: "an address that is put together",
        file: "widgets/elements/main.js",
        edit: Edit::Replace(
            "document.",
            "fetch([\"https:\", \"\", \"example.org\"].join(\"/\"));\ndocument.",
        ),
        fate: Fate::Unseen(
            "scripts are not run; the tests in the browser run them",
        ),
    },
];
