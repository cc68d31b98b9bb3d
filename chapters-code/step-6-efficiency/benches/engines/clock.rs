//! The clock: processor time where Linux tells it, so that nothing else that
//! the machine does is counted.

use std::fs;
use std::sync::LazyLock;
use std::thread;
use std::time::Instant;

/// Seconds since some moment that this thread has computed; elsewhere, that
/// have passed.
pub fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    computed().unwrap_or_else(|| START.elapsed().as_secs_f64())
}

fn computed() -> Option<f64> {
    // The kernel adds up a thread's time when it might run another.
    thread::yield_now();
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = said.split_whitespace().next()?.parse::<f64>().ok()?;
    Some(nanoseconds / 1e9)
}
