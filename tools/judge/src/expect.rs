//! A result beside the right one, and the likely reason if they differ.

use std::fmt::{self, Debug};

/// A check's outcome, or what to tell the reader.
pub type Outcome = Result<(), String>;

/// Something that the reader's code gave, and what it is called.
pub struct Expect<T> {
    what: String,
    came: T,
    /// The results of mistakes, each with the words for it.
    mistakes: Vec<(T, &'static str)>,
}

/// Says what was called, as the reader would write it, and what came of it.
pub fn expect<T>(what: impl Into<String>, came: T) -> Expect<T> {
    Expect {
        what: what.into(),
        came,
        mistakes: Vec::new(),
    }
}

impl<T: Alike + Debug> Expect<T> {
    /// Adds the result of a mistake, and the words for it.
    pub fn but(mut self, wrong: T, reason: &'static str) -> Self {
        self.mistakes.push((wrong, reason));
        self
    }

    /// Adds the results of several mistakes, each with the words for it.
    pub fn but_any(
        mut self,
        mistakes: impl IntoIterator<Item = (T, &'static str)>,
    ) -> Self {
        self.mistakes.extend(mistakes);
        self
    }

    /// Whether it is what it should be.
    ///
    /// # Errors
    ///
    /// If it is not: what was expected, what came, and the reason if a mistake
    /// gives the same.
    #[allow(clippy::needless_pass_by_value, reason = "it reads better")]
    pub fn is(self, right: T) -> Outcome {
        if self.came.is_like(&right) {
            return Ok(());
        }
        let [mut should, mut is] =
            [format!("{right:.6?}"), format!("{:.6?}", self.came)];
        if should == is {
            // They differ further on.
            [should, is] = [format!("{right:?}"), format!("{:?}", self.came)];
        }
        Err(format!(
            "    {}\n    should be {should}\n    and is    {is}{}",
            self.what,
            self.reason()
        ))
    }

    /// The reason, if a mistake gives what came.
    fn reason(&self) -> String {
        let mut mistakes = self.mistakes.iter();
        let reason = mistakes.find(|(wrong, _)| self.came.is_like(wrong));
        reason.map_or(String::new(), |(_, reason)| format!("\n\n    {reason}"))
    }
}

impl<T: Alike + Debug> Expect<Vec<T>> {
    /// As [`Expect::is`], for a list that is too long to be compared by eye:
    /// says where it first differs.
    ///
    /// # Errors
    ///
    /// If it does.
    #[allow(clippy::needless_pass_by_value, reason = "it reads better")]
    pub fn is_throughout(self, right: Vec<T>) -> Outcome {
        if self.came.is_like(&right) {
            return Ok(());
        }
        let mut pairs = self.came.iter().zip(&right);
        let first = pairs.position(|(a, b)| !a.is_like(b));
        let first = first.unwrap_or(self.came.len().min(right.len()));
        let shown = |list: &[T]| {
            let entry = list.get(first);
            entry.map_or("nothing".to_owned(), |entry| format!("{entry:.6?}"))
        };
        Err(format!(
            "    {}: [{first}]\n    should be {}\n    and is    {}{}",
            self.what,
            shown(&right),
            shown(&self.came),
            self.reason()
        ))
    }
}

/// Whether something holds that should.
///
/// # Errors
///
/// These words, if it does not.
pub fn ensure(holds: bool, words: &str) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(format!("    {words}"))
    }
}

/// Numbers are alike if they differ by rounding; everything else must be the
/// same.
pub trait Alike {
    /// Whether they are.
    fn is_like(&self, other: &Self) -> bool;
}

impl Alike for f64 {
    fn is_like(&self, other: &f64) -> bool {
        let scale = 1.0 + other.abs();
        self == other
            || other.is_finite() && (self - other).abs() <= 1e-9 * scale
            || self.is_nan() && other.is_nan()
    }
}

impl<T: Alike> Alike for Vec<T> {
    fn is_like(&self, other: &Vec<T>) -> bool {
        let mut pairs = self.iter().zip(other);
        self.len() == other.len() && pairs.all(|(a, b)| a.is_like(b))
    }
}

impl<A: Alike, B: Alike> Alike for (A, B) {
    fn is_like(&self, other: &(A, B)) -> bool {
        self.0.is_like(&other.0) && self.1.is_like(&other.1)
    }
}

impl<T: PartialEq, E: PartialEq> Alike for Result<T, E> {
    fn is_like(&self, other: &Self) -> bool {
        self == other
    }
}

/// A value of any type, which is alike only if it is equal.
#[derive(Clone, Copy, PartialEq)]
pub struct Same<T>(pub T);

impl<T: PartialEq> Alike for Same<T> {
    fn is_like(&self, other: &Self) -> bool {
        self == other
    }
}

impl<T: Debug> Debug for Same<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! alike_if_equal {
    ($($of:ty),*) => {
        $(impl Alike for $of {
            fn is_like(&self, other: &$of) -> bool {
                self == other
            }
        })*
    };
}

alike_if_equal!(u32, usize, char, bool, String, &str, [usize; 2]);

#[cfg(test)]
mod tests {
    use super::{Alike, expect};

    #[test]
    fn nothing_finite_is_like_infinity() {
        assert!(f64::INFINITY.is_like(&f64::INFINITY));
        assert!(!1.0.is_like(&f64::INFINITY));
        assert!(!f64::NEG_INFINITY.is_like(&f64::INFINITY));
        assert!(!f64::INFINITY.is_like(&1.0));
    }

    #[test]
    fn of_a_list_the_first_difference_is_shown() {
        let list = || expect("f(x)", vec![1_usize, 3]).but(vec![1, 3], "Odd.");
        assert_eq!(list().is_throughout(vec![1, 3]), Ok(()));
        let says = |right: Vec<usize>| {
            list().is_throughout(right).expect_err("they differ")
        };
        let tail = "\n\n    Odd.";
        for (right, differs) in [
            (vec![1, 2, 3], "[1]\n    should be 2\n    and is    3"),
            (vec![1, 3, 5], "[2]\n    should be 5\n    and is    nothing"),
            (vec![1], "[1]\n    should be nothing\n    and is    3"),
        ] {
            assert_eq!(says(right), format!("    f(x): {differs}{tail}"));
        }
    }
}
