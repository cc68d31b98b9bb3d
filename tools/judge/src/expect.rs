//! What was expected, what came, and the likely reason.

use std::fmt::{self, Debug};
use std::panic::{self, AssertUnwindSafe};

/// A check's outcome, or what to tell the reader.
pub type Outcome = Result<(), String>;

/// Something that the reader's code gave, and what it is called.
pub struct Expect<T> {
    what: String,
    came: T,
    /// What a mistake gives, and which one it is.
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
    /// What a mistake would give, and the words for it.
    pub fn but(mut self, wrong: T, reason: &'static str) -> Self {
        self.mistakes.push((wrong, reason));
        self
    }

    /// What several mistakes would give, each with the words for it.
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
        let mut mistakes = self.mistakes.iter();
        let reason = mistakes.find(|(wrong, _)| self.came.is_like(wrong));
        let reason = reason
            .map_or(String::new(), |(_, reason)| format!("\n\n    {reason}"));
        Err(format!(
            "    {}\n    should be {right:.6?}\n    and is    {:.6?}{reason}",
            self.what, self.came
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

/// What comes of it, or these words if it panics. That something is not
/// written yet is still found out.
///
/// # Errors
///
/// These words, if it panics.
pub fn survives<T>(call: impl FnOnce() -> T, words: &str) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(call)).map_err(|panic| {
        let said = panic.downcast_ref::<&str>().copied();
        if said.is_some_and(|it| it.starts_with("not yet implemented")) {
            panic::resume_unwind(panic);
        }
        format!("    {words}")
    })
}

/// Whether something panics that should.
///
/// # Errors
///
/// These words, if it does not.
pub fn refuses<T>(call: impl FnOnce() -> T, words: &str) -> Outcome {
    ensure(survives(call, words).is_err(), words)
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

/// What is only alike if it is equal, of whatever type.
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
    use super::Alike;

    #[test]
    fn nothing_finite_is_like_infinity() {
        assert!(f64::INFINITY.is_like(&f64::INFINITY));
        assert!(!1.0.is_like(&f64::INFINITY));
        assert!(!f64::NEG_INFINITY.is_like(&f64::INFINITY));
        assert!(!f64::INFINITY.is_like(&1.0));
    }
}
