//! Runs the long runs of Step 7 and records what comes of them.
//!
//! `cargo run --release -p runs -- --record GROUP` writes the record of a
//! group; without `--record` it only prints.

use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use runs::text::{Streams, ablation};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let record = args.iter().any(|arg| arg == "--record");
    let wanted: Vec<&String> =
        args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let streams = Streams::of_characters();
    let mut text = String::new();
    for plan in ablation() {
        if !wanted.is_empty() && !wanted.iter().any(|w| plan.name.contains(*w))
        {
            continue;
        }
        let clock = Instant::now();
        let outcome = plan.run(&streams, 1);
        let lines = outcome.lines(&plan, clock.elapsed().as_secs_f64());
        print!("{lines}");
        text += &lines;
    }
    if record {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/record/ablation.txt");
        if let Err(error) = fs::write(file, text) {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
