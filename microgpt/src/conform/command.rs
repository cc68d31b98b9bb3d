//! The output of a command, as it comes.

use std::ffi::OsString;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use crate::Error;
use crate::interrupt::Interrupt;
use conform::Log;
use conform::words::printable;

/// How often somebody looks whether Ctrl-C was pressed.
const PATIENCE: Duration = Duration::from_millis(50);

/// How many lines of a command's last words are told.
const LAST_WORDS: usize = 5;

/// A piece of a stream: which one, and bytes, or why there are no more.
type Piece = (usize, io::Result<Vec<u8>>);

/// How reading came to an end.
#[derive(Debug)]
pub enum Ended {
    /// There was no more.
    AtTheEnd,
    /// The user wanted no more.
    Interrupted,
}

/// Reads streams, side by side, to their ends.
///
/// # Errors
///
/// If one cannot be read.
pub fn read(
    streams: Vec<Box<dyn Read + Send>>,
    logs: &mut [Log],
    interrupt: &Interrupt,
    mut show: impl FnMut(&[Log]),
    mut also: impl FnMut(usize, &[u8]),
) -> io::Result<Ended> {
    let (sender, pieces) = sync_channel(16);
    for (index, stream) in streams.into_iter().enumerate() {
        let sender = sender.clone();
        thread::spawn(move || send(index, stream, &sender));
    }
    drop(sender);
    while let Some((index, bytes)) = next(&pieces, interrupt) {
        let bytes = bytes?;
        logs[index].read(&bytes);
        also(index, &bytes);
        show(logs);
    }
    logs.iter_mut().for_each(Log::end);
    Ok(if interrupt.is_pressed() {
        Ended::Interrupted
    } else {
        Ended::AtTheEnd
    })
}

/// Sends on what comes out of a stream, as long as somebody listens.
fn send(
    index: usize,
    mut stream: Box<dyn Read + Send>,
    sender: &SyncSender<Piece>,
) {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let piece = match stream.read(&mut buffer) {
            Ok(0) => return,
            Ok(n) => Ok(buffer[..n].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                continue;
            }
            Err(error) => Err(error),
        };
        let over = piece.is_err();
        if sender.send((index, piece)).is_err() || over {
            return;
        }
    }
}

/// The next piece, unless there is none or the user wants none.
fn next(pieces: &Receiver<Piece>, interrupt: &Interrupt) -> Option<Piece> {
    while !interrupt.is_pressed() {
        match pieces.recv_timeout(PATIENCE) {
            Ok(piece) => return Some(piece),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    None
}

/// Runs a command and reads stdout and stderr, each into a log of its own.
///
/// # Errors
///
/// If it does not start, or fails.
pub fn run(
    command: &[OsString],
    logs: &mut [Log; 2],
    interrupt: &Interrupt,
    show: impl FnMut(&[Log]),
) -> Result<Ended, Error> {
    let (program, args) = command.split_first().ok_or_else(|| {
        Error::new("there is no command", "name one after --")
    })?;
    let name = printable(&program.to_string_lossy());
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            Error::new(
                format!("cannot run {name}: {error}"),
                "name a program, with its path if it is not on yours",
            )
        })?;
    let mut streams: Vec<Box<dyn Read + Send>> = Vec::new();
    if let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) {
        streams.push(Box::new(out));
        streams.push(Box::new(err));
    }
    let mut last_words = Vec::new();
    let ended = read(streams, logs, interrupt, show, |index, bytes| {
        if index == 1 {
            last_words.extend_from_slice(bytes);
            let surplus = last_words.len().saturating_sub(4096);
            last_words.drain(..surplus);
        }
    });
    match ended {
        Ok(Ended::AtTheEnd) => {
            let status = child.wait().map_err(|error| unread(&name, &error))?;
            if status.success() {
                return Ok(Ended::AtTheEnd);
            }
            // Ctrl-C reaches both programs, and the other may end first.
            thread::sleep(PATIENCE);
            if interrupt.is_pressed() {
                return Ok(Ended::Interrupted);
            }
            Err(failed(&name, status, &last_words))
        }
        Ok(Ended::Interrupted) => {
            end(&mut child);
            Ok(Ended::Interrupted)
        }
        Err(error) => {
            end(&mut child);
            Err(unread(&name, &error))
        }
    }
}

/// Ends a command that nobody waits for any more. It may have ended by itself.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn unread(name: &str, error: &io::Error) -> Error {
    Error::new(
        format!("cannot read what {name} prints: {error}"),
        "save it to a file, and name that with --file",
    )
}

fn failed(name: &str, status: ExitStatus, last_words: &[u8]) -> Error {
    let said = String::from_utf8_lossy(last_words);
    let lines: Vec<String> = said
        .lines()
        .map(|line| printable(line.trim_end()))
        .filter(|line| !line.is_empty())
        .collect();
    let said = &lines[lines.len().saturating_sub(LAST_WORDS)..];
    let problem = if said.is_empty() {
        format!("{name} failed ({status}), and did not say why")
    } else {
        format!("{name} failed ({status}): {}", said.join("\n  "))
    };
    Error::new(problem, "see that it runs by itself; then compare it")
}
