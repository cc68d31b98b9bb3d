//! How much of what models write stands in the text that they learned from.

use std::fmt::Write as _;

use portable::PythonRandom;
use step_4_transformer::Gpt;
use step_7_text::word_for_word::in_common;
use step_7_text::{
    Characters, Endings, MOBY_DICK, Part, Table, Vocabulary, Writer,
};

use super::Plan;
use super::groups::groups;

/// How many characters a prompt has, and those up to the end of its word.
pub const PROMPT: usize = 100;

/// At how many places of a text models are asked to go on.
pub const PLACES: usize = 100;

/// At every so-manieth of them they write a text.
const EVERY: usize = 5;

/// How many characters such a text has.
pub const LEN: usize = 500;

/// A stretch is copied if it has so many characters.
pub const LEAST: usize = 30;

/// How far they may go on as the book does.
const FARTHEST: usize = 200;

/// How many characters the table sees.
const CONTEXT: usize = 5;

/// Who writes.
#[derive(Clone, Debug, PartialEq)]
pub enum By {
    /// The author: what stands in the book.
    Author,
    /// A table of five characters.
    Table,
    /// A model that was kept, with its parameters.
    Kept(Box<Plan>, Vec<f64>),
}

/// Someone who writes, and what they have read.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The name in the record.
    pub name: String,
    /// The first so-manieth part of the training chapters is read.
    pub part_of_text: usize,
    /// Who it is.
    pub by: By,
}

/// Everyone who is asked. `params` finds the parameters of a kept model; one
/// without is left out.
pub fn subjects(params: impl Fn(&Plan) -> Option<Vec<f64>>) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for (name, by) in [("author", By::Author), ("table", By::Table)] {
        for part_of_text in [1, 8] {
            subjects.push(Subject {
                name: format!("{name}, {part_of_text}"),
                part_of_text,
                by: by.clone(),
            });
        }
    }
    let kept = groups().into_iter().flat_map(|group| group.plans);
    for plan in kept.filter(|plan| plan.is_kept) {
        let Some(params) = params(&plan) else {
            continue;
        };
        subjects.push(Subject {
            name: plan.name.clone(),
            part_of_text: plan.part_of_text,
            by: By::Kept(Box::new(plan), params),
        });
    }
    subjects
}

impl Subject {
    /// The first lines of its record: its name, and the sum of its parameters,
    /// by which a model that was trained anew is told from an older one.
    pub fn head(&self) -> String {
        let sum: f64 = match &self.by {
            By::Kept(_, params) => params.iter().sum(),
            _ => 0.0,
        };
        format!("run\t{}\nparameters\t{sum:.6}\n", self.name)
    }
}

/// A text in which a line's end is a blank as others are, and some blanks are
/// one.
pub fn folded(text: &str) -> Vec<char> {
    let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
    let mut folded: Vec<char> = text.chars().map(blank).collect();
    folded.dedup_by(|a, b| *a == ' ' && *b == ' ');
    folded
}

/// Some places of a text, from which it is read: a prompt that begins and ends
/// with a word, and what comes then.
pub fn places(text: &str) -> Vec<(&str, &str)> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let room = starts.len() - 2 * PROMPT - LEN;
    let is_blank = |at: &usize| text[*at..].starts_with(char::is_whitespace);
    let blank = |from: usize| starts[from..].iter().copied().find(is_blank);
    (0..PLACES)
        .filter_map(|i| {
            let from = i * room / PLACES;
            let (start, end) = (blank(from)?, blank(from + PROMPT)?);
            let rest = &text[end..];
            let len =
                rest.char_indices().nth(LEN).map_or(rest.len(), |it| it.0);
            Some((&text[start..end], &rest[..len]))
        })
        .collect()
}

/// The lines of someone in the record.
///
/// # Panics
///
/// If the text has a character without a token.
pub fn lines(subject: &Subject) -> String {
    let whole = Part::Training.of(MOBY_DICK);
    let chars: Vec<char> = whole.chars().collect();
    let read = &chars[..chars.len() / subject.part_of_text];
    let read: String = read.iter().collect();
    let validation = Part::Validation.of(MOBY_DICK);
    let vocabulary: Box<dyn Vocabulary> = match &subject.by {
        By::Kept(plan, _) => plan.tokens.vocabulary(),
        _ => Box::new(Characters::of(MOBY_DICK)),
    };
    let stream = vocabulary.encode(&read).expect("its characters");
    let pen = match &subject.by {
        By::Author => Pen::Author,
        By::Table => {
            let size = vocabulary.size();
            Pen::Table(Table::counted_if_new(&stream, size, CONTEXT))
        }
        By::Kept(plan, params) => Pen::Model(Gpt::new(plan.config, params)),
    };
    let hand = Hand {
        vocabulary: &*vocabulary,
        pen,
    };
    let mut text = subject.head();
    hand.copies(&mut text, &folded(&read), &validation);
    if subject.by != By::Author {
        hand.goes_on(&mut text, "read", &read);
        hand.goes_on(&mut text, "new", &validation);
    }
    text
}

enum Pen<'a> {
    Author,
    Table(Table<'a>),
    Model(Gpt<'a, f64>),
}

/// What writes, and in which tokens.
struct Hand<'a> {
    vocabulary: &'a dyn Vocabulary,
    pen: Pen<'a>,
}

impl Hand<'_> {
    /// What is written after a prompt until it is enough. Without random
    /// numbers it is the likeliest token each time.
    fn write(
        &self,
        prompt: &str,
        mut rng: Option<&mut PythonRandom>,
        is_enough: impl Fn(&str) -> bool,
    ) -> String {
        let mut tokens = self.vocabulary.encode(prompt).expect("characters");
        let start = tokens.len();
        let mut writer = match &self.pen {
            Pen::Model(gpt) => Some(Writer::new(gpt, &tokens)),
            _ => None,
        };
        loop {
            let text = self.vocabulary.decode(&tokens[start..]);
            if is_enough(&text) {
                return text;
            }
            let token = match (&mut writer, &self.pen, &mut rng) {
                (Some(writer), _, Some(rng)) => writer.write(1.0, rng),
                (Some(writer), _, None) => {
                    let token = likeliest(writer.logits());
                    writer.read(token);
                    token
                }
                (None, Pen::Table(table), rng) => {
                    let context = &tokens[tokens.len() - CONTEXT..];
                    let chances = table.probabilities(context);
                    match rng {
                        Some(rng) => rng.choose_weighted(&chances),
                        None => likeliest(&chances),
                    }
                }
                _ => return text,
            };
            tokens.push(token);
        }
    }

    /// How much of some texts stands in what was read: the share of each, the
    /// longest stretch of each, and the longest of all.
    fn copies(&self, text: &mut String, read: &[char], validation: &str) {
        let endings = Endings::of(read);
        let mut rng = PythonRandom::new(1);
        let (mut shares, mut longest) = (Vec::new(), Vec::new());
        let mut stretch = Vec::new();
        for (prompt, then) in places(validation).iter().step_by(EVERY) {
            let is_enough = |text: &str| text.chars().count() >= LEN;
            let written = match self.pen {
                Pen::Author => (*then).to_owned(),
                _ => self.write(prompt, Some(&mut rng), is_enough),
            };
            let written = folded(&written);
            let (copied, most) = endings.copied(&written, LEAST);
            let count = copied.iter().filter(|&&it| it).count();
            shares.push(count as f64 / copied.len() as f64);
            longest.push(most);
            if most > stretch.len() {
                let starts = 0..written.len();
                let len = |at: &usize| endings.longest(&written[*at..]);
                let at = starts.max_by_key(len).unwrap_or(0);
                stretch = written[at..at + most].to_vec();
            }
        }
        let shares = shares.iter().map(|share| format!("\t{share:.4}"));
        let _ = writeln!(text, "copied{}", shares.collect::<String>());
        let _ = writeln!(text, "longest{}", numbers(&longest));
        let stretch: String = stretch.into_iter().collect();
        let _ = writeln!(text, "stretch\t{stretch:?}");
        if let Pen::Author = self.pen {
            let all = folded(validation);
            let (copied, most) = endings.copied(&all, LEAST);
            let count = copied.iter().filter(|&&it| it).count();
            let share = count as f64 / copied.len() as f64;
            let _ = writeln!(text, "chapters\t{share:.4}\t{most}");
        }
    }

    /// How many characters the likeliest continuation has in common with the
    /// text, at each place.
    fn goes_on(&self, text: &mut String, word: &str, of: &str) {
        let mut lens = Vec::new();
        for (prompt, then) in places(of) {
            let then = &folded(then)[..FARTHEST];
            let differs = |text: &str| {
                let text = folded(text);
                in_common(&text, then) < text.len() || text.len() >= FARTHEST
            };
            let written = folded(&self.write(prompt, None, differs));
            lens.push(in_common(&written, then));
        }
        let _ = writeln!(text, "{word}{}", numbers(&lens));
    }
}

fn numbers(numbers: &[usize]) -> String {
    let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("\t{}", words.join("\t"))
}

fn likeliest(chances: &[f64]) -> usize {
    let numbered = chances.iter().enumerate();
    let most = numbered.max_by(|(_, a), (_, b)| a.total_cmp(b));
    most.map_or(0, |(token, _)| token)
}

/// What was recorded of someone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The share of each text that lies in copied stretches.
    pub copied: Vec<f64>,
    /// The longest stretch of each text that stands in what was read.
    pub longest: Vec<f64>,
    /// The longest of all.
    pub stretch: String,
    /// Of the author: the same of all validation chapters, the share and the
    /// longest stretch.
    pub chapters: Vec<f64>,
    /// How far it goes on as the book does, at each place that was read.
    pub read: Vec<f64>,
    /// The same at each place that was not.
    pub new: Vec<f64>,
}

/// The record of everyone who was asked.
pub const RECORDED: &str = include_str!("../../record/remembered.txt");

/// What someone answered; nothing if they were not asked.
///
/// # Panics
///
/// If a number is none.
pub fn recorded(name: &str) -> Option<Answer> {
    let parts = super::record::parts(RECORDED);
    let mut answer = Answer::default();
    for line in parts.get(name)?.lines() {
        let (word, rest) = line.split_once('\t').unwrap_or((line, ""));
        let numbers = || -> Vec<f64> {
            let numbers = rest.split('\t').map(str::parse);
            numbers.map(|it| it.expect("a number")).collect()
        };
        match word {
            "copied" => answer.copied = numbers(),
            "longest" => answer.longest = numbers(),
            "stretch" => rest.clone_into(&mut answer.stretch),
            "chapters" => answer.chapters = numbers(),
            "read" => answer.read = numbers(),
            "new" => answer.new = numbers(),
            _ => {}
        }
    }
    Some(answer)
}
