//! The numbers in the sentences of 7.2.

use std::collections::{HashMap, HashSet};

use step_7_text::{BytePairs, Vocabulary as _, words};
use typeset::{Facts, fixed, percent, thousands};

use super::sizes::parameters;
use super::{
    PAIRS, TRAINING, VALIDATION, WIDTH, WINDOW, counted_words, shown, sizes,
};

/// The vocabulary that the page looks at.
const SIZE: usize = 1024;

pub fn of_pages(facts: Facts) -> Facts {
    let parts = [of_words, of_training, of_sizes, of_tokens, of_libraries];
    parts.iter().fold(facts, |facts, part| part(facts))
}

/// Words of letters, without the space before them.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// A vocabulary of whole words.
fn of_words(facts: Facts) -> Facts {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in letters(&TRAINING) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let once = counts.values().filter(|&&count| count == 1).count();
    let asked: Vec<&str> = letters(&VALIDATION).collect();
    let unseen = asked.iter().filter(|word| !counts.contains_key(*word));
    let unseen = unseen.count();
    let once = once as f64 / counts.len() as f64;
    let unseen = unseen as f64 / asked.len() as f64;
    for example in ["breezelessness", "cannibalistically"] {
        assert!(asked.contains(&example) && !counts.contains_key(example));
    }
    let characters = TRAINING.chars().count() as f64;
    let per_word = characters / letters(&TRAINING).count() as f64;
    assert!(per_word > 5.0, "the space and the signs after it counted");
    facts
        .with("num-words", thousands(counts.len()))
        .with("words-once", percent(once, 0))
        .with("words-unseen", percent(unseen, 1))
        .with("words-parameters", thousands(parameters(counts.len())))
        .with("pieces-width", WIDTH)
        .with("pieces-window", WINDOW)
        .with("pieces-window-words", fixed(WINDOW as f64 / per_word, 0))
}

/// What training looks at.
fn of_training(facts: Facts) -> Facts {
    let all = words(TRAINING.as_bytes()).len();
    let distinct = counted_words();
    let pairs = PAIRS.first(SIZE);
    let merges = pairs.size() - 256;
    let changed = changed(&pairs, distinct.keys().copied());
    facts
        .with("running-words", thousands(all))
        .with("different-words", thousands(distinct.len()))
        .with("changed-words", fixed(changed as f64 / merges as f64, 0))
        .with("num-bytes", 256)
        .with("vocabulary-1024", thousands(SIZE))
        .with("merges-1024", merges)
}

/// In how many words the merges are made, one after the other.
fn changed<'a>(
    pairs: &BytePairs,
    words: impl Iterator<Item = &'a [u8]>,
) -> usize {
    // A token stands for itself, or for those that made it.
    let made = |token: usize, merges: &mut HashSet<usize>| {
        let mut rest = vec![token];
        while let Some(token) = rest.pop() {
            if token >= 256 && merges.insert(token) {
                rest.extend(pairs.merges()[token - 256]);
            }
        }
    };
    let in_word = |word: &[u8]| {
        let mut merges = HashSet::new();
        for token in pairs.encode_bytes(word) {
            made(token, &mut merges);
        }
        merges.len()
    };
    words.map(in_word).sum()
}

fn of_sizes(facts: Facts) -> Facts {
    let outcomes = &*sizes::OUTCOMES;
    let [characters, bytes, rest @ ..] = &outcomes[..] else {
        panic!("no characters and bytes")
    };
    let [_, middle, large] = rest else {
        panic!("three with merges")
    };
    // Each is better than the one before, and buys less.
    assert!(bytes.bits - characters.bits < 0.02);
    assert!(rest.is_sorted_by(|a, b| a.bits > b.bits));
    assert!(rest.is_sorted_by(|a, b| a.validation < b.validation));
    let gained = |a: &sizes::Outcome, b: &sizes::Outcome| {
        b.validation / a.validation - 1.0
    };
    assert!(gained(bytes, &rest[0]) > gained(&rest[0], middle));
    assert!(gained(&rest[0], middle) > gained(middle, large));
    // The validation chapters are cut no worse than the training chapters.
    assert!(rest.iter().all(|it| it.validation > it.training));
    facts
        .with("per-token-1024", fixed(middle.validation, 2))
        .with(
            "pieces-window-1024",
            fixed(middle.validation * WINDOW as f64, 0),
        )
        .with("last-doubling", percent(gained(middle, large), 0))
        .with("parameters-characters", thousands(parameters(83)))
        .with("parameters-1024", thousands(parameters(SIZE)))
        .with("bits-characters", fixed(characters.bits, 2))
        .with("bits-1024", fixed(middle.bits, 2))
        .with(
            "bits-a-token-1024",
            fixed(middle.bits * middle.validation, 1),
        )
}

/// What the tokens are, and how often each is used.
fn of_tokens(facts: Facts) -> Facts {
    let mut used = vec![0; SIZE];
    let pairs = PAIRS.first(SIZE);
    for token in pairs.encode_bytes(TRAINING.as_bytes()) {
        used[token] += 1;
    }
    let bytes: HashSet<u8> = TRAINING.bytes().collect();
    let never = (256..SIZE).filter(|&token| used[token] == 0);
    let never: Vec<String> =
        never.map(|token| shown(pairs.piece(token))).collect();
    assert_eq!(never, ["⟨e2⟩⟨80⟩", "⏎⏎⏎⏎", "equeg", "PTER"]);
    let piece = |wanted: &[u8]| {
        let token = (0..SIZE).find(|&token| pairs.piece(token) == wanted);
        token.expect("a piece")
    };
    let [equeg, queequeg] = [&b"equeg"[..], b"Queequeg"].map(piece);
    assert!(pairs.merges()[queequeg - 256].contains(&equeg));
    facts
        .with("bytes-unseen", 256 - bytes.len())
        .with("never-tokens", never.len())
}

/// What `python/merges.py` printed.
const RECORD: &str =
    include_str!("../../../../chapters-code/step-7-text/python/merges.txt");

/// The lines of the record that begin so, without that beginning.
fn record(beginning: &str) -> Vec<&'static str> {
    let lines = RECORD.lines();
    lines
        .filter_map(|line| line.strip_prefix(beginning))
        .collect()
}

fn of_libraries(facts: Facts) -> Facts {
    let pair = |&[first, second]: &[usize; 2]| {
        let [first, second] = [first, second]
            .map(|token| PAIRS.piece(token).escape_ascii().to_string());
        format!("|{first}|{second}|")
    };
    let ours: Vec<String> =
        PAIRS.first(SIZE).merges().iter().map(pair).collect();
    let theirs = record("tokenizers merge ");
    let differ: Vec<usize> =
        (0..ours.len()).filter(|&i| ours[i] != theirs[i]).collect();
    // Ours takes what begins with the space, theirs anything else.
    let i = differ[0];
    assert_eq!([theirs[i], &ours[i]], ["|i|e|", "| |G|"]);
    assert_eq!([theirs[i + 1], &ours[i + 1]], ["| |G|", "|i|e|"]);
    // A place differs from its neighbours at most: two or three in a row.
    let is_near = |&i: &usize| {
        let around = i.saturating_sub(2)..(i + 3).min(ours.len());
        around.into_iter().any(|j| theirs[j] == ours[i])
    };
    assert!(differ.iter().all(is_near));
    let one = |name: &str| record(name)[0];
    let common: usize = one("tokenizers common-with-gpt2 ")
        .parse()
        .expect("a count");
    let tokens = |name: &str| {
        let line = one(&format!("{name} validation "));
        line.split_once(' ').expect("a count and a hash").0
    };
    assert_eq!(tokens("tokenizers"), tokens("tiktoken"));
    facts
        .with("tokenizers-version", one("tokenizers version "))
        .with("rustbpe-version", one("rustbpe version "))
        .with("tiktoken-version", one("tiktoken version "))
        .with("validation-tokens", thousands(tokens("tiktoken")))
        .with("places-that-differ", differ.len())
        .with("first-that-differs", 256 + i)
        .with("gpt2-others", ours.len() - common)
}
