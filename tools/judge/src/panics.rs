//! Panics: what they said, and where.

use std::any::Any;
use std::fmt::{self, Display};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Outcome, ensure};

/// A panic: what it said, and where it was.
#[derive(Clone, Debug, Default)]
pub struct Panic {
    /// Its words.
    pub said: String,
    /// The file and the line; empty, if nobody knows.
    pub place: String,
}

/// The last one, unless one before said that something is not written yet.
static LAST: Mutex<Option<Panic>> = Mutex::new(None);

impl Panic {
    /// The words for the reader, if this is the likely reason.
    pub fn because(&self, words: &str) -> String {
        format!("    {words}\n\n{self}")
    }

    /// Whether it only says that something is not written yet.
    pub(crate) fn is_to_do(&self) -> bool {
        self.said.starts_with("not yet implemented")
    }

    /// The panic that was caught with this payload. It forgets the others.
    ///
    /// Where it was, only the hook is told, and the reader may have one of
    /// their own.
    pub(crate) fn of(payload: &dyn Any) -> Self {
        if let Some(panic) = payload.downcast_ref::<Self>() {
            return panic.clone();
        }
        let said = words(payload);
        let last = last().take();
        last.filter(|it| it.said == said || it.is_to_do())
            .unwrap_or_else(|| Panic {
                said: said.to_owned(),
                place: String::new(),
            })
    }
}

impl Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let said = self.said.replace('\n', "\n    ");
        write!(f, "    It panicked: {said}")?;
        if self.place.is_empty() {
            return Ok(());
        }
        write!(f, "\n    at {}", self.place)
    }
}

fn last() -> MutexGuard<'static, Option<Panic>> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The words of a panic with this payload.
fn words(payload: &dyn Any) -> &str {
    let words = payload.downcast_ref::<String>().map(String::as_str);
    let words = words.or(payload.downcast_ref::<&str>().copied());
    words.unwrap_or("no words")
}

/// From now on, panics are remembered instead of printed. Those before are
/// forgotten.
pub(crate) fn remember_panics() {
    *last() = None;
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |location| {
            format!("{}:{}", location.file(), location.line())
        });
        let said = words(info.payload()).to_owned();
        let mut last = last();
        if !last.as_ref().is_some_and(Panic::is_to_do) {
            *last = Some(Panic { said, place });
        }
    }));
}

/// Ends a check as if it had panicked: the reader's program has.
pub fn panicked_elsewhere(panic: Panic) -> ! {
    panic::resume_unwind(Box::new(panic)) // It does not call the hook.
}

/// The result of a call, or the panic that came instead. That something is not
/// written yet is still found out.
///
/// # Errors
///
/// The panic.
pub fn caught<T>(call: impl FnOnce() -> T) -> Result<T, Panic> {
    panic::catch_unwind(AssertUnwindSafe(call)).map_err(|payload| {
        let panic = Panic::of(&*payload);
        if panic.is_to_do() {
            panicked_elsewhere(panic);
        }
        panic
    })
}

/// The result of a call, or these words and the panic's own if it panics.
///
/// # Errors
///
/// These words, if it panics.
pub fn survives<T>(call: impl FnOnce() -> T, words: &str) -> Result<T, String> {
    caught(call).map_err(|panic| panic.because(words))
}

/// Whether something panics that should.
///
/// # Errors
///
/// These words, if it does not.
pub fn refuses<T>(call: impl FnOnce() -> T, words: &str) -> Outcome {
    ensure(caught(call).is_err(), words)
}
