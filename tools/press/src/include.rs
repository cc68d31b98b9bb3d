//! Includes: how a page shows what it did not write itself.
//!
//! mdBook replaces an include that finds nothing by nothing; here that is a
//! problem.

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use book::directive::{Directive, Target, directives};
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
/// one within a line finds a single line, and nothing looks like an include
/// that is none. What many pages miss is one problem: a name that changed.
pub fn check(book: &Book) -> Vec<Problem> {
    let problems = book.pages.iter();
    together(
        problems
            .flat_map(|page| check_page(&book.root, page))
            .collect(),
    )
}

/// The problems, those that say the same in one, where the first of them is.
fn together(problems: Vec<Problem>) -> Vec<Problem> {
    let mut first: Vec<(Problem, Vec<String>)> = Vec::new();
    for problem in problems {
        let same = |it: &&mut (Problem, _)| it.0.message == problem.message;
        if let Some((_, others)) = first.iter_mut().find(same) {
            others.push(format!("{}:{}", problem.file, problem.line));
        } else {
            first.push((problem, Vec::new()));
        }
    }
    let with_others = |(mut problem, others): (Problem, Vec<String>)| {
        if !others.is_empty() {
            problem.message += " (also at ";
            problem.message += &others.join(", ");
            problem.message += ")";
        }
        problem
    };
    first.into_iter().map(with_others).collect()
}

/// The same for one page.
pub fn check_page(root: &Path, page: &Page) -> Vec<Problem> {
    let mut problems: Vec<Problem> = directives(&page.text)
        .iter()
        .filter_map(|directive| {
            let message = match directive.target(page.folder()) {
                Some(target) => match target.read(root) {
                    Ok(text) => several_lines(page, directive, &text)
                        .or_else(|| joined_table(page, directive, &text))?,
                    Err(message) => message,
                },
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

/// The fault of an include within a line that is of several lines: the next
/// release of mdBook repeats what stands before it for each, and this one ends
/// the sentence there.
fn several_lines(page: &Page, it: &Directive, text: &str) -> Option<String> {
    let before = page.text[..it.range.start].rsplit('\n').next()?;
    let after = page.text[it.range.end..].split('\n').next()?;
    let is_margin = |c: char| c.is_whitespace() || c == '>';
    let is_within = !before.chars().all(is_margin) || !after.trim().is_empty();
    (is_within && text.trim_end().contains('\n')).then(|| {
        format!(
            "`{}` has several lines: give the include a line of its own",
            it.argument
        )
    })
}

/// The fault of a table on whose heels something follows: Markdown takes it for
/// a row more.
fn joined_table(page: &Page, it: &Directive, text: &str) -> Option<String> {
    let mut after = page.text[it.range.end..].split('\n').skip(1);
    let is_table = text.starts_with('|');
    let follows = after.next().is_some_and(|line| !line.trim().is_empty());
    (is_table && follows).then(|| {
        format!(
            "what follows `{}` would be a row of its table: leave a line empty",
            it.argument
        )
    })
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
    use book::directive::directives;
    use book::{Page, Problem};

    use super::{joined_table, strays, together};

    #[test]
    fn what_follows_a_table_stands_apart() {
        let faults = |text: &str| {
            let (path, text) = ("src/a.md".into(), text.into());
            let page = Page { path, text };
            let table = "| a |\n| - |\n| 1 |\n";
            let includes = directives(&page.text);
            let joined = |it| joined_table(&page, it, table).is_some();
            includes.iter().filter(|it| joined(it)).count()
        };
        assert_eq!(faults("{{#include t.md}}\n\nText\n"), 0);
        assert_eq!(faults("{{#include t.md}}\n"), 0);
        assert_eq!(faults("{{#include t.md}}\nText\n"), 1);
        assert_eq!(faults("{{#include t.md}}\n Text\n"), 1);
    }

    #[test]
    fn what_many_pages_miss_is_one_problem() {
        let problem = |file, line, message| Problem::new(file, line, message);
        let problems = together(vec![
            problem("src/a.md", 1, "no `x`"),
            problem("src/a.md", 2, "no `y`"),
            problem("src/b.md", 3, "no `x`"),
        ]);
        let said: Vec<String> =
            problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "src/a.md:1: no `x` (also at src/b.md:3)",
                "src/a.md:2: no `y`"
            ]
        );
    }

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
