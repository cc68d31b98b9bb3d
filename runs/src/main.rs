//! Runs the long runs of Step 7, and records what comes of them.
//!
//! `cargo run --release -p runs -- ablation` runs a group and prints what comes
//! of it. With `--record`, each run that is not in the group's file in
//! `runs/record` yet is run, and added to it as soon as it is done; a recorded
//! run that would begin otherwise today is run again. A run computes the same
//! on one thread as on several, so `--threads N` is how many runs are done at
//! the same time.
//!
//! Some names are no groups: what the models that were kept are asked, and
//! what is measured of a run besides its losses (see `asked`).

mod asked;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, fs, thread};

use runs::text::groups::{Group, groups};
use runs::text::model::to_bytes;
use runs::text::record::{begins_so, lines, parts};
use runs::text::{Outcome, Plan, Streams, Tokens};
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
    if let [name] = &wanted[..]
        && let Some((_, ask)) = asked::QUESTIONS.iter().find(|it| it.0 == name)
    {
        return match ask(record) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{name} cannot be recorded: {error}");
                ExitCode::FAILURE
            }
        };
    }
    let groups = groups();
    let known: Vec<&str> = groups.iter().map(|group| group.name).collect();
    if let Some(name) = wanted.iter().find(|n| !known.contains(&n.as_str())) {
        let known = known.into_iter().chain(asked::QUESTIONS.map(|it| it.0));
        let known = known.collect::<Vec<_>>().join(", ");
        eprintln!("{name}: no such group; there are {known}");
        return ExitCode::from(2);
    }
    let is_wanted =
        |name| wanted.is_empty() || wanted.iter().any(|w| w == name);
    let mut streams: BTreeMap<Tokens, Streams> = BTreeMap::new();
    for group in groups.iter().filter(|group| is_wanted(group.name)) {
        for plan in &group.plans {
            let streams_of = || plan.tokens.streams();
            streams.entry(plan.tokens).or_insert_with(streams_of);
        }
        if let Err(error) = run(group, &streams, threads, record) {
            eprintln!(
                "the record of {} cannot be written: {error}",
                group.name
            );
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Runs the plans of a group, some at a time.
fn run(
    group: &Group,
    streams: &BTreeMap<Tokens, Streams>,
    threads: usize,
    record: bool,
) -> io::Result<()> {
    let recorded = if record {
        fs::read_to_string(file_of(group)).unwrap_or_default()
    } else {
        String::new()
    };
    let recorded = parts(&recorded);
    let known = |plan: &Plan| {
        let lines = recorded.get(&plan.name)?;
        let is_so = begins_so(plan, &streams[&plan.tokens], lines);
        is_so.then(|| lines.clone())
    };
    let done: Vec<_> = group.plans.iter().map(known).collect();
    let to_run: Vec<usize> =
        (0..done.len()).filter(|&i| done[i].is_none()).collect();
    let (next, done) = (AtomicUsize::new(0), Mutex::new(done));
    let work = || -> io::Result<()> {
        while let Some(&i) = to_run.get(next.fetch_add(1, Ordering::Relaxed)) {
            let plan = &group.plans[i];
            let clock = Instant::now();
            let outcome = plan.run(&streams[&plan.tokens], 1);
            let text = lines(plan, &outcome, clock.elapsed().as_secs_f64());
            print!("{text}");
            let mut done = done.lock().expect("no thread panicked");
            done[i] = Some(text);
            if record {
                write(group, &done)?;
                keep(plan, &outcome)?;
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|it| it.join().expect("no thread panicked"))
    })
}

/// Writes what is done so far, in the order of the plans.
fn write(group: &Group, done: &[Option<String>]) -> io::Result<()> {
    let runs: String = done.iter().flatten().map(String::as_str).collect();
    let text = first_lines(group.name) + &runs;
    fs::write(file_of(group), text)
}

/// What a file of the record begins with.
fn first_lines(name: &str) -> String {
    format!(
        "# Made by `cargo run --release -p runs -- {name} --record`.\n\
         level\t{:?}\n",
        Level::detect(),
    )
}

/// The file of a group.
fn file_of(group: &Group) -> PathBuf {
    folder().join(format!("{}.txt", group.name))
}

/// Writes a model that is kept beside the record.
fn keep(plan: &Plan, outcome: &Outcome) -> io::Result<()> {
    if !plan.is_kept {
        return Ok(());
    }
    let bytes = to_bytes(&plan.config, &outcome.params);
    fs::write(model_of(plan), bytes.map_err(io::Error::other)?)
}

/// The file of a model that is kept.
fn model_of(plan: &Plan) -> PathBuf {
    let name = plan.name.replace(['/', ' ', ','], "-");
    folder().join(format!("{name}.safetensors"))
}

/// Where the record is.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("record")
}
