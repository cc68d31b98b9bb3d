//! The press: what turns tested code into the pages of the book.
//!
//! A page of the book includes everything that it did not write itself: the
//! listings come from the crates in `chapters-code/`, and the numbers, the
//! tables, the plots and the console output from programs of those crates. The
//! press has three jobs around that:
//!
//! * while mdBook builds the book, [`listing`] and [`mathml`] prepare listings
//!   and formulas for it ([`preprocessor`] speaks mdBook's protocol);
//! * `cargo bless` runs every program again and rewrites what they print
//!   ([`output`]);
//! * `cargo test` checks the whole book. Each check is a function that takes
//!   the [`Book`](book::Book) and returns a list of
//!   [`Problem`](book::Problem)s, so that it can be tested itself on a book
//!   that is broken on purpose.
//!
//! | check | what it promises |
//! | --- | --- |
//! | [`include::check`] | every include finds what it names |
//! | [`anchor::check`] | every anchor is closed, unique and not empty |
//! | [`coverage::unused`] | every anchor is in some page |
//! | [`coverage::unshown`] | every line of code is, too |
//! | [`listing::check`] | every listing fits on a page |
//! | [`block::check`] | no block escapes the checks |
//! | [`example::check`] | every inline example does what it says |
//! | [`assertion::check`] | every test and every example can fail |
//! | [`output::check`] | every generated file is what its program prints |
//! | [`fact::check`] | every fact is used by a page |
//! | [`number::check`] | nothing that is read has a result typed by hand |
//! | [`quote::check`] | quotation marks in HTML are curly, too |
//! | [`formula::check`] | every formula can be typeset |
//! | [`link::check`] | every link leads somewhere |
//! | [`naming::check`] | it leads to what it names, in print too |
//! | [`link::check_titles`] | every page has the title that it should have |
//! | [`glossary::check`] | the glossary is in order |
//! | [`host::check`] | the book loads nothing from the network |
//! | [`command::check`] | every command can be run |
//! | [`version::check`] | the README asks for what is tested |
//! | [`house::check`] | the map has all crates, and no arrow runs up in it |
//!
//! The modules stand in this order, and each uses only those before it. What
//! they know of the book itself, its pages, anchors, includes and code, they
//! have from the crate [`book`].
//!
//! | modules | job |
//! | --- | --- |
//! | [`dollar`], [`mask`], [`expand`] | read a page with what it includes |
//! | [`mod@include`], [`anchor`], [`coverage`], [`fact`] | check includes |
//! | [`listing`] | prepares and checks listings |
//! | [`command`], [`version`] | check what a reader is told to run |
//! | [`numeral`], [`plain`], [`number`] | check the numbers of pages |
//! | [`quote`], [`formula`], [`link`], [`naming`] | check what else pages say |
//! | [`glossary`], [`host`] | and what they stand in |
//! | [`program`], [`example`], [`output`] | run programs |
//! | [`block`], [`assertion`], [`house`] | see that checks see everything |
//! | [`mathml`], [`preprocessor`] | speak to mdBook |

pub mod anchor;
pub mod assertion;
pub mod block;
pub mod command;
pub mod coverage;
pub mod dollar;
pub mod example;
pub mod expand;
pub mod fact;
pub mod formula;
pub mod glossary;
pub mod host;
pub mod house;
pub mod include;
pub mod link;
pub mod listing;
pub mod mask;
pub mod mathml;
pub mod naming;
pub mod number;
pub mod numeral;
pub mod output;
pub mod plain;
pub mod preprocessor;
pub mod program;
pub mod quote;
pub mod version;
