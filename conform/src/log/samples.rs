//! The names that a port made up, found in what it prints.

/// How many samples are kept.
pub const MOST_SAMPLES: usize = 100;

/// How long a sample can be, in bytes.
const LONGEST: usize = 64;

/// The samples so far.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// The names.
    pub names: Vec<String>,
    /// Whether a line has said that samples follow.
    expected: bool,
    /// Whether there has been a loss: what is numbered before it is no sample.
    after_losses: bool,
    /// The number that a numbered sample has next.
    next: Option<u32>,
}

impl Samples {
    /// Takes note of a loss. What was made up on the way is not what is made
    /// up in the end.
    pub fn begin_again(&mut self) {
        *self = Samples {
            after_losses: true,
            ..Samples::default()
        };
    }

    /// Takes note of a loss that may be no step's.
    pub fn interrupt(&mut self) {
        self.expected = false;
        self.after_losses = true;
    }

    /// Takes in a line that has no loss.
    pub fn take_line(&mut self, line: &str) {
        if let Some(names) = self.in_line(line) {
            let room = MOST_SAMPLES.saturating_sub(self.names.len());
            self.names.extend(names.into_iter().take(room));
        } else if is_headline(line) {
            self.expected = true;
        }
    }

    /// The samples of a line. Where they are to be expected, it need not say
    /// that they are.
    fn in_line(&mut self, line: &str) -> Option<Vec<String>> {
        let label = Label::of(line);
        let rest = &line[label.length..];
        if self.is_one(&label, rest)
            && let Some(name) = name(rest)
        {
            self.next = label.number.map(|it| it.saturating_add(1));
            return Some(vec![name]);
        }
        let is_list = label.word && label.separated
            || self.expected && line.trim_start().starts_with('[');
        let names: Option<Vec<String>> = rest.split(',').map(name).collect();
        names.filter(|it| {
            is_list && it.len() > 1 && it.iter().all(|name| !name.is_empty())
        })
    }

    /// Whether a line with this label has a sample, if the rest is a name.
    fn is_one(&self, label: &Label, rest: &str) -> bool {
        let in_turn = label.number.is_some_and(|it| match self.next {
            Some(next) => it == next,
            None => it <= 1,
        });
        if label.word {
            label.separated || in_turn
        } else if self.expected {
            label.number.is_some() || !rest.trim().is_empty()
        } else {
            self.after_losses && in_turn && label.separated
        }
    }
}

/// What stands before a sample: "sample 1: ", "[sample 1] ", "Sample: 0: ",
/// "1. ", "- ", `{"sample": 1, "name": "`.
#[derive(Debug, Default)]
struct Label {
    /// Whether it says that it is one.
    word: bool,
    /// The number that it gives it.
    number: Option<u32>,
    /// Whether a sign parts it from what follows.
    separated: bool,
    /// How long it is, in bytes.
    length: usize,
}

impl Label {
    fn of(line: &str) -> Self {
        const WORDS: [&str; 5] =
            ["sample", "name", "generated", "hallucinated", "text"];
        let mut label = Label::default();
        loop {
            let rest = &line[label.length..];
            let word = WORDS.iter().find_map(|it| {
                let start = rest.get(..it.len())?;
                let after = &rest[it.len()..];
                let whole = !after.starts_with(char::is_alphanumeric);
                let more = !after.trim().is_empty();
                (start.eq_ignore_ascii_case(it) && whole && more)
                    .then_some(it.len())
            });
            let digits = rest.len()
                - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if let Some(length) = word {
                label.word = true;
                label.separated = false;
                label.length += length;
            } else if digits > 0 && label.number.is_none() {
                label.number = rest[..digits].parse().ok();
                label.separated = false;
                label.length += digits + total(&rest[digits..]);
            } else if let Some(c) = rest.chars().next()
                && " \t#_/\"'`{}[](),:.=|>*-→".contains(c)
            {
                label.separated |= "]):.=|>-→".contains(c);
                label.length += c.len_utf8();
            } else {
                return label;
            }
            if label.length >= line.len() {
                return label;
            }
        }
    }
}

/// How many bytes "/20" takes, if a text begins with it.
fn total(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('/') else {
        return 0;
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    if digits > 0 { 1 + digits } else { 0 }
}

/// The name that a text is, without what stands around it.
fn name(text: &str) -> Option<String> {
    let name = text
        .trim_matches(|c: char| " \t\"'`*{}[](),".contains(c))
        .trim_end_matches(['"', '\'']);
    let is_name = name.chars().all(char::is_lowercase) && name.len() <= LONGEST;
    is_name.then(|| name.to_owned())
}

/// Whether a line says that samples follow.
fn is_headline(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["inference", "sampl", "generat", "hallucinat"]
        .iter()
        .any(|word| lower.contains(word))
}
