//! What can be counted: instructions, and numbers that are not in a cache. The
//! processor's own counters are not always to be had, so a simulated processor
//! counts (`valgrind --tool=cachegrind`), with the caches of this one and with
//! AVX2 at most. It is another process for each engine: this program again.

use std::process::Command;

use crate::growth;
use crate::memory::alone;
use crate::record::{Record, cache_bytes};

/// How many steps each is counted for: as in the race.
const ENGINES: [(&str, usize); 10] = [
    ("pointers", 20),
    ("pointers, quick hash", 20),
    ("pointers, as made", 20),
    ("arena", 50),
    ("tape without dot", 50),
    ("tape", 200),
    ("matrix", 200),
    ("matrix by rows", 200),
    ("workspace", 1000),
    ("vector f64", 1000),
];

pub fn measure(record: &mut Record) {
    record.title(
        "counted for these steps: 10^6 instructions, reads and writes of data \
         that miss L1, and L2",
    );
    let sizes = growth::names().map(|size| (size, growth::COUNTED));
    let engines = ENGINES.map(|(name, steps)| (name.to_owned(), steps));
    for (engine, steps) in engines.into_iter().chain(sizes) {
        let Some(before) = counts(&engine, 0) else {
            println!("  there is no valgrind to count with");
            return;
        };
        let Some(after) = counts(&engine, steps) else {
            continue;
        };
        let all: Vec<f64> = std::iter::zip(after, before)
            .map(|(after, before)| (after - before) / 1e6)
            .collect();
        record.line(&["counted", &engine], &all);
    }
    record.title("instructions of the allocator, of a hundred");
    for (engine, steps) in [("pointers", 20), ("matrix", 200)] {
        if let Some(share) = allocator(engine, steps) {
            record.line(&["allocator", engine], &[share]);
        }
    }
}

/// How many of a hundred instructions of a process are in functions of the
/// allocator, by their names.
fn allocator(engine: &str, steps: usize) -> Option<f64> {
    let file = std::env::temp_dir().join("step-6-callgrind.out");
    let file = file.to_str()?;
    Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={file}"))
        .args(alone(engine, steps)?)
        .output()
        .ok()?;
    let annotate = Command::new("callgrind_annotate").arg(file).output();
    std::fs::remove_file(file).ok()?;
    let said = String::from_utf8_lossy(&annotate.ok()?.stdout).into_owned();
    // A line is a count, its share in parentheses, and `file:function`.
    let lines = said.lines().filter_map(|line| {
        let (count, rest) = line.trim().split_once(" (")?;
        let count = count.replace(',', "").parse::<f64>().ok()?;
        Some((count, rest))
    });
    let lines: Vec<(f64, &str)> = lines.collect();
    let is_total = |rest: &str| rest.contains("PROGRAM TOTALS");
    let all = lines.iter().find(|(_, rest)| is_total(rest))?.0;
    let is_of_allocator = |rest: &str| {
        let in_file = rest.contains("malloc.c:");
        let names = [":malloc", ":free", ":realloc", ":_int_"];
        in_file || names.iter().any(|name| rest.contains(name))
    };
    let of_it = lines.iter().filter(|(_, rest)| is_of_allocator(rest));
    Some(of_it.map(|(count, _)| 100.0 * count / all).sum())
}

/// The instructions of a process with an engine, and what misses a cache.
fn counts(engine: &str, steps: usize) -> Option<[f64; 3]> {
    let size = |cache, usual| cache_bytes(cache).unwrap_or(usual);
    let (first, second) = (size("L1", 32 << 10), size("L2", 1 << 20));
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=yes"])
        .arg("--cachegrind-out-file=/dev/null")
        .arg(format!("--D1={first},8,64"))
        .arg(format!("--LL={second},8,64"))
        .args(alone(engine, steps)?)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let count = |title: &str| {
        let line = said.lines().find(|line| line.contains(title))?;
        let (_, after) = line.split_once(title)?;
        let number = after.split_whitespace().next()?;
        number.replace(',', "").parse::<f64>().ok()
    };
    Some([
        count("I   refs:")?,
        count("D1  misses:")?,
        count("LLd misses:")?,
    ])
}
