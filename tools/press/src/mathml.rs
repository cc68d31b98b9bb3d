//! Formulas after KaTeX: MathML that Markdown leaves alone.
//!
//! mdbook-katex puts its MathML into the Markdown of the page, where the
//! underscores and stars of a formula would become emphasis. Here the text of
//! each formula is written so that Markdown cannot read anything into it.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use book::{Page, Problem};
use regex::{Captures, Regex};

use crate::dollar::{self, Scan};
use crate::expand::Expanded;

/// A formula as KaTeX writes it.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)<span class="katex">(<math\b.*?</math>)</span>"#)
        .expect("the pattern is valid")
});

/// The copy of the TeX that KaTeX adds to each formula.
static ANNOTATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)<annotation\b.*?</annotation>")
        .expect("the pattern is valid")
});

/// A tag, an entity, or a character that Markdown may read something into.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?<as_is><[^>]*>|&#?\w+;)|(?<mark>[[:punct:]])")
        .expect("the pattern is valid")
});

/// The fault if there is HTML or a style sheet where MathML should be.
const IGNORED: &str = "mdbook-katex did not write plain MathML: a value of the \
                       wrong type in [preprocessor.katex] of book.toml makes \
                       it ignore all of them";

/// The fault if a copy of the TeX is left, which Markdown would read.
const LEFT: &str = "mdbook-katex wrote a formula in a way that is new: the TeX \
                    beside it, <annotation>, would be read as Markdown";

/// A page that mdbook-katex has been through, ready for Markdown. Displayed
/// formulas get the class `formula`, by which they scroll if they are wide.
///
/// # Errors
///
/// If a formula was not typeset, or not as MathML: a message that names it and
/// its line in the page as it is written.
pub fn preprocess(root: &Path, page: &Page) -> Result<String, String> {
    let prose = FORMULA.replace_all(&page.text, "");
    let left = dollar::scan(&prose);
    if let Some(formula) = left.formulas.first() {
        let tex = &prose[formula.range.clone()];
        let line = line_of(root, page, |text, scan| {
            let mut ranges = scan.formulas.iter().map(|it| it.range.clone());
            ranges
                .find(|range| &text[range.clone()] == tex)
                .map(|range| range.start)
        });
        let message = format!("KaTeX could not typeset `{tex}`");
        return Err(Problem::new(&page.path, line, message).to_string());
    }
    if let Some(offset) = left.unclosed {
        let rest = prose[offset..].lines().next().unwrap_or_default();
        let line = line_of(root, page, |_, scan| scan.unclosed);
        let message = format!("not closed: `{rest}`");
        return Err(Problem::new(&page.path, line, message).to_string());
    }
    if prose.contains("katex.min.css") || prose.contains("katex-html") {
        return Err(IGNORED.to_owned());
    }
    let text = FORMULA.replace_all(&page.text, |formula: &Captures| {
        let math = plain(&formula[1]);
        let is_display = math.contains(r#"display="block""#);
        let class = if is_display { "katex formula" } else { "katex" };
        format!(r#"<span class="{class}">{math}</span>"#)
    });
    if text.contains("<annotation") {
        return Err(LEFT.to_owned());
    }
    Ok(text.into_owned())
}

/// The line of something that a scan for formulas finds: in the page as it is
/// written if it is there, or else in the text that was left of it.
fn line_of(
    root: &Path,
    page: &Page,
    find: impl Fn(&str, &Scan) -> Option<usize>,
) -> usize {
    let written = || {
        let page = Page::read(root, &page.path).ok()?;
        let expanded = Expanded::new(root, &page);
        let text = &expanded.text;
        let offset = find(text, &dollar::scan(text))?;
        Some(page.line_of(expanded.origin(offset)))
    };
    let left = || {
        let offset = find(&page.text, &dollar::scan(&page.text))?;
        Some(page.line_of(offset))
    };
    written().or_else(left).unwrap_or(1)
}

/// The hat of KaTeX, and one that sits well in fonts without mathematics too.
const HAT: [&str; 2] = [
    "<mo>^</mo></mover>",
    "<mo stretchy=\"false\">\u{2c6}</mo></mover>",
];

/// A function's name before what it is applied to, which browsers set without
/// a space: `ln 27`, not `ln27`. Before a parenthesis there is none.
static APPLICATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<mo>\u{2061}</mo>(?<next><m[^o])")
        .expect("the pattern is valid")
});

/// MathML without its TeX, and with every punctuation mark as an entity.
fn plain(math: &str) -> String {
    let math = ANNOTATION.replace_all(math, "").replace(HAT[0], HAT[1]);
    let spaced = r#"<mo rspace="0.17em">&#8289;</mo>$next"#;
    let math = APPLICATION.replace_all(&math, spaced);
    let escaped = TOKEN.replace_all(&math, |token: &Captures| {
        let mut text = String::new();
        match token.name("mark") {
            Some(mark) => {
                for byte in mark.as_str().bytes() {
                    write!(text, "&#{byte};").expect("a string takes it");
                }
            }
            None => text.push_str(&token["as_is"]),
        }
        text
    });
    escaped.into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use book::Page;

    /// The page prepared, in a book that has no files.
    fn preprocess(page: &Page) -> Result<String, String> {
        super::preprocess(Path::new("nowhere"), page)
    }

    fn page(text: &str) -> Page {
        Page {
            path: "src/a.md".into(),
            text: text.into(),
        }
    }

    #[test]
    fn formulas_become_safe_and_lose_their_tex() {
        let typeset = page(
            r#"Let <span class="katex"><math display="block"><semantics><mrow><mi>a</mi><mo>∗</mo><mi mathvariant="normal">_</mi><mo>&lt;</mo><mtext>*b*</mtext></mrow><annotation encoding="application/x-tex">a*_ < *b*</annotation></semantics></math></span> be."#,
        );
        assert_eq!(
            preprocess(&typeset).unwrap(),
            r#"Let <span class="katex formula"><math display="block"><semantics><mrow><mi>a</mi><mo>∗</mo><mi mathvariant="normal">&#95;</mi><mo>&lt;</mo><mtext>&#42;b&#42;</mtext></mrow></semantics></math></span> be."#
        );
    }

    #[test]
    fn no_tex_is_left_for_markdown() {
        let other = r#"<span class="katex-mathml"><math><semantics><annotation encoding="application/x-tex">a_1 * b</annotation></semantics></math></span>"#;
        let message = preprocess(&page(other)).unwrap_err();
        assert!(message.contains("would be read as Markdown"), "{message}");
    }

    #[test]
    fn a_hat_sits_in_every_font() {
        let katex = r#"<span class="katex"><math><mover accent="true"><mi>m</mi><mo>^</mo></mover></math></span>"#;
        let text = preprocess(&page(katex)).unwrap();
        assert!(
            text.contains(r#"<mo stretchy="false">ˆ</mo></mover>"#),
            "{text}"
        );
    }

    #[test]
    fn a_formula_that_was_not_typeset_is_an_error() {
        let message = preprocess(&page("It\nis $\\frac{a}$.")).unwrap_err();
        assert_eq!(
            message,
            "src/a.md:2: KaTeX could not typeset `$\\frac{a}$`"
        );
        let message = preprocess(&page("It\nis\n$5.")).unwrap_err();
        assert_eq!(message, "src/a.md:3: not closed: `$5.`");
        assert!(preprocess(&page("It costs \\$5.")).is_ok());
    }

    #[test]
    fn a_formula_has_the_line_on_which_it_is_written() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
        let page = Page {
            path: "src/fixture/1.1-what-is-right.md".into(),
            text: "Another line, with $n_{3,184}$.".into(),
        };
        let message = super::preprocess(&root, &page).unwrap_err();
        let place = "src/fixture/1.1-what-is-right.md:46: ";
        assert!(message.starts_with(place), "{message}");
    }
}
