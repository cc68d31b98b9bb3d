//! Ctrl-C.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Error;

/// The exit status of a program that was stopped by Ctrl-C: 128 and the
/// number of the signal.
pub const EXIT_STATUS: u8 = 130;

/// Whether Ctrl-C was pressed, for a loop to end where it can.
#[derive(Debug, Default)]
pub struct Interrupt {
    pressed: AtomicBool,
    saved: AtomicBool,
}

impl Interrupt {
    /// Whether the user wants it to end.
    pub fn is_pressed(&self) -> bool {
        self.pressed.load(Ordering::Relaxed)
    }

    /// The model is saved: from now on, to end loses nothing.
    pub fn nothing_to_lose(&self) {
        self.saved.store(true, Ordering::Relaxed);
    }
}

/// From now on, Ctrl-C is noted. A second Ctrl-C ends the program at once.
///
/// # Errors
///
/// If the system does not let a program do this.
pub fn watch() -> Result<Arc<Interrupt>, Error> {
    let interrupt = Arc::new(Interrupt::default());
    let noted = Arc::clone(&interrupt);
    ctrlc::set_handler(move || {
        if noted.pressed.swap(true, Ordering::Relaxed) {
            process::exit(EXIT_STATUS.into());
        }
        let message = if noted.saved.load(Ordering::Relaxed) {
            "stopping"
        } else {
            "stopping after this step (Ctrl-C again quits without saving)"
        };
        // Nobody may be there to read it any more.
        let _ = writeln!(io::stderr(), "\n{message}");
    })
    .map_err(|error| {
        Error::new(
            format!("cannot watch for Ctrl-C: {error}"),
            "start it from a terminal",
        )
    })?;
    Ok(interrupt)
}
