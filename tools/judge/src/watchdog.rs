//! Ends what does not come to an end by itself.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, process, thread};

use crate::{FAILED, say};

/// As long as a check may take, unless it asks for more. Right code takes a
/// fraction of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// As much memory as a check may take, in KiB.
const MEMORY: u64 = 1 << 20;

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(20);

/// A check that is running.
struct Running {
    what: &'static str,
    until: Instant,
}

static RUNNING: Mutex<Option<Running>> = Mutex::new(None);

fn running() -> MutexGuard<'static, Option<Running>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Watches from now on.
pub(crate) fn start() {
    thread::spawn(|| {
        loop {
            thread::sleep(PAUSE);
            // It is held until the end: the check cannot pass meanwhile.
            let running = running();
            if let Some(Running { what, until }) = &*running {
                let is_late = Instant::now() > *until;
                if is_late || memory().is_some_and(|taken| taken > MEMORY) {
                    let and = if is_late {
                        ""
                    } else {
                        ", and takes more and more memory"
                    };
                    say(&format!(
                        "  ✗ {what}\n\n    It does not come to an end{and}: \
                         is there a loop that never stops?"
                    ));
                    process::exit(i32::from(FAILED));
                }
            }
        }
    });
}

/// A check begins.
pub(crate) fn begin(what: &'static str) {
    let until = Instant::now() + PATIENCE;
    *running() = Some(Running { what, until });
}

/// The check has come to its end.
pub(crate) fn end() {
    *running() = None;
}

/// Lets the check that is running take so long from now on.
pub fn allow(time: Duration) {
    if let Some(running) = &mut *running() {
        running.until = Instant::now() + time;
    }
}

/// How much memory this process takes, in KiB, where the system says so.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let taken = lines.find_map(|line| line.strip_prefix("VmRSS:"))?;
    taken.split_whitespace().next()?.parse().ok()
}
