//! The time that a process takes, on a machine that may be busy with others.

use std::time::Duration;

use crate::system::{Processor, processor};

/// More than this is not taken for the time between two looks: then this
/// process has been stopped, and so has the other.
const LONG_PAUSE: Duration = Duration::from_millis(100);

/// After so many times its patience, a process has taken too long, however
/// little the processor has done for it.
pub(crate) const BUSY: u32 = 10;

/// The time that a process has taken.
#[derive(Default)]
pub(crate) struct Spent {
    /// What counts.
    time: Duration,
    /// What has gone by.
    elapsed: Duration,
    /// What the processor had done for its process when it was looked at last.
    processor: Duration,
}

impl Spent {
    /// So much time has gone by since the last look at the process.
    pub(crate) fn look(&mut self, elapsed: Duration, process: u32) {
        self.add(elapsed, processor(process));
    }

    /// The same, by what the processor has done. While a process wants to
    /// calculate, only the time counts in which it does: the machine may be
    /// busy with others.
    fn add(&mut self, elapsed: Duration, processor: Option<Processor>) {
        let elapsed = elapsed.min(LONG_PAUSE);
        self.elapsed += elapsed;
        let now = processor.map_or(self.processor, |it| it.time);
        let calculated = now.saturating_sub(self.processor);
        self.processor = now;
        self.time += match processor {
            Some(it) if it.is_busy => calculated,
            _ => elapsed,
        };
    }

    /// From now on it is another time that is counted.
    pub(crate) fn begin(&mut self) {
        self.time = Duration::ZERO;
        self.elapsed = Duration::ZERO;
    }

    /// Whether it is more than it may be.
    pub(crate) fn is_more_than(&self, patience: Duration) -> bool {
        // The second is for a system that does not count.
        self.time > patience || self.elapsed > patience * BUSY
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Spent;
    use crate::system::Processor;

    #[test]
    fn a_busy_machine_does_not_make_a_check_endless() {
        let second = Duration::from_secs(1);
        let busy = |time| {
            Some(Processor {
                is_busy: true,
                time,
            })
        };
        let waits = |time| {
            Some(Processor {
                is_busy: false,
                time,
            })
        };
        let pause = Duration::from_millis(50);
        // What it gets is a tenth of the time; then all of it.
        let mut spent = Spent::default();
        for i in 1..=30 {
            spent.add(pause, busy(pause * i / 10));
        }
        assert!(!spent.is_more_than(second));
        for i in 1..=20 {
            spent.add(pause, busy(pause * (3 + i)));
        }
        assert!(spent.is_more_than(second));

        // It waits for what does not come, or nobody counts.
        for processor in [waits(Duration::ZERO), None] {
            let mut spent = Spent::default();
            for _ in 0..21 {
                spent.add(pause, processor);
            }
            assert!(spent.is_more_than(second));
            spent.begin();
            assert!(!spent.is_more_than(second));
        }

        // It is busy, and the system does not count.
        let mut spent = Spent::default();
        for _ in 0..=200 {
            assert!(!spent.is_more_than(second));
            spent.add(pause, busy(Duration::ZERO));
        }
        assert!(spent.is_more_than(second));

        // This process was stopped, and so was the other.
        let mut spent = Spent::default();
        spent.add(second * 100, waits(Duration::ZERO));
        assert!(!spent.is_more_than(second));
    }
}
