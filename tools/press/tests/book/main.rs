//! The promises of the book to its readers, checked page by page.
//!
//! Every test prints the problems it found as `file:line: what to do`. The last
//! ones break a small book on purpose, to see that the checks would notice.

mod bites;
mod drift;
mod fixture;

use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use book::{Book, Problem, list};
use katex::macro_expander::MacroMap;
use katex::macros::MacroDefinition;
use katex::{KatexContext, Settings, render_to_string};
use press::program::Build;
use press::{
    anchor, assertion, block, command, coverage, example, fact, formula,
    glossary, host, house, include, link, listing, naming, number, output,
    quote, version,
};

use crate::fixture::Fixture;

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

/// Everything that is wrong with the pages of a book.
fn problems(book: &Book, build: &Build) -> Result<Vec<Problem>> {
    Ok([
        include::check(book),
        anchor::check(book)?,
        listing::check(book),
        block::check(book),
        example::check(book, build)?,
        output::check(build)?,
        fact::check(book)?,
        number::check(book),
        quote::check(book),
        formula::check(book, typeset),
        link::check(book)?,
        link::check_titles(book),
        naming::check(book),
        host::check(book)?,
    ]
    .concat())
}

/// The book's own commands, `\name:{meaning}` a line.
fn macros() -> MacroMap {
    let lines = include_str!("../../../../theme/katex-macros.txt").lines();
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
fn every_block_is_seen_by_a_check() {
    assert_none(&block::check(book()));
}

#[test]
fn every_test_asserts_something() {
    assert_none(&assertion::check(book()).unwrap());
}

#[test]
fn every_command_can_be_run() {
    assert_none(&command::check(book()).unwrap());
}

#[test]
fn the_readme_asks_for_what_is_tested() {
    assert_none(&version::check(&book().root));
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
fn quotation_marks_are_curly() {
    assert_none(&quote::check(book()));
}

#[test]
fn every_link_leads_somewhere() {
    assert_none(&link::check(book()).unwrap());
}

#[test]
fn every_link_leads_to_what_it_names() {
    assert_none(&naming::check(book()));
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
    // Steps 6 and 7 show their ideas; not all of their code has one of its own.
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
            && !is_of("chapters-code/step-7-")
    };
    let mut problems = coverage::unshown(book()).unwrap();
    problems.extend(coverage::unused(book()).unwrap());
    problems.retain(is_of_the_steps);
    assert_none(&problems);
}

#[test]
fn the_glossary_is_in_order() {
    assert_none(&glossary::check(&book().root).unwrap());
}

#[test]
fn a_term_in_the_wrong_place_is_found() {
    let fixture = Fixture::copy("glossary");
    fixture.write(
        glossary::GLOSSARY,
        "\
## B

**Block size.** A length.

**Batch.** See *Epoch*.

**BOS.** A token.

**`lm_head`.** A matrix.
",
    );
    let problems = glossary::check(&fixture.load().root).unwrap();
    assert_eq!(
        list(&problems),
        "\
src/appendix/glossary.md:5: \"Batch\" belongs further up
src/appendix/glossary.md:9: \"`lm_head`\" is below another letter
src/appendix/glossary.md:5: there is no entry \"Epoch\""
    );
}

#[test]
fn the_house_is_as_its_map() {
    assert_none(&house::check(&book().root).unwrap());
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
chapters-code/fixture/src/thrice.rs:3: no page shows `impl Counter {`
chapters-code/fixture/src/twice.rs:3: no page shows `impl Counter {`"
    );
}

#[test]
fn what_a_diff_shows_is_shown() {
    let fixture = Fixture::copy("what_a_diff_shows");
    let code = "// ANCHOR: more\npub fn more() {}\n// ANCHOR_END: more\n";
    fixture.write("chapters-code/fixture/src/more.rs", code);
    let unused = || list(&coverage::unused(&fixture.load()).unwrap());
    assert!(unused().contains("no page includes the anchor `more`"));
    fixture.write(
        "src/fixture/outputs/twice.diff",
        "\
--- chapters-code/fixture/src/lib.rs
+++ chapters-code/fixture/src/more.rs:more
",
    );
    assert_eq!(unused(), "");
    let unshown = || list(&coverage::unshown(&fixture.load()).unwrap());
    assert!(!unshown().contains("more.rs"));
    fixture.write(
        "src/fixture/outputs/twice.diff",
        "\
--- chapters-code/fixture/src/more.rs:more
+++ chapters-code/fixture/src/lib.rs
",
    );
    assert_eq!(unused(), "", "the older side has a use");
    assert!(
        unshown().contains("more.rs"),
        "and is shown by a page before"
    );
}
