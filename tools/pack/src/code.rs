//! The code of a Rust file: the part of it that a compiler makes a program of.

use std::str::FromStr;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens of a Rust file, without comments, documentation and the modules
/// of its tests.
///
/// ```
/// let [one, other] = [
///     "/// One.\nconst A: u8 = 1; // It is.",
///     "const A: u8\n    = 1;",
/// ]
/// .map(|text| pack::code::tokens(text).unwrap());
/// assert_eq!(one, other);
/// ```
///
/// # Errors
///
/// If the text is not Rust.
pub fn tokens(text: &str) -> Result<String> {
    let tokens =
        TokenStream::from_str(text).map_err(|error| anyhow!("{error}"))?;
    Ok(code(tokens).to_string())
}

fn code(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = &tokens[..];
    let mut code = Vec::new();
    loop {
        if let Some(after) = after_doc(rest).or_else(|| after_tests(rest)) {
            rest = after;
            continue;
        }
        let Some((first, after)) = rest.split_first() else {
            return code.into_iter().collect();
        };
        code.push(inside(first));
        rest = after;
    }
}

/// A token; of a group, the code in it.
fn inside(token: &TokenTree) -> TokenTree {
    match token {
        TokenTree::Group(group) => {
            Group::new(group.delimiter(), code(group.stream())).into()
        }
        other => other.clone(),
    }
}

/// The tokens after a comment that documents, which is an attribute here.
fn after_doc(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    let rest = after_symbol(tokens, '#')?;
    let rest = after_symbol(rest, '!').unwrap_or(rest);
    let (attribute, rest) = bracketed(rest)?;
    let name = attribute.into_iter().next()?;
    (name.to_string() == "doc").then_some(rest)
}

/// The tokens after `#[cfg(test)] mod tests { … }`.
fn after_tests(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    let (attribute, rest) = bracketed(after_symbol(tokens, '#')?)?;
    let [
        TokenTree::Ident(keyword),
        TokenTree::Ident(_),
        TokenTree::Group(_),
        rest @ ..,
    ] = rest
    else {
        return None;
    };
    let is_tests = keyword == "mod"
        && tokens_of(&attribute).eq(["cfg", "(test)"].map(String::from));
    is_tests.then_some(rest)
}

fn tokens_of(stream: &TokenStream) -> impl Iterator<Item = String> {
    stream.clone().into_iter().map(|token| token.to_string())
}

fn after_symbol(tokens: &[TokenTree], symbol: char) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(first), rest @ ..] if first.as_char() == symbol => {
            Some(rest)
        }
        _ => None,
    }
}

fn bracketed(tokens: &[TokenTree]) -> Option<(TokenStream, &[TokenTree])> {
    match tokens {
        [TokenTree::Group(group), rest @ ..]
            if group.delimiter() == Delimiter::Bracket =>
        {
            Some((group.stream(), rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    const PLAIN: &str =
        "pub struct A { pub b: u8 } impl A { fn c() { d!(e) } }";

    #[test]
    fn what_is_only_read_does_not_count() {
        for same in [
            "//! A file.\n\n/// A thing.\npub struct A { pub b: u8 }\n\
             impl A { fn c() { d!(e) } }",
            "pub struct A {\n    /// Its part.\n    pub b: u8 } /* so */\n\
             impl A { /** Does. */ fn c() { // or not\n d!(e) } }",
            "#![doc = \"A file.\"] #[doc(hidden)] pub struct A { pub b: u8 }\n\
             impl A { fn c() { d!(/// what\n e) } }",
            "pub struct A { pub b: u8 } impl A { fn c() { d!(e) } }\n\
             #[cfg(test)]\nmod tests { #[test] fn f() { panic!() } }",
        ] {
            assert_eq!(tokens(same).unwrap(), tokens(PLAIN).unwrap(), "{same}");
        }
    }

    #[test]
    fn any_other_change_counts() {
        for other in [
            "pub struct A { pub b: u16 } impl A { fn c() { d!(e) } }",
            "struct A { pub b: u8 } impl A { fn c() { d!(e) } }",
            "pub struct A { pub b: u8 } impl A { fn c() { d!(\"e\") } }",
            "#[inline] pub struct A { pub b: u8 } impl A { fn c() { d!(e) } }",
            "pub struct A { pub b: u8 } impl A { fn c() { d!(e) } }\n\
             #[cfg(test)] fn f() {}",
            "pub struct A { pub b: u8 } impl A { fn c() { d!(e) } }\n\
             #[cfg(not(test))] mod tests {}",
            "pub struct A { pub b: u8 } impl A { fn c() { d!(e) } } mod doc {}",
        ] {
            assert_ne!(
                tokens(other).unwrap(),
                tokens(PLAIN).unwrap(),
                "{other}"
            );
        }
        assert!(tokens("fn a() {").is_err());
    }
}
