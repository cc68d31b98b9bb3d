//! A longer past for every token.

// ANCHOR: strided
/// Windows of `len` tokens that begin `stride` after each other, and from which
/// of its positions on each is counted: the first from 0, the others where the
/// window before has ended. So every token but the first is predicted once, as
/// by [`tiles`](step_7_text::tiles). What is left at the end is left out.
///
/// # Panics
///
/// If the stride is 0 or longer than a window.
///
/// ```
/// use exercises::step_7::strided::strided;
///
/// assert_eq!(strided(10, 4, 2), [(0, 0), (2, 2), (4, 2)]);
/// assert_eq!(strided(10, 4, 4), [(0, 0), (4, 0)]);
/// ```
pub fn strided(
    stream_len: usize,
    len: usize,
    stride: usize,
) -> Vec<(usize, usize)> {
    assert!((1..=len).contains(&stride), "a gap between windows");
    let starts = (0..stream_len.saturating_sub(len)).step_by(stride);
    let counted_from = |start| if start == 0 { 0 } else { len - stride };
    starts.map(|start| (start, counted_from(start))).collect()
}
// ANCHOR_END: strided

#[cfg(test)]
mod tests {
    use step_7_text::tiles;

    use super::strided;

    #[test]
    fn every_token_is_predicted_once() {
        for (stream_len, len, stride) in [(50, 8, 3), (50, 8, 1), (9, 8, 4)] {
            let windows = strided(stream_len, len, stride);
            let targets = windows.iter().flat_map(|&(start, from)| {
                (from..len).map(move |t| start + t + 1)
            });
            let targets: Vec<usize> = targets.collect();
            let all: Vec<usize> = (1..=targets.len()).collect();
            assert_eq!(targets, all);
            assert!(stream_len - targets.len() <= stride);
        }
    }

    #[test]
    fn a_whole_window_of_stride_gives_tiles() {
        let starts = strided(50, 8, 8).into_iter().map(|(start, _)| start);
        assert_eq!(starts.collect::<Vec<_>>(), tiles(50, 8));
    }
}
