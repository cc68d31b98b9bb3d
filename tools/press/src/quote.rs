//! Quotation marks: those of HTML are what they should be.
//!
//! mdBook sets the straight marks of Markdown as curly ones. What a page has as
//! HTML, a summary or a drawing, it leaves as it is, so straight ones would
//! stand there beside the others.

use std::sync::LazyLock;

use book::markdown;
use book::markdown::pulldown_cmark::Event;
use book::{Book, Page, Problem};
use regex::Regex;

use crate::expand::Expanded;
use crate::mask;

/// Code, and tags with their attributes: what is no text.
static NO_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)<!--.*?-->|<code\b.*?</code>|</?[a-zA-Z][^>]*>")
        .expect("the pattern is valid")
});

/// No straight quotation mark or apostrophe is in the text of a page's HTML.
pub fn check(book: &Book) -> Vec<Problem> {
    let pages = book.pages.iter();
    pages.flat_map(|page| check_page(book, page)).collect()
}

fn check_page(book: &Book, page: &Page) -> Vec<Problem> {
    let expanded = Expanded::new(&book.root, page);
    straight(&expanded.text)
        .into_iter()
        .map(|offset| {
            page.problem(
                expanded.origin(offset),
                "in HTML a straight quotation mark stays straight: write “ ”, \
                 ‘ ’ or ’",
            )
        })
        .collect()
}

/// Where straight marks are in the HTML of a text.
fn straight(text: &str) -> Vec<usize> {
    let html = markdown::parse(text).filter_map(|(event, range)| {
        matches!(event, Event::Html(_)).then_some(range)
    });
    let mut marks = Vec::new();
    for range in html {
        let html = &text[range.clone()];
        let others = NO_TEXT.find_iter(html).map(|it| it.range());
        let text = mask::blank(html, others, ' ');
        let found = text.match_indices(['"', '\'']);
        marks.extend(found.map(|(at, _)| range.start + at));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::straight;

    #[test]
    fn straight_marks_are_found_in_html() {
        for text in [
            "<details>\n<summary>What is \"q\"?</summary>\n",
            "<svg>\n<text x=\"1\">Step 4's run</text>\n</svg>\n",
        ] {
            assert!(!straight(text).is_empty(), "{text}");
        }
        for text in [
            "It is \"q\", and Step 4's.\n",
            "<summary>What is “q”?</summary>\n",
            "<summary>What is <code>'q'</code>?</summary>\n",
            "```text\n<b>\"q\"</b>\n```\n",
        ] {
            assert!(straight(text).is_empty(), "{text}");
        }
    }
}
