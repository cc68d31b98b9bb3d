//! The output of a process: passed on as it comes, but for the middle of one
//! that is very long.

use std::collections::VecDeque;
use std::io::{self, PipeReader, Read as _, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

/// How many bytes are shown at once, and as many at the end: a thousand lines.
const SHOWN: usize = 64 << 10;

/// How many pieces wait to be shown; then the process waits, too.
const PIECES: usize = 16;

/// Silence for so long after the end of a process means that what it has
/// started, and not ended, holds its output.
const SILENCE: Duration = Duration::from_secs(1);

/// What a process says. Both of its streams are one, so that the order stays.
pub(crate) struct Said {
    pieces: Receiver<Vec<u8>>,
    stream: Stream<io::Stdout>,
}

impl Said {
    /// Begins to read the pipe that the process writes to.
    pub(crate) fn on(pipe: PipeReader) -> Self {
        let (sender, pieces) = mpsc::sync_channel(PIECES);
        thread::spawn(move || read(pipe, &sender));
        let stream = Stream::new(io::stdout());
        Self { pieces, stream }
    }

    /// Passes on what comes next, or waits for so long.
    pub(crate) fn pass_on(&mut self, wait: Duration) {
        match self.pieces.recv_timeout(wait) {
            Ok(piece) => self.stream.take(&piece),
            Err(RecvTimeoutError::Timeout) => {}
            // It is about to end.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(wait / 10),
        }
    }

    /// Passes on the rest. The process has ended.
    pub(crate) fn finish(&mut self) {
        while let Ok(piece) = self.pieces.recv_timeout(SILENCE) {
            self.stream.take(&piece);
        }
        self.stream.finish();
    }

    /// All that it has said, but for the middle.
    pub(crate) fn text(&self) -> String {
        let Stream { head, tail, .. } = &self.stream;
        let bytes: Vec<u8> = head.iter().chain(tail).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Reads a pipe to its end.
fn read(mut pipe: PipeReader, sender: &SyncSender<Vec<u8>>) {
    let mut buffer = vec![0; SHOWN];
    while let Ok(count @ 1..) = pipe.read(&mut buffer) {
        if sender.send(buffer[..count].to_vec()).is_err() {
            return;
        }
    }
}

/// A stream that is passed on.
struct Stream<W> {
    to: W,
    /// The beginning, which was shown at once.
    head: Vec<u8>,
    /// The end, which is shown in the end.
    tail: VecDeque<u8>,
    /// How many bytes there are between them.
    left_out: usize,
}

impl<W: Write> Stream<W> {
    fn new(to: W) -> Self {
        Self {
            to,
            head: Vec::new(),
            tail: VecDeque::new(),
            left_out: 0,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        let room = (SHOWN - self.head.len()).min(bytes.len());
        let (now, later) = bytes.split_at(room);
        self.head.extend(now);
        self.show(now);
        self.tail.extend(later);
        let surplus = self.tail.len().saturating_sub(SHOWN);
        self.tail.drain(..surplus);
        self.left_out += surplus;
    }

    /// Shows the end, and ends the last line.
    fn finish(&mut self) {
        if self.left_out > 0 {
            let note = format!("\n[{} bytes are left out]\n", self.left_out);
            self.show(note.as_bytes());
        }
        let tail: Vec<u8> = self.tail.iter().copied().collect();
        self.show(&tail);
        let last = self.tail.back().or(self.head.last());
        if last.is_some_and(|last| *last != b'\n') {
            self.show(b"\n");
        }
    }

    /// Shows something; a reader who has closed the other end does not want to
    /// see it.
    fn show(&mut self, bytes: &[u8]) {
        let _ = self.to.write_all(bytes);
        let _ = self.to.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, Stream};

    fn shown(pieces: &[&[u8]]) -> String {
        let mut stream = Stream::new(Vec::new());
        for piece in pieces {
            stream.take(piece);
        }
        stream.finish();
        String::from_utf8(stream.to).expect("ASCII")
    }

    #[test]
    fn all_is_shown_unless_it_is_very_long() {
        assert_eq!(shown(&[]), "");
        assert_eq!(shown(&[b"a\n", b"b"]), "a\nb\n");
        let all = "a".repeat(2 * SHOWN);
        assert_eq!(shown(&[b"a", &all.as_bytes()[1..]]), all + "\n");
    }

    #[test]
    fn the_middle_of_very_much_is_left_out() {
        let [a, c] = ["a", "c"].map(|it| it.repeat(SHOWN));
        let b = "b".repeat(12_345);
        let text = shown(&[(a.clone() + &b + &c).as_bytes()]);
        assert_eq!(text, format!("{a}\n[12345 bytes are left out]\n{c}\n"));
    }
}
