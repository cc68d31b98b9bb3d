//! A text as a stream of tokens, and the windows that are cut from it.

use portable::PythonRandom;

// ANCHOR: windows
/// Some windows of a stream: what is read, and what follows. Both are
/// `[windows][len]`, and a target is the token after the one that is read.
///
/// ```
/// use step_7_text::Windows;
///
/// let stream = [3, 1, 4, 1, 5, 9, 2, 6];
/// let windows = Windows::at(&stream, &[0, 4], 3);
/// assert_eq!(windows.tokens, [[3, 1, 4], [5, 9, 2]]);
/// assert_eq!(windows.targets, [[1, 4, 1], [9, 2, 6]]);
/// ```
#[derive(Clone, Debug)]
pub struct Windows<'a> {
    /// The tokens that are read.
    pub tokens: Vec<&'a [usize]>,
    /// The tokens that follow them.
    pub targets: Vec<&'a [usize]>,
}

impl<'a> Windows<'a> {
    /// The windows of `len` tokens that begin at some places.
    ///
    /// # Panics
    ///
    /// If one does not fit into the stream, with the token behind it.
    pub fn at(stream: &'a [usize], starts: &[usize], len: usize) -> Self {
        let cut = |ahead| {
            let window = |start| &stream[start + ahead..][..len];
            starts.iter().copied().map(window).collect()
        };
        Windows {
            tokens: cut(0),
            targets: cut(1),
        }
    }
    // ANCHOR_END: windows

    // ANCHOR: draw
    /// As many windows as a batch has, each from anywhere in the stream.
    ///
    /// # Panics
    ///
    /// If the stream has not more than `len` tokens.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn draw(
        stream: &'a [usize],
        len: usize,
        batch: usize,
        rng: &mut PythonRandom,
    ) -> Self {
        assert!(stream.len() > len, "a stream shorter than a window");
        let places = (stream.len() - len) as f64;
        let start = |_| (rng.random() * places) as usize;
        let starts: Vec<usize> = (0..batch).map(start).collect();
        Windows::at(stream, &starts, len)
    }
    // ANCHOR_END: draw

    /// How many tokens each window has.
    pub fn len(&self) -> usize {
        self.tokens.first().map_or(0, |window| window.len())
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.positions() == 0
    }

    /// How many tokens all windows have.
    pub fn positions(&self) -> usize {
        self.tokens.len() * self.len()
    }

    /// The same windows in at most `count` shares of one size, but for the
    /// last.
    pub fn shares(&self, count: usize) -> Vec<Windows<'a>> {
        let size = self.tokens.len().div_ceil(count).max(1);
        let tokens = self.tokens.chunks(size);
        let shares = tokens.zip(self.targets.chunks(size));
        shares
            .map(|(tokens, targets)| Windows {
                tokens: tokens.to_vec(),
                targets: targets.to_vec(),
            })
            .collect()
    }
}

// ANCHOR: tiles
/// The starts of windows of `len` tokens that cover a stream without an
/// overlap, so that every token but the first is predicted once. What is left
/// at the end, shorter than a window, is left out.
///
/// ```
/// assert_eq!(step_7_text::tiles(10, 3), [0, 3, 6]);
/// assert_eq!(step_7_text::tiles(9, 3), [0, 3]);
/// ```
pub fn tiles(stream_len: usize, len: usize) -> Vec<usize> {
    let last = stream_len.saturating_sub(len);
    (0..last).step_by(len).collect()
}
// ANCHOR_END: tiles
