//! The model of the novel, taught to answer: what the record has of it.

use runs::text::answers::{
    ASKED_AGAIN, KEPT, LEARNING_RATE, Point, RECORD, STEPS, TAUGHT, Taught,
    read,
};
use typeset::{Facts, Table, fixed, percent, thousands};

use super::pieces::{PAIRS, chips};
use crate::lines::Lines;
use crate::spread::{ends, mean};

/// What is compared, and its name in the record.
const VARIANTS: [(&str, &str); 4] = [
    ("the answers alone count", ALONE),
    ("the questions count, too", "questions, too"),
    ("and two windows of the novel in each step", MIXED),
    ("the answers alone, and it had read nothing", "never read"),
];

/// The teaching that the others differ from.
const ALONE: &str = "answers alone";

/// The remedy against forgetting.
const MIXED: &str = "with the novel";

/// How many answers the page shows.
const SHOWN: usize = 6;

/// How many characters of what is no answer.
const WIDTH: usize = 56;

/// The teachings of a name, one for each draw of words.
fn of(name: &str) -> Vec<Taught> {
    let is_of = |it: &Taught| {
        it.name.rsplit_once('/').is_some_and(|(of, _)| of == name)
    };
    let found: Vec<_> = read(RECORD).into_iter().filter(is_of).collect();
    assert!(!found.is_empty(), "{name} is not recorded");
    found
}

/// What has come of a teaching.
fn end(taught: &Taught) -> &Point {
    taught.points.last().expect("it was asked")
}

/// The shares of right answers: of the words of the training, of the others,
/// and of the others with a new piece.
fn right(taught: &Taught, point: &Point) -> [f64; 3] {
    let share = |right: usize, of: usize| right as f64 / of as f64;
    [
        share(point.taught, ASKED_AGAIN),
        share(point.known, taught.words[1]),
        share(point.unknown, taught.words[2]),
    ]
}

/// One number of each draw.
fn each(
    taught: &[Taught],
    number: impl Fn(&Taught) -> f64,
    set: impl Fn(f64) -> String,
) -> String {
    let numbers = taught.iter().map(|it| set(number(it)));
    numbers.collect::<Vec<_>>().join(", ")
}

/// What each teaching has come to.
pub fn compared() -> String {
    let mut table = Table::new()
        .left("")
        .right("asked in training")
        .right("others")
        .right("with a new piece")
        .right("bits per character of the novel");
    let row = |table: Table, words: &str, taught: &[Taught], at: At| {
        let share = |i: usize| {
            let number = |it: &Taught| right(it, at(it))[i];
            each(taught, number, |share| percent(share, 0))
        };
        let bits = each(taught, |it| at(it).bits, |bits| fixed(bits, 2));
        table.row([words.to_owned(), share(0), share(1), share(2), bits])
    };
    table = row(table, "before", &of(ALONE), |it| &it.points[0]);
    for (words, name) in VARIANTS {
        table = row(table, words, &of(name), end);
    }
    table.to_string()
}

/// Which point of a teaching.
type At = fn(&Taught) -> &Point;

/// What the model says to the questions before it is taught.
pub fn before() -> String {
    let taught = &of(ALONE)[0];
    let mut lines = Lines::default();
    for (_, word, answer) in said(taught, 0).iter().take(SHOWN) {
        writeln!(lines, "How is {word} spelled?");
        let short: String = answer.chars().take(WIDTH).collect();
        let more = if short.len() < answer.len() {
            "…"
        } else {
            ""
        };
        writeln!(lines, "  {}{more}", short.trim_end());
    }
    lines.to_string()
}

/// What it says to the same ones at the end.
pub fn after() -> String {
    let taught = &of(ALONE)[0];
    let pairs = PAIRS.first(1024);
    let mut table = Table::new().left("").left("what it reads").left("answer");
    table = table.left("");
    for (_, word, answer) in said(taught, STEPS).iter().take(SHOWN) {
        let tokens = pairs.encode_bytes(format!(" {word}").as_bytes());
        let letters: Vec<String> = word.chars().map(String::from).collect();
        let is_right = *answer == letters.join("-");
        let verdict = if is_right { "right" } else { "wrong" };
        table = table.row([
            word.clone(),
            chips(&pairs, &tokens),
            answer.clone(),
            verdict.to_owned(),
        ]);
    }
    table.to_string()
}

/// The answers before a step, as text.
fn said(taught: &Taught, step: usize) -> Vec<(usize, String, String)> {
    let of_step = taught.answers.iter().filter(|it| it.0 == step);
    let read = |(step, word, given): &(usize, String, String)| {
        // The record has Rust's notation.
        let given = given.trim_matches('"').replace("\\n", " ");
        (*step, word.clone(), given.trim().to_owned())
    };
    let said: Vec<_> = of_step.map(read).collect();
    assert!(said.len() >= SHOWN, "answers before step {step}");
    said
}

/// The numbers in the sentences of 7.7.
pub fn facts(facts: Facts) -> Facts {
    let (alone, mixed) = (of(ALONE), of(MIXED));
    for (before, after) in alone.iter().zip(&mixed) {
        let first = &before.points[0];
        assert_eq!(right(before, first), [0.0; 3], "it answers already");
        let [_, known, unknown] = right(before, end(before));
        assert!(known > 2.0 * unknown, "a new piece is no obstacle");
        assert!(end(before).bits > first.bits + 1.0, "it forgets nothing");
        assert!(end(after).bits < end(before).bits - 1.0, "no remedy");
    }
    // What is told of the two comparisons.
    let (questions, never) = (of("questions, too"), of("never read"));
    let others = |it: &Taught| right(it, end(it))[1];
    let ahead = alone.iter().zip(&questions);
    let ahead: Vec<f64> = ahead
        .map(|(mask, none)| others(mask) - others(none))
        .collect();
    let [least, most] = ends(&ahead);
    assert!(
        least < 0.0 && most > 0.0,
        "one for the mask, one against it"
    );
    for (mask, none) in alone.iter().zip(&questions) {
        assert!(end(mask).bits > end(none).bits, "it forgets no less");
    }
    for (read, never) in alone.iter().zip(&never) {
        assert!(others(never) < 0.5 * others(read), "most rests on reading");
        let [taught, known, unknown] = right(read, end(read));
        assert!(taught > known + 0.3 && unknown == 0.0, "by heart, too");
    }
    let at_end = alone.iter().flat_map(|it| &it.answers);
    for (_, word, given) in at_end.filter(|it| it.0 == STEPS) {
        let letters = given.strip_prefix('"');
        let letters = letters.and_then(|it| it.strip_suffix("\\n\""));
        let is_sign = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(letters.is_some_and(|it| it.chars().all(is_sign)), "{word}");
    }
    let bits = |taught: &[Taught], at: At| {
        let all: Vec<f64> = taught.iter().map(|it| at(it).bits).collect();
        fixed(mean(&all), 2)
    };
    let of_known = |name: &str| {
        each(
            &of(name),
            |it| right(it, end(it))[1],
            |share| percent(share, 0),
        )
        .replace(", ", " and ")
    };
    facts
        .with("teach-rate", LEARNING_RATE)
        .with("teach-taught", thousands(TAUGHT))
        .with("teach-kept", KEPT)
        .with("teach-again", ASKED_AGAIN)
        .with("teach-steps", STEPS)
        .with("teach-bits-before", bits(&alone, |it| &it.points[0]))
        .with("teach-bits-alone", bits(&alone, end))
        .with("teach-bits-mixed", bits(&mixed, end))
        .with("teach-right-alone", of_known(ALONE))
        .with("teach-right-too", of_known("questions, too"))
        .with("teach-right-mixed", of_known(MIXED))
        .with("teach-right-never", of_known("never read"))
}
