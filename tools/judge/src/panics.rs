//! Panics: what they said, and where.

use std::fmt::{self, Display};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use crate::{Outcome, ensure};

/// A panic: what it said, and where it was.
#[derive(Clone, Debug, Default)]
pub struct Panic {
    /// Its words.
    pub said: String,
    /// The file and the line.
    pub place: String,
}

/// The last one.
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

    /// The last one, which is forgotten.
    pub(crate) fn take() -> Option<Self> {
        LAST.lock().ok()?.take()
    }

    fn remember(self) {
        if let Ok(mut last) = LAST.lock() {
            *last = Some(self);
        }
    }
}

impl Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let said = self.said.replace('\n', "\n    ");
        write!(f, "    It panicked: {said}\n    at {}", self.place)
    }
}

/// From now on, panics are remembered instead of printed.
pub(crate) fn remember_panics() {
    panic::set_hook(Box::new(|info| {
        let payload = info.payload();
        let words = payload.downcast_ref::<String>().map(String::as_str);
        let said = words.or(payload.downcast_ref::<&str>().copied());
        let said = said.unwrap_or("no words").to_owned();
        let place = info.location().map_or_else(String::new, |location| {
            format!("{}:{}", location.file(), location.line())
        });
        Panic { said, place }.remember();
    }));
}

/// Ends a check as if it had panicked: the reader's program has.
pub fn panicked_elsewhere(panic: Panic) -> ! {
    panic.remember();
    panic::resume_unwind(Box::new(())) // It does not call the hook.
}

/// The result of a call, or the panic that came instead. That something is not
/// written yet is still found out.
///
/// # Errors
///
/// The panic.
pub fn caught<T>(call: impl FnOnce() -> T) -> Result<T, Panic> {
    panic::catch_unwind(AssertUnwindSafe(call)).map_err(|_| {
        let panic = Panic::take().unwrap_or_default();
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
