//! What a name costs when it comes again.

use std::ops::Range;

use step_7_text::{TextTrainer, Vocabulary, Windows};

/// Names that stand nowhere in the novel.
pub const INVENTED: [&str; 8] = [
    "Brenovick",
    "Tolmarane",
    "Zandrey",
    "Kestova",
    "Ulmarik",
    "Fendral",
    "Ostrevin",
    "Galdimar",
];

/// Names of the novel that are one token each in the step's vocabulary.
pub const KNOWN: [&str; 4] = ["Queequeg", "Ahab", "Starbuck", "Stubb"];

/// How many bytes before a place are read at most; a window has fewer.
const PAST: usize = 1000;

/// How many windows are read at a time.
const AT_ONCE: usize = 32;

/// The places of names in a text: capital words within a sentence, of three
/// letters or more.
///
/// ```
/// use runs::text::induction::names::places;
///
/// let text = "Then old Peleg, and I, saw Bildad’s hat. Queequeg saw it.";
/// let names: Vec<_> = places(text).into_iter().map(|at| &text[at]).collect();
/// assert_eq!(names, ["Peleg", "Bildad"]);
/// ```
pub fn places(text: &str) -> Vec<Range<usize>> {
    let name_behind = |(space, _): (usize, &str)| {
        let before = text[..space].chars().next_back()?;
        let rest = &text[space + 1..];
        let end = rest.find(|c: char| !c.is_alphabetic());
        let word = &rest[..end.unwrap_or(rest.len())];
        let is_within = before.is_lowercase() || ",;".contains(before);
        let mut letters = word.chars();
        let is_name = letters.next().is_some_and(char::is_uppercase)
            && letters.clone().count() >= 2
            && letters.all(char::is_lowercase);
        let start = space + 1;
        (is_within && is_name).then(|| start..start + word.len())
    };
    text.match_indices(' ').filter_map(name_behind).collect()
}

/// A window that ends with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What is read, and the last token of the name: one more than a window.
    pub tokens: Vec<usize>,
    /// How many tokens the name has.
    pub pieces: usize,
}

/// The window that ends with the last of some places, where it has the first
/// of `names`; the place before that has the second one, and so on. The places
/// before those stay as they are. `None` if the window is too short to have all
/// of these places, or the text to fill it.
pub fn passage(
    vocabulary: &dyn Vocabulary,
    text: &str,
    places: &[Range<usize>],
    names: &[&str],
    len: usize,
) -> Option<Passage> {
    let renamed = &places[places.len().checked_sub(names.len())?..];
    let first = renamed.first()?.start;
    let encode = |text: &str| vocabulary.encode(text);
    let from = some_before(text, first);
    let mut behind = String::new();
    let mut done = first - 1;
    for (place, name) in renamed.iter().zip(names.iter().rev()) {
        behind += &text[done..place.start];
        behind += name;
        done = place.end;
    }
    let mut tokens = encode(&text[from..first - 1])?;
    let behind = encode(&behind)?;
    if behind.len() > len {
        return None;
    }
    tokens.extend(behind);
    let start = tokens.len().checked_sub(len + 1)?;
    Some(Passage {
        tokens: tokens.split_off(start),
        pieces: encode(&format!(" {}", names.first()?))?.len(),
    })
}

/// Where to begin to read so that there is enough before `at`.
fn some_before(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(PAST);
    (from..at).find(|&i| text.is_char_boundary(i)).unwrap_or(at)
}

/// What each token of the names costs at the end of some passages, in nats.
pub fn costs(
    trainer: &mut TextTrainer<f32>,
    passages: &[Passage],
) -> Vec<Vec<f64>> {
    let len = trainer.config().block_size;
    let mut costs = Vec::with_capacity(passages.len());
    for some in passages.chunks(AT_ONCE) {
        let stream: Vec<usize> =
            some.iter().flat_map(|it| &it.tokens).copied().collect();
        let starts: Vec<usize> =
            (0..some.len()).map(|i| i * (len + 1)).collect();
        let losses = trainer.losses(&Windows::at(&stream, &starts, len));
        for (passage, losses) in some.iter().zip(losses.chunks_exact(len)) {
            costs.push(losses[len - passage.pieces..].to_vec());
        }
    }
    costs
}

/// What a name of the novel costs, in nats, by how often it stands in the same
/// window before: the mean over all places, and how many there are.
///
/// Each place is the end of a window of its own, so that all have as much past.
///
/// # Panics
///
/// If the text has a character without a token.
pub fn cost_by_appearance(
    trainer: &mut TextTrainer<f32>,
    vocabulary: &dyn Vocabulary,
    text: &str,
    name: &str,
    most: usize,
) -> Vec<(f64, usize)> {
    let len = trainer.config().block_size;
    let mut passages = Vec::new();
    let mut befores = Vec::new();
    for (at, _) in text.match_indices(name) {
        let encode = |text| vocabulary.encode(text).expect("known characters");
        let from = some_before(text, at);
        let mut tokens = encode(&text[from..at + name.len()]);
        let before = encode(text[from..at].trim_end_matches(' '));
        let pieces = tokens.len() - before.len();
        let Some(start) = tokens.len().checked_sub(len + 1) else {
            continue;
        };
        let tokens = tokens.split_off(start);
        let seen = vocabulary.decode(&tokens).matches(name).count();
        befores.push(seen.saturating_sub(1));
        passages.push(Passage { tokens, pieces });
    }
    let mut sums = vec![(0.0, 0); most + 1];
    for (cost, before) in costs(trainer, &passages).iter().zip(befores) {
        let (sum, count) = &mut sums[before.min(most)];
        *sum += cost.iter().sum::<f64>();
        *count += 1;
    }
    let mean = |(sum, count): (f64, usize)| (sum / count.max(1) as f64, count);
    sums.into_iter().map(mean).collect()
}
