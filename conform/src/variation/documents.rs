//! The names, and the numbers that stand for their characters.

use std::collections::HashSet;
use std::sync::LazyLock;

use names::docs;

use crate::data;

use super::stream::Stream;
use super::{Documents, Listing, Start, Vocabulary};

/// The names as the file has them.
static LISTED: LazyLock<Vec<&str>> = LazyLock::new(|| docs(data::names()));

/// How many different characters they have.
static NUM_CHARS: LazyLock<usize> = LazyLock::new(|| {
    let chars = LISTED.iter().flat_map(|name| name.chars());
    chars.collect::<HashSet<char>>().len()
});

/// The names as seed 42 shuffles them, and the random numbers that are left.
static SHUFFLED: LazyLock<(Vec<&str>, Stream)> = LazyLock::new(|| {
    let start = Start::default();
    let mut stream = Stream::new(&start);
    (shuffled(&start, &mut stream), stream)
});

/// The names in the order in which they are taken, and the stream as it is
/// after that.
pub fn in_order(start: &Start, stream: Stream) -> (Vec<&'static str>, Stream) {
    let usual = Start::default();
    let as_usual = start.seed == usual.seed
        && start.seeding == usual.seeding
        && start.short_uniforms == usual.short_uniforms
        && start.listing == usual.listing
        && start.documents != Documents::Listed
        && start.shuffle == usual.shuffle
        && !start.weights_first;
    if as_usual {
        return SHUFFLED.clone();
    }
    let mut stream = stream;
    (shuffled(start, &mut stream), stream)
}

fn shuffled(start: &Start, stream: &mut Stream) -> Vec<&'static str> {
    let mut names = listed(start.listing);
    if start.documents != Documents::Listed {
        stream.shuffle(&mut names, start.shuffle);
    }
    names
}

fn listed(listing: Listing) -> Vec<&'static str> {
    let mut names = LISTED.clone();
    match listing {
        Listing::Lines => {}
        Listing::WithoutFirst => {
            names.remove(0);
        }
        Listing::WithoutLast => {
            names.pop();
        }
        Listing::Unique => {
            let mut seen = HashSet::new();
            names.retain(|name| seen.insert(*name));
        }
        Listing::WithEmpty => names.push(""),
        Listing::WithLineEnds => {
            names = data::names().split_inclusive('\n').collect();
        }
    }
    names
}

/// Which number stands for which character.
#[derive(Clone, Debug)]
pub struct Alphabet {
    chars: Vec<char>,
    /// The number of the first character.
    first: usize,
    /// The token that a name begins with.
    pub bos: usize,
    /// The token that it ends with.
    pub eos: usize,
    /// How many tokens there are.
    pub size: usize,
}

impl Alphabet {
    /// The alphabet of these names.
    ///
    /// ```
    /// use conform::variation::{Start, Vocabulary, documents::Alphabet};
    ///
    /// let mut start = Start::default();
    /// let alphabet = Alphabet::new(&start, &["ava", "bo"]);
    /// assert_eq!(alphabet.encode("ava"), [4, 0, 3, 0, 4]);
    /// start.vocabulary = Vocabulary::BosFirst;
    /// let alphabet = Alphabet::new(&start, &["ava", "bo"]);
    /// assert_eq!(alphabet.encode("ava"), [0, 1, 4, 1, 0]);
    /// ```
    pub fn new(start: &Start, names: &[&str]) -> Self {
        let line_end = usize::from(start.listing == Listing::WithLineEnds);
        let most = *NUM_CHARS + line_end;
        let chars = match start.vocabulary {
            Vocabulary::Appearance => as_they_appear(names, most),
            Vocabulary::AppearanceInFile => {
                as_they_appear(&listed(start.listing), most)
            }
            Vocabulary::Bytes => (0..=u8::MAX).map(char::from).collect(),
            _ => {
                let mut chars = as_they_appear(names, most);
                chars.sort_unstable();
                chars
            }
        };
        let n = chars.len();
        let (first, bos, eos, size) = match start.vocabulary {
            Vocabulary::BosFirst => (1, 0, 0, n + 1),
            Vocabulary::EosFirst => (2, 0, 1, n + 2),
            Vocabulary::Eos => (0, n, n + 1, n + 2),
            _ => (0, n, n, n + 1),
        };
        Alphabet {
            chars,
            first,
            bos,
            eos,
            size,
        }
    }

    /// The tokens of a name, with those before and after it.
    pub fn encode(&self, name: &str) -> Vec<usize> {
        let token = |char| {
            let place = self.chars.iter().position(|&it| it == char);
            place.map(|place| self.first + place)
        };
        let mut tokens = vec![self.bos];
        tokens.extend(name.chars().filter_map(token));
        tokens.push(self.eos);
        tokens
    }

    /// The character that a token stands for, if it stands for one.
    pub fn char(&self, token: usize) -> Option<char> {
        self.chars.get(token.checked_sub(self.first)?).copied()
    }
}

/// The characters of these names, as they appear, of which there are so many
/// at most.
fn as_they_appear(names: &[&str], most: usize) -> Vec<char> {
    let mut chars = Vec::new();
    for name in names {
        for char in name.chars() {
            if !chars.contains(&char) {
                chars.push(char);
            }
        }
        if chars.len() >= most {
            break;
        }
    }
    chars
}
