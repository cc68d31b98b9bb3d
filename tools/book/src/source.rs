//! Sources: the files of the chapters' crates, and the items in them.

use std::ops::Range;

use anyhow::{Context, Result, anyhow};
use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ImplItem, Item, Visibility};

/// A file of Rust: its text, and its items.
pub struct Source {
    /// The text, as written.
    pub text: String,
    pub(crate) file: syn::File,
}

/// An item of a file. A method comes with the line of its `impl`.
pub struct Piece<'s> {
    /// `impl Counts {`, if it stands in one.
    pub header: Option<&'s str>,
    /// The item with its documentation.
    pub text: &'s str,
    /// Where that begins in the file.
    pub start: usize,
    /// Its functions. Places are counted from the start of `text`.
    pub functions: Vec<Function>,
    /// Where its fields and functions that only their module sees begin.
    pub private: Vec<usize>,
}

/// A function of an item.
pub struct Function {
    /// Its name.
    pub name: String,
    /// Where its body is, braces included.
    pub body: Range<usize>,
    /// Whether it returns an iterator of a type that has no name.
    pub is_iterator: bool,
}

impl Source {
    /// Reads a file of Rust.
    ///
    /// # Errors
    ///
    /// If it is not one; the message has the line.
    pub fn new(text: String) -> Result<Self> {
        let file = syn::parse_file(&text).map_err(|error| {
            let line = error.span().start().line;
            anyhow!("this is not Rust, line {line}: {error}")
        })?;
        Ok(Source { text, file })
    }

    /// The item that a selector names: `Counts`, `Counts::row`, `mean_loss`, or
    /// `Add for Value` for an implementation.
    ///
    /// # Errors
    ///
    /// If the file has no such item.
    pub fn piece(&self, selector: &str) -> Result<Piece<'_>> {
        let mut found = self.file.items.iter().filter_map(|item| match item {
            Item::Impl(block) => self.in_block(block, selector),
            item => (name(item)? == selector).then(|| self.cut(item, None)),
        });
        found
            .next()
            .with_context(|| format!("there is no item `{selector}`"))
    }

    fn in_block<'s>(
        &'s self,
        block: &'s syn::ItemImpl,
        selector: &str,
    ) -> Option<Piece<'s>> {
        let of = plain_type(&block.self_ty);
        if let Some((_, path, _)) = &block.trait_ {
            let whole = format!("{} for {of}", without_spaces(path));
            return (whole == selector).then(|| self.cut(block, None));
        }
        let name = selector.strip_prefix(&of)?.strip_prefix("::")?;
        let method = block.items.iter().find(|item| match item {
            ImplItem::Fn(method) => method.sig.ident == name,
            _ => false,
        })?;
        let start = block.impl_token.span().byte_range().start;
        let end = block.brace_token.span.open().byte_range().end;
        Some(self.cut(method, Some(&self.text[start..end])))
    }

    fn cut<'s, T>(&'s self, item: &T, header: Option<&'s str>) -> Piece<'s>
    where
        T: Spanned + Visitable,
    {
        // From the start of its line, so that it stays indented.
        let Range { start, end } = item.span().byte_range();
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let range = line..end;
        let mut parts = Parts::default();
        item.accept(&mut parts);
        for Function { body, .. } in &mut parts.functions {
            *body = body.start - range.start..body.end - range.start;
        }
        for field in &mut parts.private {
            *field -= range.start;
        }
        Piece {
            header,
            start: range.start,
            text: &self.text[range],
            functions: parts.functions,
            private: parts.private,
        }
    }
}

/// The comments of some code that are not documentation, each with the line that
/// it begins on, counted from one; none if the code has no tokens of Rust.
///
/// ```
/// let code = "let a = \"// no\"; // yes\n/// no\nfn b() {}\n";
/// let comments = book::source::comments(code).expect("it is Rust");
/// assert_eq!(comments, [(1, "// yes")]);
/// ```
pub fn comments(code: &str) -> Option<Vec<(usize, &str)>> {
    let tokens: TokenStream = code.parse().ok()?;
    let mut ends = Vec::new();
    add_leaves(tokens, &mut ends);
    ends.push(code.len()..code.len());
    let mut comments = Vec::new();
    let mut start = 0;
    for leaf in ends {
        let gap = code.get(start..leaf.start).unwrap_or_default();
        let mut offset = start;
        for line in gap.split_inclusive('\n') {
            let number = 1 + code[..offset].matches('\n').count();
            if !line.trim().is_empty() {
                comments.push((number, line.trim()));
            }
            offset += line.len();
        }
        start = leaf.end.max(start);
    }
    Some(comments)
}

/// The bytes of every token that is no group, and of the marks of those.
fn add_leaves(tokens: TokenStream, leaves: &mut Vec<Range<usize>>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                leaves.push(group.span_open().byte_range());
                add_leaves(group.stream(), leaves);
                leaves.push(group.span_close().byte_range());
            }
            other => leaves.push(other.span().byte_range()),
        }
    }
}

/// A node that can be looked through for functions and fields.
trait Visitable {
    fn accept(&self, parts: &mut Parts);
}

impl Visitable for Item {
    fn accept(&self, parts: &mut Parts) {
        parts.visit_item(self);
    }
}

impl Visitable for syn::ItemImpl {
    fn accept(&self, parts: &mut Parts) {
        parts.visit_item_impl(self);
    }
}

impl Visitable for ImplItem {
    fn accept(&self, parts: &mut Parts) {
        if let ImplItem::Fn(method) = self {
            parts.see(&method.vis, &method.sig);
        }
        parts.visit_impl_item(self);
    }
}

#[derive(Default)]
struct Parts {
    functions: Vec<Function>,
    private: Vec<usize>,
}

impl Parts {
    fn see(&mut self, visibility: &Visibility, item: &impl Spanned) {
        if matches!(visibility, Visibility::Inherited) {
            self.private.push(item.span().byte_range().start);
        }
    }

    fn add(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let returns = without_spaces(&signature.output);
        self.functions.push(Function {
            name: signature.ident.to_string(),
            body: body.span().byte_range(),
            is_iterator: returns.starts_with("->implIterator"),
        });
    }
}

impl Visit<'_> for Parts {
    // Functions within functions stay within: their bodies are not parts.
    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.see(&item.vis, &item.sig);
        self.add(&item.sig, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
    }

    fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.add(&item.sig, block);
        }
    }

    fn visit_item_struct(&mut self, item: &syn::ItemStruct) {
        for field in &item.fields {
            self.see(&field.vis, &field.ident);
        }
        visit::visit_item_struct(self, item);
    }
}

/// The name of an item that has one.
fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// A type without its generics: `Gpt` for `Gpt<'_, S>`.
fn plain_type(of: &syn::Type) -> String {
    match of {
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .map_or_else(String::new, |last| last.ident.to_string()),
        other => without_spaces(other),
    }
}

/// The tokens as they are written, without spaces: `Add<Value<'t>>`.
fn without_spaces(tokens: &impl quote::ToTokens) -> String {
    let stream: TokenStream = tokens.to_token_stream();
    stream.to_string().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::{Function, Source};
    use crate::anchor::around;

    const FILE: &str = "\
/// Counts.
pub struct Counts {
    rows: Vec<u32>,
}

impl Counts {
    /// A row.
    pub fn row(&self) -> u32 {
        self.rows[0]
    }
}

// ANCHOR: display
impl fmt::Display for Counts {
    fn fmt(&self) {
        // ANCHOR: inner
    }
}
// ANCHOR_END: inner
// ANCHOR_END: display
";

    #[test]
    fn items_are_found_with_their_documentation() {
        let source = Source::new(FILE.to_owned()).expect("valid");
        let counts = source.piece("Counts").expect("a struct");
        assert!(counts.text.starts_with("/// Counts.\npub struct"));
        assert!(counts.text[counts.private[0]..].starts_with("rows"));
        let row = source.piece("Counts::row").expect("a method");
        assert_eq!(row.header, Some("impl Counts {"));
        assert!(row.text.starts_with("    /// A row."));
        let Function { name, body, .. } = &row.functions[0];
        assert_eq!(name, "row");
        assert_eq!(&row.text[body.clone()], "{\n        self.rows[0]\n    }");
        assert!(source.piece("Counts::column").is_err());
        assert!(around(FILE, row.start + body.start).is_empty());
        let display = source.piece("fmt::Display for Counts");
        let display = display.expect("an implementation");
        let fmt = display.start + display.functions[0].body.start;
        assert_eq!(around(FILE, fmt), ["display"]);
        assert_eq!(around(FILE, FILE.len()), [""; 0]);
    }
}
