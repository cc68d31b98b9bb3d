//! Code as the book shows it: without what the prose already says.
//!
//! A page explains its listing, so the listing need not carry its doc comments,
//! its hints for the compiler and its tests. Where they are is found in the
//! whole file, by its tokens and its items, and then cut out of the lines that
//! a page names: a region need not be Rust by itself.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::anchor::{self, is_marker};
use crate::source::{Source, comments};

/// Attributes that speak to the compiler and not to the reader.
const HINTS: [&str; 9] = [
    "allow",
    "cold",
    "deny",
    "doc",
    "expect",
    "inline",
    "must_use",
    "rustfmt::skip",
    "warn",
];

impl Source {
    /// The code of some lines, as a listing has it: without docs, hints, tests
    /// and anchors, and with the indentation of its outermost line removed.
    ///
    /// ```
    /// use book::source::Source;
    ///
    /// let text = "impl A {\n    /// Is b.\n    fn b() {}\n}\n";
    /// let source = Source::new(text.to_owned())?;
    /// assert_eq!(source.listing(2..4), "fn b() {}");
    /// # anyhow::Ok(())
    /// ```
    pub fn listing(&self, lines: Range<usize>) -> String {
        let layout = Layout::new(self);
        let shown = layout.without(lines.clone(), |it| it != Extra::Import);
        tidy(shown.filter(|line| !layout.ends_outside(line, &lines)))
    }

    /// The code of some lines, as a side of a diff has it: a listing without
    /// its imports, which would say that modules moved where the reader looks
    /// for what changed.
    pub fn diff_side(&self, lines: Range<usize>) -> String {
        let layout = Layout::new(self);
        let shown = layout.without(lines.clone(), |_| true);
        tidy(shown.filter(|line| !layout.ends_outside(line, &lines)))
    }

    /// The comments of some lines that a listing of them shows, each with its
    /// line, counted from one.
    pub fn shown_comments(&self, lines: Range<usize>) -> Vec<(usize, &str)> {
        let layout = Layout::new(self);
        let shown: HashSet<usize> = layout
            .without(lines, |it| it != Extra::Import)
            .map(|(number, _)| number)
            .collect();
        let mut comments = comments(&self.text).unwrap_or_default();
        comments.retain(|(line, _)| shown.contains(line));
        comments
    }

    /// The lines that a reader has to see to have seen the code: without docs,
    /// hints, tests, anchors and imports. Each has its number, counted from
    /// one.
    pub fn essential(&self) -> Vec<(usize, &str)> {
        Layout::new(self).without(anchor::WHOLE, |_| true).collect()
    }
}

/// Something that a listing or a diff leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extra {
    /// A doc comment, or an attribute that speaks to the compiler.
    Hint,
    /// An item that is there for tests alone.
    Test,
    /// A `use`.
    Import,
}

/// Where the extras and the blocks of a file are, by lines counted from one.
struct Layout<'s> {
    text: &'s str,
    extras: Vec<(Extra, RangeInclusive<usize>)>,
    /// From `{` to `}`.
    blocks: Vec<RangeInclusive<usize>>,
}

impl<'s> Layout<'s> {
    fn new(source: &'s Source) -> Self {
        let mut layout = Self {
            text: &source.text,
            extras: Vec::new(),
            blocks: Vec::new(),
        };
        layout.add_tokens(source.file.to_token_stream());
        layout.visit_file(&source.file);
        layout
    }

    /// Notes the blocks and the attributes, those in macros too.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            if let Some(Attribute { hash, words, .. }) =
                attribute(&tokens[index..])
                && is_hint(&words.stream())
            {
                self.add(Extra::Hint, hash, words.span_close());
            }
            if let TokenTree::Group(group) = token {
                if group.delimiter() == Delimiter::Brace {
                    self.blocks.push(lines(group.span(), group.span()));
                }
                self.add_tokens(group.stream());
            }
        }
    }

    /// Notes an extra, if nothing but a comment shares its lines.
    fn add(&mut self, extra: Extra, first: Span, last: Span) {
        let before = &self.text[..first.byte_range().start];
        let after = &self.text[last.byte_range().end..];
        let before = before.rsplit('\n').next().unwrap_or_default().trim();
        let after = after.split('\n').next().unwrap_or_default().trim();
        if before.is_empty() && (after.is_empty() || after.starts_with("//")) {
            self.extras.push((extra, lines(first, last)));
        }
    }

    /// Notes an item, if it is for tests.
    fn add_test(&mut self, item: &impl ToTokens) {
        let tokens: Vec<TokenTree> =
            item.to_token_stream().into_iter().collect();
        let mut rest = tokens.as_slice();
        while let Some(Attribute { words, after, .. }) = attribute(rest) {
            if words.stream().to_string().replace(' ', "") == "cfg(test)" {
                let span = item.span();
                return self.add(Extra::Test, span, span);
            }
            rest = after;
        }
    }

    /// Some lines without the extras that begin in them, and without anchors.
    /// An extra that begins before is what the page shows a part of.
    fn without(
        &self,
        of: Range<usize>,
        is_left_out: impl Fn(Extra) -> bool,
    ) -> impl Iterator<Item = (usize, &'s str)> {
        let extras = self.extras.iter();
        let extras: Vec<_> = extras
            .filter(|(extra, lines)| {
                is_left_out(*extra) && of.contains(lines.start())
            })
            .map(|(_, lines)| lines.clone())
            .collect();
        (1..)
            .zip(self.text.lines())
            .skip_while(move |(number, _)| *number < of.start)
            .take_while(move |(number, _)| *number < of.end)
            .filter(move |(number, line)| {
                !is_marker(line)
                    && !extras.iter().any(|lines| lines.contains(number))
            })
    }

    /// Whether a line is but the end of a block that began before these.
    fn ends_outside(
        &self,
        (number, line): &(usize, &str),
        of: &Range<usize>,
    ) -> bool {
        let ends = |block: &RangeInclusive<usize>| {
            block.end() == number && *block.start() < of.start
        };
        line.trim() == "}" && self.blocks.iter().any(ends)
    }
}

impl Visit<'_> for Layout<'_> {
    fn visit_item(&mut self, item: &syn::Item) {
        self.add_test(item);
        if let syn::Item::Use(item) = item {
            self.add(Extra::Import, item.span(), item.span());
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &syn::ImplItem) {
        self.add_test(item);
        visit::visit_impl_item(self, item);
    }

    fn visit_trait_item(&mut self, item: &syn::TraitItem) {
        self.add_test(item);
        visit::visit_trait_item(self, item);
    }

    fn visit_local(&mut self, statement: &syn::Local) {
        self.add_test(statement);
        visit::visit_local(self, statement);
    }
}

/// An attribute or a doc comment, which is one too.
struct Attribute<'t> {
    hash: Span,
    words: &'t Group,
    after: &'t [TokenTree],
}

/// The attribute that these tokens begin with.
fn attribute(tokens: &[TokenTree]) -> Option<Attribute<'_>> {
    let (hash, rest) = tokens.split_first().filter(|(it, _)| is(it, '#'))?;
    let rest = match rest {
        [bang, rest @ ..] if is(bang, '!') => rest,
        rest => rest,
    };
    match rest {
        [TokenTree::Group(words), after @ ..]
            if words.delimiter() == Delimiter::Bracket =>
        {
            let hash = hash.span();
            Some(Attribute { hash, words, after })
        }
        _ => None,
    }
}

/// Whether a token is this mark.
fn is(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == mark)
}

/// Whether the words of an attribute are documentation or a hint.
fn is_hint(words: &TokenStream) -> bool {
    let path = words.clone().into_iter().map_while(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        TokenTree::Punct(mark) if mark.as_char() == ':' => Some(":".into()),
        _ => None,
    });
    HINTS.contains(&path.collect::<String>().as_str())
}

/// The lines from the first byte of a span to the last of another.
fn lines(first: Span, last: Span) -> RangeInclusive<usize> {
    first.start().line..=last.end().line
}

/// The lines as one text, without the blank lines at its edges and in a row,
/// and without the indentation that all lines have.
fn tidy<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for (_, line) in lines {
        let is_after_text = kept.last().is_some_and(|last| !last.is_empty());
        if !line.trim().is_empty() {
            kept.push(line);
        } else if is_after_text {
            kept.push("");
        }
    }
    dedent(kept.join("\n").trim_end())
}

/// The code with as much indentation removed as all its lines have.
fn dedent(code: &str) -> String {
    let indent = code
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = code
        .lines()
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use crate::anchor;
    use crate::source::Source;

    /// The file of Rust that has this text.
    fn source(text: &str) -> Source {
        Source::new(text.to_owned()).expect("it is Rust")
    }

    const MODULE: &str = r#"//! A module.

#![allow(clippy::pedantic)]

use std::{
    fmt,
    ops::Add,
};
use names::Rng;

/// Adds.
///
/// ```
/// assert_eq!(1 + 1, 2);
/// ```
#[must_use]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "it is small"
)]
#[derive(Debug)]
pub fn add(a: u8, b: u8) -> u8 {
    // ANCHOR: body
    // A comment stays.
    a + b // so does this
    // ANCHOR_END: body
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::add(1, 1), 2);
    }
}

#[cfg(test)]
use approx::assert_relative_eq;

//// Four slashes are a comment.
const LAST: u8 = 1;
"#;

    #[test]
    fn a_listing_is_the_code_alone() {
        assert_eq!(
            source(MODULE).listing(anchor::WHOLE),
            "\
use std::{
    fmt,
    ops::Add,
};
use names::Rng;

#[derive(Debug)]
pub fn add(a: u8, b: u8) -> u8 {
    // A comment stays.
    a + b // so does this
}

//// Four slashes are a comment.
const LAST: u8 = 1;"
        );
    }

    #[test]
    fn ends_of_what_began_before_are_left_out() {
        let file = "\
impl A {
    fn c() {
        // ANCHOR: end
        if a {
            b
        }
    }
}
// ANCHOR_END: end
";
        let end = anchor::lines(file, "end").expect("it has this region");
        assert_eq!(source(file).listing(end), "if a {\n    b\n}");
    }

    #[test]
    fn a_diff_leaves_imports_out() {
        let side = source(MODULE).diff_side(anchor::WHOLE);
        assert!(side.starts_with("#[derive(Debug)]\npub fn add"), "{side}");
    }

    #[test]
    fn a_listing_starts_at_the_margin() {
        let code = "fn c() {\n\n    if a {\n\n        b()\n    }\n\n}";
        assert_eq!(source(code).listing(2..8), "if a {\n\n    b()\n}");
    }

    #[test]
    fn a_tested_method_ends_at_its_own_brace() {
        let code = "\
impl A {
    #[cfg(test)]
    fn a() {
        b {
        }
    }
    const C: u8 = 1;
}";
        assert_eq!(source(code).listing(2..8), "const C: u8 = 1;");
    }

    #[test]
    fn a_hint_ends_at_its_bracket() {
        let code = "#![allow(dead_code)] // Not all is used.\nfn a() {}\n";
        assert_eq!(source(code).listing(anchor::WHOLE), "fn a() {}");
    }

    #[test]
    fn a_part_of_a_test_is_shown() {
        let code = "\
#[cfg(test)]
mod tests {
    /// Adds.
    #[test]
    fn adds() {
        a();
    }
}";
        let shown = "#[test]\nfn adds() {\n    a();\n}";
        assert_eq!(source(code).listing(3..8), shown);
    }

    #[test]
    fn documentation_in_macros_is_left_out_too() {
        let code = "\
macro_rules! a {
    () => {
        /// Is b.
        #[inline]
        fn b() {
            c(\"}\")
        }
    };
}";
        let shown = "fn b() {\n    c(\"}\")\n}";
        assert_eq!(source(code).listing(3..8), shown);
    }

    #[test]
    fn what_only_looks_like_documentation_stays() {
        let code = "const A: &str = \"\n/// b\n#[inline]\n\";";
        assert_eq!(source(code).listing(anchor::WHOLE), code);
    }
}
