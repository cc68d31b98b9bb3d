//! Lines of a terminal, one after the other.

use std::fmt::{self, Arguments, Display, Write as _};

/// The output of a program so far.
#[derive(Clone, Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// For `write!` and `writeln!`, which cannot fail here.
    pub fn write_fmt(&mut self, text: Arguments<'_>) {
        self.0.write_fmt(text).expect("a string takes it");
    }
}

impl Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
