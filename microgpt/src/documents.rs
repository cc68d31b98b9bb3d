//! The documents of a text: where they lie in it.
//!
//! `names::Corpus` has every document as a list of tokens, eight bytes for each.
//! Here a document takes four bytes beside the text, and is made tokens when
//! its turn comes.

use std::collections::HashSet;
use std::ops::Range;

use names::Tokenizer;
use portable::PythonRandom;

/// The documents of a text, in some order.
///
/// ```
/// use microgpt::Documents;
/// use portable::PythonRandom;
///
/// let mut docs = Documents::of(names::NAMES);
/// assert_eq!(docs.len(), 32_033);
/// assert_eq!(docs.get(0), "emma");
/// docs.shuffle(&mut PythonRandom::new(42));
/// assert_eq!(docs.get(0), "yuheng");
/// ```
#[derive(Clone, Debug)]
pub struct Documents<'t> {
    text: &'t str,
    /// Where the line of each begins.
    starts: Vec<u32>,
}

/// The documents of a text as [`names::docs()`] has them, one after the other.
///
/// ```
/// use microgpt::documents::each;
///
/// let docs: Vec<&str> = each("ava\n\n  emma \n").collect();
/// assert_eq!(docs, ["ava", "emma"]);
/// ```
pub fn each(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .map(str::trim)
        .filter(|doc| !doc.is_empty())
}

impl<'t> Documents<'t> {
    /// The documents of a text, in its order.
    ///
    /// # Panics
    ///
    /// If the text has 4 GiB or more.
    pub fn of(text: &'t str) -> Self {
        assert!(u32::try_from(text.len()).is_ok(), "a text below 4 GiB");
        let mut starts = Vec::with_capacity(each(text).count());
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                starts.push(start);
            }
            start += u32::try_from(line.len()).expect("a part of the text");
        }
        Documents { text, starts }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Those with these indices, as far as there are such.
    #[must_use]
    pub fn part(mut self, range: Range<usize>) -> Self {
        self.starts.truncate(range.end);
        self.starts.drain(..range.start.min(self.starts.len()));
        self
    }

    /// The document with this index.
    ///
    /// # Panics
    ///
    /// If there are not so many.
    pub fn get(&self, index: usize) -> &'t str {
        self.at(self.starts[index])
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'t str> {
        self.starts.iter().map(|&start| self.at(start))
    }

    fn at(&self, start: u32) -> &'t str {
        let rest = &self.text[start as usize..];
        rest.split('\n').next().unwrap_or(rest).trim()
    }

    /// Brings them into random order, as [`names::Corpus`] does.
    pub fn shuffle(&mut self, rng: &mut PythonRandom) {
        rng.shuffle(&mut self.starts);
    }

    // What follows is of the whole text: it is the same in every order, and
    // memory is read fastest in that of the text.

    /// The tokenizer whose characters are those of the documents.
    pub fn tokenizer(&self) -> Tokenizer {
        let mut occurs = vec![false; char::MAX as usize + 1];
        for char in each(self.text).flat_map(str::chars) {
            occurs[char as usize] = true;
        }
        ('\0'..=char::MAX)
            .filter(|&it| occurs[it as usize])
            .collect()
    }

    /// Those of `asked` that are among them.
    pub fn known<'a>(
        &self,
        asked: impl IntoIterator<Item = &'a str>,
    ) -> HashSet<&'t str> {
        let asked: HashSet<&str> = asked.into_iter().collect();
        each(self.text).filter(|doc| asked.contains(doc)).collect()
    }

    /// How many have more characters than `most`.
    pub fn longer_than(&self, most: usize) -> usize {
        self.lengths().filter(|&len| len > most).count()
    }

    /// The number of characters of the longest.
    pub fn longest(&self) -> usize {
        self.lengths().max().unwrap_or(0)
    }

    fn lengths(&self) -> impl Iterator<Item = usize> {
        each(self.text).map(|doc| doc.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use names::Corpus;

    use super::*;

    #[test]
    fn they_are_the_documents_of_the_book() {
        let odd = "\u{feff}a\n\n  zoë \r\nb\n \t\n\u{a0}c d\u{a0}\nlast";
        for text in [names::NAMES, odd, "", "\n", "x"] {
            let mut rng = PythonRandom::new(7);
            let mut docs = Documents::of(text);
            assert_eq!(docs.iter().collect::<Vec<_>>(), names::docs(text));
            let tokenizer = docs.tokenizer();
            docs.shuffle(&mut rng);
            let corpus = Corpus::new(text, &mut PythonRandom::new(7));
            assert_eq!(tokenizer, corpus.tokenizer);
            let encode = |doc| tokenizer.encode(doc).expect("its characters");
            let tokens: Vec<_> = docs.iter().map(encode).collect();
            assert_eq!(tokens, corpus.docs);
        }
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let docs = Documents::of("zoë\nab\nabcd\n");
        assert_eq!(docs.longest(), 4);
        let longer = [1, 2, 3, 4].map(|most| docs.longer_than(most));
        assert_eq!(longer, [3, 2, 1, 0]);
    }
}
