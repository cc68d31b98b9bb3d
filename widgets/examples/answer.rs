//! Answers questions as a page would have them answered, but natively: a
//! question per line of the input, an answer per line of the output.

use std::error::Error;
use std::io::{self, BufRead, Write};

use widgets::Desk;

fn main() -> Result<(), Box<dyn Error>> {
    let mut desk = Desk::default();
    let mut out = io::stdout().lock();
    for question in io::stdin().lock().lines() {
        writeln!(out, "{}", desk.answer(&question?))?;
        out.flush()?;
    }
    Ok(())
}
