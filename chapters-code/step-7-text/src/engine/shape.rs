//! How the windows of a share lie in memory.

use step_6_efficiency::vector::memory::LINE;

// ANCHOR: shape
/// Windows of one length, side by side: `[feature][window][position]`. Every
/// window is filled up to whole registers, and the rows that follow from it
/// begin a stride apart.
///
/// ```
/// use step_7_text::engine::shape::Shape;
///
/// let shape = Shape::new::<f32>(3, 60);
/// assert_eq!((shape.n, shape.columns(), shape.stride), (64, 192, 208));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How many windows there are.
    pub windows: usize,
    /// How many positions each has.
    pub len: usize,
    /// The same, filled up to whole registers.
    pub n: usize,
    /// From the beginning of a feature's row to that of the next.
    pub stride: usize,
}

impl Shape {
    /// Some windows of `len` positions, of numbers of type `F`.
    ///
    /// The stride is an odd number of cache lines: rows whose distance is a
    /// power of two would compete for the same few places in the cache.
    pub fn new<F>(windows: usize, len: usize) -> Self {
        let line = LINE / size_of::<F>();
        let n = len.next_multiple_of(line);
        let lines = windows * n / line;
        Shape {
            windows,
            len,
            n,
            stride: (lines | 1) * line,
        }
    }
    // ANCHOR_END: shape

    /// The columns of all windows.
    pub fn columns(&self) -> usize {
        self.windows * self.n
    }

    /// The room for some features.
    pub fn room(&self, features: usize) -> usize {
        features * self.stride
    }

    /// Where the numbers of a window begin, from some feature on.
    pub fn at(&self, feature: usize, window: usize) -> usize {
        feature * self.stride + window * self.n
    }
}
