//! Ctrl-C.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Error;

/// The exit status of a program that was stopped by Ctrl-C: 128 and the
/// number of the signal.
pub const EXIT_STATUS: u8 = 130;

/// From now on, Ctrl-C sets a flag, for a loop to end where it can. A second
/// Ctrl-C ends the program at once.
///
/// # Errors
///
/// If the system does not let a program do this.
pub fn watch() -> Result<Arc<AtomicBool>, Error> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            process::exit(EXIT_STATUS.into());
        }
        // Nobody may be there to read it any more.
        let _ = writeln!(
            io::stderr(),
            "\nstopping after this step (Ctrl-C again: at once, unsaved)"
        );
    })
    .map_err(|error| {
        Error::new(
            format!("cannot watch for Ctrl-C: {error}"),
            "start it from a terminal",
        )
    })?;
    Ok(flag)
}
