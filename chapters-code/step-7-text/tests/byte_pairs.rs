//! Byte pairs: against a plain implementation, against libraries, and back.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use portable::PythonRandom;
use sha2::{Digest as _, Sha256};
use step_7_text::{BytePairs, MOBY_DICK, Part, Vocabulary, words};

/// What `python/merges.py` printed.
const RECORD: &str = include_str!("../python/merges.txt");

static OF_TRAINING: LazyLock<BytePairs> = LazyLock::new(|| {
    BytePairs::train(Part::Training.of(MOBY_DICK).as_bytes(), 1024)
});

#[test]
fn the_first_merges_of_a_small_text_are_those_found_by_hand() {
    // The words are "she", " sells", " sea", " shells", and two newlines.
    let pairs = BytePairs::train(b"she sells sea shells\n\n", 300);
    let [space, s, e, l] = [b' ', b's', b'e', b'l'].map(usize::from);
    // " s" comes three times, more than any other. Of the five pairs that
    // come twice then, "el" is the smallest; and after it "ls", which has no 257
    // in it. The last one is "el" + "ls": " sells" and " shells" both have it.
    let merges = [[space, s], [e, l], [l, s], [257, 258]];
    assert_eq!(pairs.merges(), merges);
    let tokens = pairs.encode_bytes(b"she sells sea shells");
    let cut: Vec<&[u8]> = tokens.iter().map(|&it| pairs.piece(it)).collect();
    let expected: [&[u8]; 10] = [
        b"s", b"h", b"e", b" s", b"ells", b" s", b"e", b"a", b" s", b"h",
    ];
    assert_eq!(cut[..10], expected);
    assert_eq!(cut[10..], [b"ells"]);
}

#[test]
fn a_run_of_one_letter_is_merged_from_the_left() {
    let pairs = BytePairs::train(b"aaaaa", 300);
    let a = usize::from(b'a');
    // Of "aa" "aa" "a" no pair comes twice.
    assert_eq!(pairs.merges(), [[a, a]]);
    assert_eq!(pairs.encode_bytes(b"aaaaa"), [256, 256, a]);
}

/// Counts all pairs anew for each merge.
fn plain(text: &[u8], size: usize) -> Vec<[usize; 2]> {
    let bytes = |word: &[u8]| word.iter().copied().map(usize::from).collect();
    let mut words: Vec<Vec<usize>> =
        words(text).into_iter().map(bytes).collect();
    let mut merges = Vec::new();
    for id in 256..size {
        let mut counts = BTreeMap::new();
        for pair in words.iter().flat_map(|word| word.windows(2)) {
            *counts.entry([pair[0], pair[1]]).or_insert(0) += 1;
        }
        // The last of equals is taken: in `rev`, the smallest.
        let most = counts.into_iter().rev().max_by_key(|&(_, count)| count);
        let Some((pair, 2..)) = most else { break };
        merges.push(pair);
        for word in &mut words {
            let mut at = 0;
            while at + 1 < word.len() {
                if word[at..at + 2] == pair {
                    word.splice(at..at + 2, [id]);
                }
                at += 1;
            }
        }
    }
    merges
}

#[test]
fn a_plain_implementation_finds_the_same_merges() {
    let chapter = step_7_text::chapters(MOBY_DICK)[0].as_bytes();
    let expected = plain(chapter, 700);
    assert_eq!(expected.len(), 700 - 256);
    assert_eq!(BytePairs::train(chapter, 700).merges(), expected);

    // A text with long runs of few signs, until nothing is left to merge.
    let mut rng = PythonRandom::new(42);
    let sign = |_| b"aab"[rng.choose_weighted(&[1.0; 3])];
    let runs: Vec<u8> = (0..500).map(sign).collect();
    let expected = plain(&runs, 1000);
    assert!((20..744).contains(&expected.len()), "{}", expected.len());
    assert_eq!(BytePairs::train(&runs, 1000).merges(), expected);
}

#[test]
fn any_bytes_come_back() {
    let mut rng = PythonRandom::new(42);
    let mut byte = |values: usize| {
        let byte = rng.choose_weighted(&[1.0; 256][..values]);
        u8::try_from(byte).expect("below 256")
    };
    for len in 0..200 {
        for values in [256, 3] {
            let bytes: Vec<u8> = (0..len).map(|_| byte(values)).collect();
            let tokens = OF_TRAINING.encode_bytes(&bytes);
            assert_eq!(OF_TRAINING.decode_bytes(&tokens), bytes);
            assert_eq!(words(&bytes).concat(), bytes);
        }
    }
    assert_eq!(OF_TRAINING.encode_bytes(b""), []);
}

#[test]
fn any_text_comes_back() {
    for text in [
        "Zoë ate a\ttab, for 3 € — ñandú",
        "鯨",
        "a\r\n\n  b",
        "\u{0}",
        MOBY_DICK,
    ] {
        let tokens = OF_TRAINING.encode(text).expect("any text");
        assert_eq!(OF_TRAINING.decode(&tokens), text);
    }
}

#[test]
fn what_is_no_whole_character_is_shown_as_such() {
    let tokens = OF_TRAINING.encode("鯨").expect("any text");
    assert_eq!(tokens, [0xe9, 0xaf, 0xa8]);
    assert_eq!(OF_TRAINING.decode(&tokens[..2]), "�");
    assert_eq!(OF_TRAINING.decode(&[0x61, 0xff, 0x62]), "a�b");
}

#[test]
fn a_smaller_vocabulary_is_the_beginning_of_a_larger_one() {
    let text = Part::Training.of(MOBY_DICK);
    let smaller = BytePairs::train(text.as_bytes(), 300);
    assert_eq!(OF_TRAINING.first(300), smaller);
    assert_eq!(OF_TRAINING.first(0), BytePairs::new());
    assert_eq!(OF_TRAINING.first(5000), *OF_TRAINING);
}

#[test]
fn no_piece_is_made_twice() {
    let mut pieces: Vec<&[u8]> =
        (0..1024).map(|token| OF_TRAINING.piece(token)).collect();
    pieces.sort_unstable();
    pieces.dedup();
    assert_eq!(pieces.len(), 1024);
    // So each is cut into itself.
    for token in 0..1024 {
        let piece = OF_TRAINING.piece(token);
        assert_eq!(OF_TRAINING.encode_bytes(piece), [token]);
    }
}

#[test]
fn a_file_is_read_as_it_was_written() {
    let file = OF_TRAINING.to_string();
    assert_eq!(file.lines().count(), 768);
    assert_eq!(file.parse().as_ref(), Ok(&*OF_TRAINING));
    for (file, line) in [
        ("116 104 |th|\n116 104 |th|", 2), // twice
        ("116 256 |tth|", 1),              // not there yet
        ("116 104 |th|\n\n256 101 |the|", 2),
        ("116 104 th", 1),
        ("116 -1 |t|", 1),
        ("116", 1),
        ("+116 104 |th|", 1),
    ] {
        let error = file.parse::<BytePairs>().map_err(|error| error.line);
        assert_eq!(error, Err(line), "{file:?}");
    }
}

/// The lines of the record that begin so, without that beginning.
fn record(beginning: &str) -> impl Iterator<Item = &str> {
    RECORD
        .lines()
        .filter_map(move |line| line.strip_prefix(beginning))
}

/// The validation chapters in tokens: how many, and a hash of the pieces.
fn validation(pairs: &BytePairs) -> String {
    let text = Part::Validation.of(MOBY_DICK);
    let tokens = pairs.encode_bytes(text.as_bytes());
    let mut hash = Sha256::new();
    for &token in &tokens {
        hash.update(format!("{}\n", pairs.piece(token).escape_ascii()));
    }
    let mut line = format!("{} ", tokens.len());
    for byte in hash.finalize() {
        write!(line, "{byte:02x}").expect("a string takes it");
    }
    line
}

#[test]
fn rustbpe_makes_the_same_pieces_in_the_same_order() {
    let ours = (256..1024)
        .map(|token| format!("|{}|", OF_TRAINING.piece(token).escape_ascii()));
    assert!(ours.eq(record("rustbpe piece ")));
}

#[test]
fn tiktoken_cuts_the_validation_chapters_in_the_same_places() {
    assert!(record("tiktoken validation ").eq([validation(&OF_TRAINING)]));
}

#[test]
fn tokenizers_makes_the_same_merges_but_for_the_order_of_equals() {
    // Its merges as a file of ours.
    let mut ids: BTreeMap<String, usize> = (0..=u8::MAX)
        .map(|byte| ([byte].escape_ascii().to_string(), byte.into()))
        .collect();
    let mut file = String::new();
    for merge in record("tokenizers merge ") {
        let pair = merge.trim_matches('|').split_once('|');
        let (first, second) = pair.expect("two pieces");
        let made = format!("{first}{second}");
        let [a, b] = [first, second].map(|piece| ids[piece]);
        writeln!(file, "{a} {b} |{made}|").expect("a string takes it");
        ids.insert(made, ids.len());
    }
    let theirs: BytePairs = file.parse().expect("768 merges");
    assert_eq!(theirs.size(), 1024);
    let merges = |pairs: &BytePairs| -> Vec<[Vec<u8>; 2]> {
        let piece = |token| pairs.piece(token).to_vec();
        pairs.merges().iter().map(|pair| pair.map(piece)).collect()
    };
    let (mut ours, mut others) = (merges(&OF_TRAINING), merges(&theirs));
    assert_ne!(ours, others);
    ours.sort();
    others.sort();
    assert_eq!(ours, others);
    assert!(record("tokenizers validation ").eq([validation(&theirs)]));
    assert_eq!(validation(&theirs), validation(&OF_TRAINING));
}
