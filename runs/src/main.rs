//! Runs the long runs of Step 7, and records what comes of them.
//!
//! `cargo run --release -p runs -- ablation` runs a group and prints what comes
//! of it; with `--record` it replaces the group's file in `runs/record`. A run
//! computes the same on one thread as on several, so the number of threads
//! (`--threads N`) is how many runs are done at the same time.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, fs, thread};

use runs::text::groups::{Group, groups};
use runs::text::model::to_bytes;
use runs::text::record::lines;
use runs::text::{Plan, Streams, Tokens};
use step_6_efficiency::vector::Level;

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let (mut record, mut threads, mut wanted) = (false, 1, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--record" => record = true,
            "--threads" => {
                let number = args.next().and_then(|n| n.parse().ok());
                threads = number.unwrap_or(1).max(1);
            }
            _ => wanted.push(arg),
        }
    }
    let known: Vec<&str> = groups().iter().map(|group| group.name).collect();
    if let Some(name) = wanted.iter().find(|n| !known.contains(&n.as_str())) {
        eprintln!("{name}: no such group; there are {}", known.join(", "));
        return ExitCode::from(2);
    }
    let mut streams: BTreeMap<Tokens, Streams> = BTreeMap::new();
    for group in groups() {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == group.name) {
            continue;
        }
        for plan in &group.plans {
            streams
                .entry(plan.tokens)
                .or_insert_with(|| plan.tokens.streams());
        }
        let text = run(&group, &streams, threads, record);
        if record {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/record");
            let file = format!("{folder}/{}.txt", group.name);
            if let Err(error) = fs::write(&file, text) {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Writes a model beside the record.
fn keep(plan: &Plan, params: &[f64]) {
    let name = plan.name.replace(['/', ' ', ','], "-");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/record");
    let file = format!("{folder}/{name}.safetensors");
    match to_bytes(&plan.config, params) {
        Ok(bytes) => {
            if let Err(error) = fs::write(&file, bytes) {
                eprintln!("{file}: {error}");
            }
        }
        Err(error) => eprintln!("{file}: {error}"),
    }
}

/// Runs all plans of a group, some at a time. Returns the record, in the order
/// of the plans.
fn run(
    group: &Group,
    streams: &BTreeMap<Tokens, Streams>,
    threads: usize,
    record: bool,
) -> String {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(vec![String::new(); group.plans.len()]);
    let work = || {
        while let Some((i, plan)) = {
            let i = next.fetch_add(1, Ordering::Relaxed);
            group.plans.get(i).map(|plan| (i, plan))
        } {
            let clock = Instant::now();
            let outcome = plan.run(&streams[&plan.tokens], 1);
            let seconds = clock.elapsed().as_secs_f64();
            let text = lines(plan, &outcome, seconds);
            if record && plan.is_kept {
                keep(plan, &outcome.params);
            }
            print!("{text}");
            done.lock().expect("no thread panicked")[i] = text;
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let done = done.into_inner().expect("no thread panicked");
    format!(
        "# Made by `cargo run --release -p runs -- {} --record`.\n\
         level\t{:?}\n{}",
        group.name,
        Level::detect(),
        done.concat()
    )
}
