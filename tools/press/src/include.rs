//! Includes: how a page shows what it did not write itself.
//!
//! mdBook replaces an include that finds nothing by nothing; here that is a
//! problem.

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use book::directive::{Target, directives};
use book::{Book, Page, Problem};
use regex::Regex;

use crate::mask;

/// The braces of a helper, escaped or not, and whether its name follows them.
static BRACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\\?\{\{(?<name>\s*#?\s*(?:include|rustdoc_include|playground)\b)?",
    )
    .expect("the pattern is valid")
});

/// Every include of every page finds a file and an anchor that is not empty,
/// and nothing looks like an include that is none.
pub fn check(book: &Book) -> Vec<Problem> {
    book.pages
        .iter()
        .flat_map(|page| check_page(&book.root, page))
        .collect()
}

/// The same for one page.
pub fn check_page(root: &Path, page: &Page) -> Vec<Problem> {
    let mut problems: Vec<Problem> = directives(&page.text)
        .iter()
        .filter_map(|directive| {
            let message = match directive.target(page.folder()) {
                Some(target) => target.read(root).err()?,
                None => format!(
                    "`{{{{#{}}}}}` is not used in this book: write \
                     `{{{{#include path:anchor}}}}`",
                    directive.name
                ),
            };
            Some(page.problem(directive.range.start, message))
        })
        .collect();
    problems.extend(strays(page).into_iter().map(|offset| {
        page.problem(
            offset,
            "a reader would see these braces: write `{{#include path:anchor}}`",
        )
    }));
    problems
}

/// Where two braces begin something that mdBook does not take for a helper. In
/// code and in formulas that is one only if it has the name of one.
fn strays(page: &Page) -> Vec<usize> {
    let helpers = directives(&page.text).into_iter().map(|it| it.range);
    let text = mask::blank(&page.text, helpers, 'x');
    let prose = mask::prose(&mask::masked(&page.text));
    BRACES
        .captures_iter(&text)
        .filter_map(|braces| {
            let start = braces.get(0)?.start();
            let is_prose = prose[start..].starts_with("{{");
            let is_stray = text[start..].starts_with('{')
                && (is_prose || braces.name("name").is_some());
            is_stray.then_some(start)
        })
        .collect()
}

/// Every target that some page includes.
pub fn targets(book: &Book) -> HashSet<Target> {
    book.pages
        .iter()
        .flat_map(|page| {
            directives(&page.text)
                .into_iter()
                .filter_map(|directive| directive.target(page.folder()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use book::Page;

    use super::strays;

    #[test]
    fn braces_that_are_no_helper_are_found() {
        let strays = |text: &str| {
            let text = text.into();
            let path = "src/a.md".into();
            strays(&Page { path, text }).len()
        };
        for text in [
            "is {{include facts.txt:loss}}.",
            "is {{#include}}.",
            "is {{ loss }}.",
            "is $n_{{include facts.txt:n}}$",
            "```text\n{{include outputs/a.txt}}\n```",
        ] {
            assert_eq!(strays(text), 1, "{text}");
        }
        for text in [
            "is {{#include facts.txt:loss}}.",
            "is $n_{{{#include facts.txt:n}}}$ or $x^{{a}}$ or `{{}}`.",
            "```rust\nformat!(\"{{a}}\");\n```",
            r"is \{{#include facts.txt:loss}}.",
        ] {
            assert_eq!(strays(text), 0, "{text}");
        }
    }
}
