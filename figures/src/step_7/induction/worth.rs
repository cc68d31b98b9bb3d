//! What a head that looks for the last appearance could find in the novel.

use std::collections::HashMap;

use super::super::pieces::{PAIRS, TRAINING, VALIDATION, WINDOW};

/// How often some guesses are right, as shares of the places of the validation
/// chapters whose token stands in the window before.
#[derive(Clone, Copy, Debug)]
pub struct Worth {
    /// How many of all places these are.
    pub places: f64,
    /// What came behind the last appearance.
    pub copied: f64,
    /// What most often follows the token in the training chapters.
    pub usual: f64,
    /// The first is right and the second is not.
    pub copied_only: f64,
}

pub fn worth() -> Worth {
    let pairs = PAIRS.first(1024);
    let usual = usual(&pairs.encode_bytes(TRAINING.as_bytes()));
    let stream = pairs.encode_bytes(VALIDATION.as_bytes());
    let (mut all, mut places) = (0.0, 0.0);
    let (mut copied, mut common, mut copied_only) = (0.0, 0.0, 0.0);
    for at in WINDOW..stream.len() - 1 {
        all += 1.0;
        let window = &stream[at + 1 - WINDOW..at];
        let Some(last) = window.iter().rposition(|&it| it == stream[at]) else {
            continue;
        };
        places += 1.0;
        let next = stream[at + 1];
        let is_copied = stream[at + 1 - WINDOW + last + 1] == next;
        let is_usual = usual.get(&stream[at]) == Some(&next);
        copied += f64::from(u8::from(is_copied));
        common += f64::from(u8::from(is_usual));
        copied_only += f64::from(u8::from(is_copied && !is_usual));
    }
    Worth {
        places: places / all,
        copied: copied / places,
        usual: common / places,
        copied_only: copied_only / places,
    }
}

/// What most often follows each token.
fn usual(stream: &[usize]) -> HashMap<usize, usize> {
    let mut counts: HashMap<[usize; 2], usize> = HashMap::new();
    for pair in stream.windows(2) {
        *counts.entry([pair[0], pair[1]]).or_default() += 1;
    }
    let mut most: HashMap<usize, (usize, usize)> = HashMap::new();
    for ([token, next], count) in counts {
        let best = most.entry(token).or_default();
        *best = (*best).max((count, next));
    }
    most.into_iter()
        .map(|(token, (_, next))| (token, next))
        .collect()
}
