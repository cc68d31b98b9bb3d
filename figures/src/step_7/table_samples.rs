//! What tables of three lengths write.

use portable::PythonRandom;
use step_7_text::{Vocabulary as _, write};

use super::tables::{CHARACTERS, encode, table};
use crate::lines::Lines;

/// How many characters are written.
const LEN: usize = 200;

/// How long a line of the page is.
const WIDTH: usize = 64;

pub fn figure() -> String {
    let start = encode("The ");
    let mut lines = Lines::default();
    for longest in [1, 3, 5] {
        let table = table(longest);
        let mut rng = PythonRandom::new(42);
        let tokens = write(&start, LEN, longest, &mut rng, |context| {
            table.probabilities(context)
        });
        let text = CHARACTERS.decode(&[start.clone(), tokens].concat());
        let unit = if longest == 1 {
            "character"
        } else {
            "characters"
        };
        writeln!(lines, "after {longest} {unit}:");
        for line in wrapped(&text.replace('\n', "↵")) {
            writeln!(lines, "  {line}");
        }
    }
    lines.to_string()
}

/// A text as lines that end at a space or at an end that was written.
pub fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive([' ', '↵']) {
        let last = lines.len() - 1;
        let len = lines[last].chars().count() + piece.chars().count();
        if len > WIDTH {
            lines.push(String::new());
        }
        let last = lines.len() - 1;
        lines[last].push_str(piece);
    }
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}
