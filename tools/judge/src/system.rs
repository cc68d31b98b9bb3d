//! What the system says of a process, where it says anything: on Linux.

use std::fs;
use std::time::Duration;

/// A hundredth of a second, in which Linux counts the processor's time.
const TICK: Duration = Duration::from_millis(10);

/// A process and the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Processor {
    /// Whether it calculates, or would if other processes let it. If not, it
    /// waits for something.
    pub is_busy: bool,
    /// How long it has calculated so far, with the processes that it has
    /// started and that have ended.
    pub time: Duration,
}

/// What the processor has done for a process.
pub(crate) fn processor(process: u32) -> Option<Processor> {
    parse(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

fn parse(stat: &str) -> Option<Processor> {
    // After its name, which can have spaces, come its state, nine numbers,
    // four more, and then four times in ticks: see proc_pid_stat(5).
    let (_, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = fields.get(11..15)?.iter().map(|it| it.parse::<u32>().ok());
    let ticks = ticks.sum::<Option<u32>>()?;
    Some(Processor {
        is_busy: *fields.first()? == "R",
        time: TICK * ticks,
    })
}

/// How much memory a process takes, in KiB.
pub(crate) fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let mut lines = status.lines();
    let taken = lines.find_map(|line| line.strip_prefix("VmRSS:"))?;
    taken.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Processor, parse};

    #[test]
    fn the_times_are_found_whatever_its_name_is() {
        let stat = "7 (check) (2)) R 1 7 7 0 -1 4194304 90 0 0 0 120 5 3 0 20 \
                    0 1 0 100 3000000 200";
        let right = Processor {
            is_busy: true,
            time: Duration::from_millis(1280),
        };
        assert_eq!(parse(stat), Some(right));
        let waits = parse(&stat.replace(" R ", " S ")).map(|it| it.is_busy);
        assert_eq!(waits, Some(false));
        assert_eq!(parse("7 (check) R 1 7"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_is_found() {
        let own = super::processor(std::process::id()).expect("this process");
        let before = own.time;
        while super::processor(std::process::id())
            .is_none_or(|it| it.time <= before)
        {
            std::hint::spin_loop();
        }
        assert!(super::memory(std::process::id()).is_some_and(|it| it > 0));
    }
}
