//! Memory as registers like it, and matrices turned.

use std::ops::{Deref, DerefMut};

use super::simd::{Float, Vector};

/// Numbers that begin where a cache line begins, so that no register's worth
/// of them lies across two.
///
/// ```
/// use step_6_efficiency::vector::memory::{Block, LINE};
///
/// let mut block = Block::<f32>::new(3);
/// block[1] = 2.0;
/// assert_eq!(block[..], [0.0, 2.0, 0.0]);
/// assert!(block.as_ptr().addr().is_multiple_of(LINE));
/// ```
#[derive(Debug)]
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
        let data = vec![F::ZERO; len + LINE / size_of::<F>()];
        let start = start_of_line(&data);
        Block { data, start, len }
    }
}

/// A copy lies at another address, so it begins at a line of its own.
impl<F: Clone> Clone for Block<F> {
    fn clone(&self) -> Self {
        let mut data = self.data.clone();
        let (start, len) = (start_of_line(&data), self.len);
        data[start..][..len].clone_from_slice(self);
        Block { data, start, len }
    }
}

/// How many numbers lie before the first that begins a cache line.
fn start_of_line<F>(data: &[F]) -> usize {
    data.as_ptr().align_offset(LINE).min(LINE / size_of::<F>())
}

impl<F> Deref for Block<F> {
    type Target = [F];

    #[inline(always)]
    fn deref(&self) -> &[F] {
        &self.data[self.start..][..self.len]
    }
}

impl<F> DerefMut for Block<F> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [F] {
        &mut self.data[self.start..][..self.len]
    }
}

/// Writes the columns of `from` as rows. Shapes: `from` `[n_rows][stride]`, of
/// which the first `n_cols` columns count, `to` `[n_cols][to_stride]`.
#[inline(always)]
pub fn transpose<V: Vector>(
    simd: V::Simd,
    from: &[V::Float],
    [n_rows, n_cols]: [usize; 2],
    to: &mut [V::Float],
    to_stride: usize,
) {
    let stride = from.len() / n_rows;
    let whole_rows = n_rows - n_rows % V::TILE;
    let whole_cols = n_cols - n_cols % V::TILE;
    for i in (0..whole_rows).step_by(V::TILE) {
        for j in (0..whole_cols).step_by(V::TILE) {
            let from = &from[i * stride + j..];
            V::transpose(
                simd,
                from,
                stride,
                &mut to[j * to_stride + i..],
                to_stride,
            );
        }
    }
    for i in 0..n_rows {
        let start = if i < whole_rows { whole_cols } else { 0 };
        for j in start..n_cols {
            to[j * to_stride + i] = from[i * stride + j];
        }
    }
}
