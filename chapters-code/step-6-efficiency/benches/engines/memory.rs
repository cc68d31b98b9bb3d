//! A process with one engine, which is this program once more, and the most
//! memory that it takes.

use std::env;
use std::fs;
use std::process::Command;

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::graph::{Arena, GraphTrainer, Pointers};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::VectorTrainer;
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};

use crate::record::Record;
use crate::shapes::{self, AsMade, QuickHash, Sorted, TapeWithoutDot};
use crate::{GUIDE, by_rows, growth};

const FLAG: &str = "--alone";

/// Whether this is the process with one engine; if so, it has done its work.
pub fn is_asked_for() -> bool {
    let mut args = env::args().skip_while(|arg| arg != FLAG).skip(1);
    let (Some(engine), Some(steps)) = (args.next(), args.next()) else {
        return false;
    };
    let steps = steps.parse().expect("a number of steps");
    match &engine[..] {
        "pointers" => run::<GraphTrainer<Pointers>>(steps),
        "pointers, quick hash" => {
            run::<shapes::GraphTrainer<shapes::Pointers<Sorted<QuickHash>>>>(
                steps,
            );
        }
        "pointers, as made" => {
            run::<shapes::GraphTrainer<shapes::Pointers<AsMade>>>(steps);
        }
        "arena" => run::<GraphTrainer<Arena>>(steps),
        "tape without dot" => run::<TapeWithoutDot>(steps),
        "tape" => run::<Trainer>(steps),
        "matrix" => run::<MatrixTrainer>(steps),
        "matrix by rows" => run::<by_rows::MatrixTrainer>(steps),
        "workspace" => run::<Workspace>(steps),
        "vector f64" => run::<VectorTrainer<f64>>(steps),
        "vector f32" => run::<VectorTrainer<f32>>(steps),
        "names alone" => drop(start()),
        size => growth::alone(size, steps),
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.split_whitespace().next());
    println!("{}", kilobytes.unwrap_or("unknown"));
    true
}

fn start() -> (Vec<Vec<usize>>, Vec<f64>) {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    (docs, initial_parameters(GUIDE.num_params(), &mut rng))
}

fn run<E: Engine>(steps: usize) {
    let (docs, params) = start();
    let adam = Adam::new(params.len());
    let mut engine = E::resume(GUIDE, params, adam);
    train(&mut engine, &docs, steps, LEARNING_RATE).for_each(drop);
}

/// The program and its arguments: a process that takes some steps with one
/// engine.
pub fn alone(engine: &str, steps: usize) -> Option<[String; 4]> {
    let program = env::current_exe().ok()?.to_str()?.to_owned();
    Some([
        program,
        FLAG.to_owned(),
        engine.to_owned(),
        steps.to_string(),
    ])
}

pub fn measure(record: &mut Record) {
    record
        .title("peak of a process, MB: after few steps, after ten times more");
    for (engine, steps) in [
        ("names alone", 1),
        ("pointers", 10),
        ("arena", 100),
        ("tape", 200),
        ("matrix", 200),
        ("workspace", 1000),
        ("vector f64", 1000),
        ("vector f32", 1000),
    ] {
        let peak = |steps: usize| {
            let [program, args @ ..] = alone(engine, steps)?;
            let output = Command::new(program).args(args).output().ok()?;
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            said.trim().parse::<f64>().ok()
        };
        if let (Some(few), Some(many)) = (peak(steps), peak(10 * steps)) {
            record.line(&["memory", engine], &[few / 1e3, many / 1e3]);
        }
    }
}
