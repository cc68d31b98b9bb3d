//! The merges of a text that is cut in any way, found without words: the
//! counts of all pairs are a table, and a merge goes through the whole text.

/// What stands between two words: no token.
const CUT: u16 = u16::MAX;

/// The tokens of some texts after merging the pairs that are most frequent in
/// the first, until there are `size` tokens.
pub fn merged(texts: &[Vec<&[u8]>], size: usize) -> Vec<Vec<usize>> {
    let mut texts: Vec<Vec<u16>> =
        texts.iter().map(|words| joined(words)).collect();
    let [mut counts, mut others] = [0, 1].map(|_| Counts::new(size));
    let [training, rest @ ..] = &mut texts[..] else {
        return Vec::new();
    };
    for pair in training.windows(2) {
        counts.add([pair[0], pair[1]], 1);
    }
    for id in 256..size {
        let pair = counts.most_frequent(id);
        let id = token(id);
        replace(training, pair, id, &mut counts);
        for text in &mut *rest {
            replace(text, pair, id, &mut others);
        }
    }
    let tokens = |text: Vec<u16>| {
        let tokens = text.into_iter().filter(|&token| token != CUT);
        tokens.map(usize::from).collect()
    };
    texts.into_iter().map(tokens).collect()
}

fn token(id: usize) -> u16 {
    u16::try_from(id).expect("no more tokens than that")
}

/// The bytes of all words, with a cut after each.
fn joined(words: &[&[u8]]) -> Vec<u16> {
    let mut tokens = Vec::new();
    for word in words {
        tokens.extend(word.iter().copied().map(u16::from));
        tokens.push(CUT);
    }
    tokens
}

/// How often each pair comes, `[size][size]`.
struct Counts {
    size: usize,
    counts: Vec<i32>,
}

impl Counts {
    fn new(size: usize) -> Self {
        let counts = vec![0; size * size];
        Counts { size, counts }
    }

    fn add(&mut self, pair: [u16; 2], change: i32) {
        if !pair.contains(&CUT) {
            let [first, second] = pair.map(usize::from);
            self.counts[first * self.size + second] += change;
        }
    }

    /// The most frequent pair of tokens below `id`, of equals the smallest.
    fn most_frequent(&self, id: usize) -> [u16; 2] {
        let counts = &self.counts[..id * self.size];
        let most = counts.iter().copied().max().expect("tokens");
        let place = counts.iter().position(|&count| count == most);
        let place = place.expect("it is there");
        [place / self.size, place % self.size].map(token)
    }
}

/// Puts `id` in the place of a pair.
fn replace(
    tokens: &mut Vec<u16>,
    pair: [u16; 2],
    id: u16,
    counts: &mut Counts,
) {
    let (mut from, mut to) = (0, 0);
    while from < tokens.len() {
        if tokens[from] == pair[0] && tokens.get(from + 1) == Some(&pair[1]) {
            let before = if to > 0 { tokens[to - 1] } else { CUT };
            let after = tokens.get(from + 2).copied().unwrap_or(CUT);
            counts.add(pair, -1);
            counts.add([before, pair[0]], -1);
            counts.add([pair[1], after], -1);
            counts.add([before, id], 1);
            counts.add([id, after], 1);
            tokens[to] = id;
            from += 2;
        } else {
            tokens[to] = tokens[from];
            from += 1;
        }
        to += 1;
    }
    tokens.truncate(to);
}
