//! Which pairs to merge.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::{BytePairs, merge, words};
use crate::Vocabulary as _;

type Pair = [usize; 2];

// ANCHOR: training
/// A word of the text as the merges so far cut it, and how often it comes.
struct Word {
    tokens: Vec<usize>,
    count: usize,
}

/// How often each pair comes, and in which words; kept true from merge to
/// merge.
#[derive(Default)]
struct Pairs {
    counts: HashMap<Pair, usize>,
    /// The words, by number. A pair may be gone from some of them.
    places: HashMap<Pair, HashSet<usize>>,
    /// The most frequent on top, of equals the smallest. Its counts may be
    /// old ones.
    heap: BinaryHeap<(usize, Reverse<Pair>)>,
}
// ANCHOR_END: training

impl Pairs {
    // ANCHOR: add
    /// Counts the pairs of a word, and says which.
    fn add(&mut self, number: usize, word: &Word) -> Vec<Pair> {
        let pairs = neighbours(&word.tokens);
        for &pair in &pairs {
            *self.counts.entry(pair).or_insert(0) += word.count;
            self.places.entry(pair).or_default().insert(number);
        }
        pairs
    }

    /// Takes back what [`add`](Pairs::add) has counted.
    fn remove(&mut self, word: &Word) {
        for pair in neighbours(&word.tokens) {
            if let Some(count) = self.counts.get_mut(&pair) {
                *count -= word.count;
            }
        }
    }
    // ANCHOR_END: add

    // ANCHOR: replace
    /// Puts `id` in the place of a pair, in all words that have it.
    fn replace(&mut self, pair: Pair, id: usize, words: &mut [Word]) {
        let mut new = HashSet::new();
        for number in self.places.remove(&pair).unwrap_or_default() {
            let word = &mut words[number];
            self.remove(word);
            word.tokens = merge(&word.tokens, pair, id);
            let pairs = self.add(number, word);
            new.extend(pairs.into_iter().filter(|pair| pair.contains(&id)));
        }
        self.push_all(new);
    }
    // ANCHOR_END: replace

    // ANCHOR: most-frequent
    /// The pair that comes most often, if one comes twice.
    fn most_frequent(&mut self) -> Option<Pair> {
        loop {
            let (count, Reverse(pair)) = self.heap.pop()?;
            let now = self.counts[&pair];
            if now == count {
                return Some(pair);
            }
            self.push_all([pair]); // It has become rarer since.
        }
    }

    fn push_all(&mut self, pairs: impl IntoIterator<Item = Pair>) {
        for pair in pairs {
            let count = self.counts[&pair];
            if count > 1 {
                self.heap.push((count, Reverse(pair)));
            }
        }
    }
    // ANCHOR_END: most-frequent
}

/// The pairs of neighbours.
fn neighbours(tokens: &[usize]) -> Vec<Pair> {
    tokens.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// The words of a text, each once.
fn distinct(text: &[u8]) -> Vec<Word> {
    let mut counts = HashMap::new();
    for word in words(text) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let word = |(bytes, count): (&[u8], usize)| Word {
        tokens: bytes.iter().copied().map(usize::from).collect(),
        count,
    };
    counts.into_iter().map(word).collect()
}

impl BytePairs {
    // ANCHOR: train
    /// A vocabulary of `size` tokens for a text: the most frequent pair is
    /// merged, again and again; of equals, the one whose ids are smallest.
    /// It has fewer tokens if no pair is left that comes twice.
    pub fn train(text: &[u8], size: usize) -> Self {
        let mut vocabulary = BytePairs::new();
        let (mut words, mut pairs) = (distinct(text), Pairs::default());
        for (number, word) in words.iter().enumerate() {
            pairs.add(number, word);
        }
        let all: Vec<Pair> = pairs.counts.keys().copied().collect();
        pairs.push_all(all);
        while vocabulary.size() < size {
            let Some(pair) = pairs.most_frequent() else {
                break;
            };
            let id = vocabulary.size();
            vocabulary.push(pair);
            pairs.replace(pair, id, &mut words);
        }
        vocabulary
    }
    // ANCHOR_END: train
}
