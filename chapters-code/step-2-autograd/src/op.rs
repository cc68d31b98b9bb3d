//! The operations, and the derivative of each.

use portable::math;

// ANCHOR: op
/// The operation that made a number, and from which others; those are named by
/// their place on the tape. It is data, so that a graph can be printed and
/// drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// Nothing: the number was put on the tape as it is.
    Leaf,
    /// `a + b`
    Add(u32, u32),
    /// `a * b`
    Mul(u32, u32),
    // ANCHOR_END: op
    // ANCHOR: op-more
    /// `a - b`
    Sub(u32, u32),
    /// `a / b`
    Div(u32, u32),
    /// `-a`
    Neg(u32),
    /// `a + c` with a constant `c`
    AddConst(u32, f64),
    /// `a * c` with a constant `c`
    MulConst(u32, f64),
    /// `a / c` with a constant `c`
    DivConst(u32, f64),
    /// `a` to a constant power
    Powf(u32, f64),
    /// `e` to the power of `a`
    Exp(u32),
    /// the natural logarithm of `a`
    Ln(u32),
    /// `a` where it is above 0, else 0
    Relu(u32),
    // ANCHOR_END: op-more
    // ANCHOR: op-dot
    /// the dot product of two runs of `len` numbers, from `a` and from `b` on
    Dot {
        /// where the first run begins
        a: u32,
        /// where the second run begins
        b: u32,
        /// how many numbers each has
        len: u32,
    },
}
// ANCHOR_END: op-dot

// ANCHOR: local-grads
impl Op {
    /// The local gradients: for each parent of number `i`, hands its index and
    /// `∂(number i)/∂(parent)` to `visit`. `data` has the numbers of the tape.
    ///
    /// ```
    /// use step_2_autograd::Op;
    ///
    /// let data = [2.0, 5.0, 10.0];
    /// let mut edges = Vec::new();
    /// Op::Mul(0, 1).local_grads(2, &data, |a, grad| edges.push((a, grad)));
    /// assert_eq!(edges, [(0, 5.0), (1, 2.0)]); // ∂(a b)/∂a = b
    /// ```
    #[inline]
    pub fn local_grads(
        self,
        i: usize,
        data: &[f64],
        mut visit: impl FnMut(usize, f64),
    ) {
        let mut edge = |parent: u32, grad| visit(parent as usize, grad);
        let x = |parent: u32| data[parent as usize];
        match self {
            Op::Leaf => {}
            Op::Add(a, b) => {
                edge(a, 1.0);
                edge(b, 1.0);
            }
            Op::Mul(a, b) => {
                edge(a, x(b));
                edge(b, x(a));
            }
            // ANCHOR_END: local-grads
            // ANCHOR: local-grads-dot
            Op::Dot { a, b, len } => {
                for j in 0..len {
                    edge(a + j, x(b + j));
                    edge(b + j, x(a + j));
                }
            }
            // ANCHOR_END: local-grads-dot
            // ANCHOR: local-grads-more
            Op::Sub(a, b) => {
                edge(a, 1.0);
                edge(b, -1.0);
            }
            Op::Div(a, b) => {
                edge(a, 1.0 / x(b));
                edge(b, -x(a) / (x(b) * x(b)));
            }
            Op::Neg(a) => edge(a, -1.0),
            Op::AddConst(a, _) => edge(a, 1.0),
            Op::MulConst(a, c) => edge(a, c),
            Op::DivConst(a, c) => edge(a, 1.0 / c),
            Op::Powf(a, n) => edge(a, n * math::powf(x(a), n - 1.0)),
            Op::Exp(a) => edge(a, data[i]),
            Op::Ln(a) => edge(a, 1.0 / x(a)),
            Op::Relu(a) => edge(a, if x(a) > 0.0 { 1.0 } else { 0.0 }),
            // ANCHOR_END: local-grads-more
        }
    }
}
