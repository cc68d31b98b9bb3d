//! Ctrl-C, and other ways to be told to end.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use crate::Error;

/// The signal of Ctrl-C.
const SIGINT: u8 = 2;

/// The last signal that came.
static SIGNAL: AtomicU8 = AtomicU8::new(SIGINT);

/// The exit status of a program that a signal has stopped: 128 and the number
/// of the signal, which makes 130 for Ctrl-C.
pub fn exit_status() -> u8 {
    128 + SIGNAL.load(Ordering::Relaxed)
}

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

    /// A signal has come. The second one ends the program.
    fn note(&self, signal: u8) {
        SIGNAL.store(signal, Ordering::Relaxed);
        if self.pressed.swap(true, Ordering::Relaxed) {
            process::exit(exit_status().into());
        }
        let message = if self.saved.load(Ordering::Relaxed) {
            "stopping"
        } else if signal == SIGINT {
            "stopping after this step (Ctrl-C again quits without saving)"
        } else {
            "stopping after this step"
        };
        // Nobody may be there to read it any more.
        let _ = writeln!(io::stderr(), "\n{message}");
    }
}

/// From now on, Ctrl-C is noted; on Unix also what ends programs from outside
/// (SIGTERM) and the end of the terminal (SIGHUP). The second time, the program
/// ends at once.
///
/// # Errors
///
/// If the system does not let a program do this.
pub fn watch() -> Result<Arc<Interrupt>, Error> {
    let interrupt = Arc::new(Interrupt::default());
    system::listen(Arc::clone(&interrupt)).map_err(|problem| {
        Error::new(
            format!("cannot watch for Ctrl-C: {problem}"),
            "start it from a terminal",
        )
    })?;
    Ok(interrupt)
}

#[cfg(unix)]
mod system {
    use std::fs;
    use std::io;
    use std::sync::Arc;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::Interrupt;

    /// Notes signals, in a thread of its own.
    pub fn listen(interrupt: Arc<Interrupt>) -> io::Result<()> {
        let mut signals = Signals::new([SIGINT, SIGTERM])?;
        if !is_ignored(SIGHUP) {
            signals.add_signal(SIGHUP)?;
        }
        thread::Builder::new().spawn(move || {
            for signal in &mut signals {
                interrupt.note(u8::try_from(signal).unwrap_or(super::SIGINT));
            }
        })?;
        Ok(())
    }

    /// Whether whoever started the program wants it to ignore a signal, as
    /// `nohup` does. Where the system does not say, it is left as it is.
    fn is_ignored(signal: i32) -> bool {
        let status = fs::read_to_string("/proc/self/status");
        let mask = status.ok().and_then(|status| {
            let mask = status.lines().find_map(|it| it.strip_prefix("SigIgn:"));
            u64::from_str_radix(mask?.trim(), 16).ok()
        });
        mask.is_none_or(|mask| mask >> (signal - 1) & 1 == 1)
    }
}

#[cfg(not(unix))]
mod system {
    use std::sync::Arc;

    use super::{Interrupt, SIGINT};

    /// Notes Ctrl-C.
    pub fn listen(interrupt: Arc<Interrupt>) -> Result<(), ctrlc::Error> {
        ctrlc::set_handler(move || interrupt.note(SIGINT))
    }
}
