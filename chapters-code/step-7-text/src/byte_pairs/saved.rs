//! A vocabulary as a file.

use std::error::Error;
use std::fmt::{self, Display};
use std::str::FromStr;

use super::{BYTES, BytePairs};
use crate::Vocabulary as _;

/// A line for each merge: the ids of the two, and what they make, for whoever
/// reads it. (What is no ASCII is escaped.)
///
/// ```
/// use step_7_text::BytePairs;
///
/// let pairs = BytePairs::train(b"the whale, the sea, the ship", 258);
/// assert_eq!(pairs.to_string(), "104 101 |he|\n116 256 |the|\n");
/// assert_eq!(pairs.to_string().parse(), Ok(pairs));
/// ```
impl Display for BytePairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (BYTES..self.size()).try_for_each(|id| writeln!(f, "{}", self.line(id)))
    }
}

impl BytePairs {
    /// The line of the merge that made a token.
    fn line(&self, id: usize) -> String {
        let [first, second] = self.merges[id - BYTES];
        format!("{first} {second} |{}|", self.piece(id).escape_ascii())
    }
}

/// The line of a file that is not what a vocabulary would have written there.
///
/// ```
/// use step_7_text::{BytePairs, NotBytePairs};
///
/// let file = "116 104 |th|\n256 101 |thy|\n";
/// let error = file.parse::<BytePairs>();
/// assert_eq!(error, Err(NotBytePairs { line: 2 }));
/// assert_eq!(NotBytePairs { line: 2 }.to_string(), "line 2 is no merge");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotBytePairs {
    /// Its number, from 1.
    pub line: usize,
}

impl Display for NotBytePairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} is no merge", self.line)
    }
}

impl Error for NotBytePairs {}

impl FromStr for BytePairs {
    type Err = NotBytePairs;

    fn from_str(file: &str) -> Result<Self, NotBytePairs> {
        let mut pairs = BytePairs::new();
        for (number, line) in (1..).zip(file.lines()) {
            pairs.read(line).ok_or(NotBytePairs { line: number })?;
        }
        Ok(pairs)
    }
}

impl BytePairs {
    /// Takes in a line: two tokens there are, a pair that was not merged
    /// before, and what it makes.
    fn read(&mut self, line: &str) -> Option<()> {
        let mut ids = line.split(' ').map(|id| id.parse().ok());
        let pair: [usize; 2] = [ids.next()??, ids.next()??];
        let id = self.size();
        if pair.iter().any(|&token| token >= id)
            || self.made.contains_key(&pair)
        {
            return None;
        }
        self.push(pair);
        (line == self.line(id)).then_some(())
    }
}
