//! Runs a program of the reader's, and reads what it prints.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::ending::ending;
use crate::spent::{BUSY, Spent};
use crate::{Panic, allow};

/// How long it waits for the program before it looks whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// Time to say that the program has taken too long.
const REST: Duration = Duration::from_secs(10);

/// The lines that a program printed, and the panic that ended it before they
/// were as many as was asked for. How it ends after them is not told: it is
/// chance whether it comes to that before it is ended.
#[derive(Debug)]
pub struct Printed {
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// The panic, and where it was.
    pub panic: Option<Panic>,
}

/// The first lines that a program prints, so many of them, or all if there are
/// fewer. It is ended when it has printed them.
///
/// # Errors
///
/// The words for the reader, if it cannot be run, takes longer than this, or
/// ends badly without a panic.
pub fn printed(
    program: &mut Command,
    count: usize,
    patience: Duration,
) -> Result<Printed, String> {
    allow(patience * BUSY + REST);
    let words = match run(program, count, patience) {
        Ok((lines, End::Enough)) => return Ok(Printed { lines, panic: None }),
        Ok((lines, End::Ended(status, complaints))) => {
            let panic = panic_among(&complaints);
            if status.success() || panic.is_some() {
                return Ok(Printed { lines, panic });
            }
            ending(status, &complaints.join("\n"))
        }
        Ok((lines, End::Late)) => format!(
            "It does not come to an end. So far it has printed {} lines.",
            lines.len()
        ),
        Err(error) => format!("The program cannot be run: {error}"),
    };
    Err(format!("    {words}"))
}

/// Why no more lines of a program were read.
enum End {
    /// There were enough of them.
    Enough,
    /// It has ended, and this is what it wrote to the standard error.
    Ended(ExitStatus, Vec<String>),
    /// It has taken too long.
    Late,
}

/// Runs a program until it has printed so many lines or has run for too long.
fn run(
    program: &mut Command,
    count: usize,
    patience: Duration,
) -> io::Result<(Vec<String>, End)> {
    let mut child = program
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (printed, complaints) =
        (read(child.stdout.take()), read(child.stderr.take()));
    let mut spent = Spent::default();
    let mut lines = Vec::new();
    let mut end = End::Late;
    while !spent.is_more_than(patience) {
        if lines.len() == count {
            end = End::Enough;
            break;
        }
        let before = Instant::now();
        match printed.recv_timeout(PAUSE) {
            Ok(line) => lines.push(line),
            Err(RecvTimeoutError::Timeout) => {}
            // It has closed its output: it is about to end.
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(PAUSE);
                if let Some(status) = child.try_wait()? {
                    end = End::Ended(status, complaints.into_iter().collect());
                    break;
                }
            }
        }
        spent.look(before.elapsed(), child.id());
    }
    child.kill()?; // It may not have come to its end.
    child.wait()?;
    Ok((lines, end))
}

/// Reads a program's lines as they come, up to its end and whether anybody
/// wants them or not: it must not wait for a reader, nor find that there is
/// none any more, which `println!` answers with a panic.
fn read(from: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let lines = from.map(|from| BufReader::new(from).split(b'\n'));
        for line in lines.into_iter().flatten().map_while(Result::ok) {
            let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    receiver
}

/// The first panic among a program's complaints.
fn panic_among(complaints: &[String]) -> Option<Panic> {
    // thread 'main' (1) panicked at src/main.rs:30:5:
    // not yet implemented
    let mut complaints = complaints.iter();
    let place = complaints.find_map(|line| {
        let (_, place) = line.split_once("panicked at ")?;
        let (line, _column) = place.strip_suffix(':')?.rsplit_once(':')?;
        Some(line.to_owned())
    })?;
    let said = complaints.next().cloned().unwrap_or_default();
    Some(Panic { said, place })
}
