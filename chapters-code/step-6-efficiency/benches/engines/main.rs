//! How fast each engine is, how close it comes to what the processor can do,
//! and how its time grows with the model: `cargo bench -p step-6-efficiency`.
//! With `-- --record`, what was measured replaces the record that the book's
//! tables are made of. `-- --bounds` measures what bounds the fastest one.
//!
//! Everything that is compared runs in turn, round after round, so that a
//! busy moment of the machine meets all. What one thread does is measured in
//! processor time.

mod bounds;
mod by_rows;
mod clock;
mod counters;
mod growth;
mod limits;
mod memory;
mod race;
mod record;
#[cfg(target_arch = "x86_64")]
mod registers;
mod shapes;
mod threads;
mod tiles;

use std::iter::zip;
use std::time::Instant;

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_6_efficiency::engine;
use step_6_efficiency::vector::Level;

use record::Record;

const ROUNDS: usize = 11;
const GUIDE: Config = Config::of_the_guide(27);

/// The names in the order of the run, and the first parameters.
struct Start {
    docs: Vec<Vec<usize>>,
    params: Vec<f64>,
}

impl Start {
    fn of_seed(seed: u32) -> Self {
        let mut rng = PythonRandom::new(seed);
        let docs = Corpus::new(NAMES, &mut rng).docs;
        let params = initial_parameters(GUIDE.num_params(), &mut rng);
        Start { docs, params }
    }
}

fn main() {
    if memory::is_asked_for() {
        return;
    }
    let start = Start::of_seed(42);
    if bounds::is_asked_for() {
        let mut record = Record::new("-- --bounds --record");
        bounds::measure(&start, &mut record);
        record.end("bounds.txt");
        return;
    }
    let mut record = Record::new("-- --record");
    limits::measure(&mut record);
    tiles::measure(&mut record);
    race::measure(&start, &mut record);
    #[cfg(target_arch = "x86_64")]
    registers::measure(&start, &mut record);
    growth::measure(&start, &mut record);
    threads::measure(&mut record);
    counters::measure(&mut record);
    memory::measure(&mut record);
    record.end("measured.txt");
}

/// Runs all of `work` in turn; returns the times of each in seconds of the
/// processor, sorted.
fn interleaved<W: FnMut()>(work: &mut [W]) -> Vec<Vec<f64>> {
    rounds(ROUNDS, clock::seconds, work)
}

/// The same for some number of rounds and by some clock.
fn rounds<W: FnMut()>(
    rounds: usize,
    clock: impl Fn() -> f64,
    work: &mut [W],
) -> Vec<Vec<f64>> {
    let mut times = vec![Vec::new(); work.len()];
    for _ in 0..rounds {
        for (work, times) in zip(work.iter_mut(), &mut times) {
            let start = clock();
            work();
            times.push(clock() - start);
        }
    }
    for times in &mut times {
        times.sort_by(f64::total_cmp);
    }
    times
}

/// A clock for what threads do together: seconds since it was made.
fn watch() -> impl Fn() -> f64 {
    let start = Instant::now();
    move || start.elapsed().as_secs_f64()
}

fn levels() -> impl Iterator<Item = Level> {
    Level::ALL.into_iter().filter(|level| level.is_supported())
}
