//! What of one text stands in another, word for word.

// ANCHOR: endings
/// All endings of a text, in the order of a dictionary: those that begin alike
/// stand together. It is called a suffix array.
///
/// ```
/// use step_7_text::Endings;
///
/// let endings = Endings::of(b"banana");
/// // "anan" stands in it, and "anand" does not.
/// assert_eq!(endings.longest(b"anand"), 4);
/// ```
#[derive(Clone, Debug)]
pub struct Endings<'a, T> {
    text: &'a [T],
    starts: Vec<usize>,
}

impl<'a, T: Ord> Endings<'a, T> {
    /// Those of a text.
    pub fn of(text: &'a [T]) -> Self {
        let mut starts: Vec<usize> = (0..text.len()).collect();
        starts.sort_unstable_by_key(|&start| &text[start..]);
        Endings { text, starts }
    }

    /// How much of the beginning of some words stands in the text in one
    /// piece. It is found beside the place where the words would be put.
    pub fn longest(&self, words: &[T]) -> usize {
        let is_before = |&start: &usize| &self.text[start..] < words;
        let place = self.starts.partition_point(is_before);
        let beside = self.starts[place.saturating_sub(1)..].iter().take(2);
        let common = beside.map(|&at| in_common(&self.text[at..], words));
        common.max().unwrap_or(0)
    }
}
// ANCHOR_END: endings

/// How many items two lists have in common, from their beginnings on.
///
/// ```
/// assert_eq!(step_7_text::word_for_word::in_common(b"whale", b"what"), 3);
/// ```
pub fn in_common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

// ANCHOR: copied
impl<T: Ord> Endings<'_, T> {
    /// Which items of a text lie in a stretch of at least `least` that stands
    /// in this one, and how long the longest such stretch is.
    ///
    /// ```
    /// use step_7_text::Endings;
    ///
    /// let (copied, longest) = Endings::of(b"abcabd").copied(b"xcabdx", 4);
    /// assert_eq!(copied, [false, true, true, true, true, false]);
    /// assert_eq!(longest, 4);
    /// ```
    pub fn copied(&self, text: &[T], least: usize) -> (Vec<bool>, usize) {
        let (mut end, mut most) = (0, 0);
        let mut copied = Vec::with_capacity(text.len());
        for at in 0..text.len() {
            let len = self.longest(&text[at..]);
            if len >= least {
                end = end.max(at + len);
            }
            most = most.max(len);
            copied.push(at < end);
        }
        (copied, most)
    }
}
// ANCHOR_END: copied
