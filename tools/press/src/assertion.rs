//! Assertions: every test and every example of the documentation has one, and a
//! comparison of numbers says how near it means.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result};
use book::path::{files_below, is_kind};
use book::{Book, Problem};
use fs_err as fs;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// Where the crates stand whose tests the book counts on.
const FOLDERS: [&str; 7] = [
    "chapters-code",
    "conform",
    "figures",
    "microgpt",
    "runs",
    "tools",
    "widgets",
];

/// Words that make a test fail, besides those that begin with `assert`.
const FAILS: [&str; 3] = ["panic", "unreachable", "unwrap_err"];

/// Comparisons that hold of small numbers whatever they are, unless told not to.
const RELATIVE: [&str; 2] = ["relative_eq", "ulps_eq"];

/// Every test asserts something, by itself or through a function of the tests
/// of its crate, and so does every example of the documentation.
///
/// # Errors
///
/// If a file cannot be read, or is not Rust.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let mut crates: HashMap<String, Vec<Function>> = HashMap::new();
    let mut problems = Vec::new();
    for folder in FOLDERS {
        for file in files_below(&book.root, folder)? {
            let is_fixture = file.contains("/tests/fixture/");
            if !is_kind(&file, "rs") || is_fixture {
                continue;
            }
            let text = fs::read_to_string(book.root.join(&file))?;
            let syntax =
                syn::parse_file(&text).with_context(|| file.clone())?;
            let mut seen = Functions::new(&file);
            seen.visit_file(&syntax);
            problems.append(&mut seen.problems);
            let of_crate = ["/src/", "/tests/", "/benches/", "/examples/"]
                .iter()
                .filter_map(|part| file.find(part))
                .min()
                .unwrap_or(file.len());
            crates
                .entry(file[..of_crate].to_owned())
                .or_default()
                .append(&mut seen.found);
        }
    }
    for functions in crates.values() {
        problems.extend(without_assertion(functions));
    }
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(problems)
}

/// A function of the tests of a crate.
#[derive(Debug)]
struct Function {
    file: String,
    line: usize,
    name: String,
    words: HashSet<String>,
    is_test: bool,
    must_panic: bool,
}

/// The tests that assert nothing.
fn without_assertion(functions: &[Function]) -> Vec<Problem> {
    let fails = |word: &String| {
        word.starts_with("assert")
            || word.ends_with("assert")
            || FAILS.contains(&word.as_str())
    };
    let mut asserting: HashSet<&str> = HashSet::new();
    loop {
        let calls = |word: &String| asserting.contains(word.as_str());
        let more: Vec<&str> = functions
            .iter()
            .filter(|it| !asserting.contains(it.name.as_str()))
            .filter(|it| it.words.iter().any(|word| fails(word) || calls(word)))
            .map(|it| it.name.as_str())
            .collect();
        if more.is_empty() {
            break;
        }
        asserting.extend(more);
    }
    functions
        .iter()
        .filter(|it| it.is_test && !it.must_panic)
        .filter(|it| !asserting.contains(it.name.as_str()))
        .map(|it| {
            let message = format!(
                "the test `{}` asserts nothing: it cannot fail",
                it.name
            );
            Problem::new(&it.file, it.line, message)
        })
        .collect()
}

/// The functions of the tests of a file, and the examples of its
/// documentation that assert nothing.
struct Functions<'f> {
    file: &'f str,
    in_tests: bool,
    found: Vec<Function>,
    problems: Vec<Problem>,
}

impl<'f> Functions<'f> {
    fn new(file: &'f str) -> Self {
        let in_tests = file.contains("/tests/") || file.ends_with("tests.rs");
        Self {
            file,
            in_tests,
            found: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn add(
        &mut self,
        attributes: &[syn::Attribute],
        it: &syn::Signature,
        body: &syn::Block,
    ) {
        let has =
            |name: &str| attributes.iter().any(|it| it.path().is_ident(name));
        let line = it.span().start().line;
        if has("test") && has("ignore") {
            let message = "this test is never run: run it, or delete it";
            self.problems.push(Problem::new(self.file, line, message));
        }
        if self.in_tests || has("test") {
            let mut words = HashSet::new();
            add_words(body.to_token_stream(), &mut words);
            self.found.push(Function {
                file: self.file.to_owned(),
                line,
                name: it.ident.to_string(),
                words,
                is_test: has("test"),
                must_panic: has("should_panic"),
            });
        }
    }

    /// Looks at the examples of the documentation of an item.
    fn add_docs(&mut self, attributes: &[syn::Attribute]) {
        let mut example: Option<(usize, bool, String)> = None;
        for attribute in attributes {
            let Some(text) = doc(attribute) else {
                continue;
            };
            let line = attribute.span().start().line;
            for text in text.lines().chain(text.is_empty().then_some("")) {
                let text = text.trim();
                match (text.strip_prefix("```"), &mut example) {
                    (Some(flags), None) => {
                        let is_run = flags.is_empty() || flags == "rust";
                        example = Some((line, is_run, String::new()));
                    }
                    (Some(_), Some((line, is_run, code))) => {
                        if *is_run && !code.contains("assert") {
                            let message = "this example asserts nothing: \
                                           assert what it shows";
                            let problem =
                                Problem::new(self.file, *line, message);
                            self.problems.push(problem);
                        }
                        example = None;
                    }
                    (None, Some((_, _, code))) => code.push_str(text),
                    (None, None) => {}
                }
            }
        }
    }
}

/// A line of documentation.
fn doc(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(it) = &attribute.meta else {
        return None;
    };
    match &it.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) if it.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// The words of some code.
fn add_words(tokens: TokenStream, words: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                words.insert(word.to_string());
            }
            TokenTree::Group(group) => add_words(group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

impl Visit<'_> for Functions<'_> {
    fn visit_file(&mut self, file: &syn::File) {
        self.add_docs(&file.attrs);
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &syn::Item) {
        let attributes = attributes(item);
        self.add_docs(attributes);
        let was = self.in_tests;
        self.in_tests |= attributes.iter().any(|it| {
            let words = it.to_token_stream().to_string().replace(' ', "");
            words == "#[cfg(test)]"
        });
        visit::visit_item(self, item);
        self.in_tests = was;
    }

    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.add(&item.attrs, &item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.add_docs(&item.attrs);
        self.add(&item.attrs, &item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_macro(&mut self, it: &syn::Macro) {
        let name = it.path.segments.last().map(|it| it.ident.to_string());
        let name = name.unwrap_or_default();
        let mut words = HashSet::new();
        add_words(it.tokens.clone(), &mut words);
        let is_stated = |word: &str| words.contains(word);
        if RELATIVE.iter().any(|it| name.ends_with(it))
            && !(is_stated("epsilon")
                && words.iter().any(|it| it.starts_with("max_")))
        {
            let line = it.span().start().line;
            let message = format!(
                "`{name}` takes all that is nearer than an absolute epsilon for \
                 equal, and its default is larger than many a gradient: state \
                 `epsilon`, 0 if it is not meant, and `max_relative`"
            );
            self.problems.push(Problem::new(self.file, line, message));
        }
        visit::visit_macro(self, it);
    }

    fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
        self.add_docs(&item.attrs);
        visit::visit_trait_item_fn(self, item);
    }
}

/// The attributes of an item that may be documented.
fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    use syn::Item;
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        _ => &[],
    }
}
