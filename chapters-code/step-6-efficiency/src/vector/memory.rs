//! Memory as registers like it, and matrices turned.

use std::ops::{Deref, DerefMut};

use super::Float;

// ANCHOR: block
/// Numbers that begin where a cache line begins, so that no register's worth
/// of them lies across two.
#[derive(Clone, Debug)]
pub struct Block<F> {
    data: Vec<F>,
    start: usize,
    len: usize,
}

/// The bytes of a cache line, and of the largest register.
pub const LINE: usize = 64;

impl<F: Float> Block<F> {
    /// Zeros.
    pub fn new(len: usize) -> Self {
        let spare = LINE / size_of::<F>();
        let data = vec![F::ZERO; len + spare];
        let start = data.as_ptr().align_offset(LINE).min(spare);
        Block { data, start, len }
    }
}

impl<F> Deref for Block<F> {
    type Target = [F];

    fn deref(&self) -> &[F] {
        &self.data[self.start..][..self.len]
    }
}

impl<F> DerefMut for Block<F> {
    fn deref_mut(&mut self) -> &mut [F] {
        &mut self.data[self.start..][..self.len]
    }
}
// ANCHOR_END: block

// ANCHOR: transpose
/// Writes the columns of `from` as rows. Shapes: `from` `[n_rows][stride]`, of
/// which the first `n_cols` columns count, `to` `[n_cols][to_stride]`.
#[inline(always)]
pub fn transpose<F: Float>(
    from: &[F],
    [n_rows, n_cols]: [usize; 2],
    to: &mut [F],
    to_stride: usize,
) {
    let stride = from.len() / n_rows;
    for (j, to) in to.chunks_exact_mut(to_stride).take(n_cols).enumerate() {
        for i in 0..n_rows {
            to[i] = from[i * stride + j];
        }
    }
}
// ANCHOR_END: transpose
