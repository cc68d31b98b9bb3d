//! How long a step takes, beside `PyTorch`: from the record of the benchmark.

use std::f64::consts::LN_2;

use runs::text::SMALL;
use step_4_transformer::Config;
use step_7_text::scale::training;
use typeset::{Facts, Table, fixed};

use crate::step_6::common::Measured as Core;

const MEASURED: &str =
    include_str!("../../../chapters-code/step-7-text/measured.txt");

/// A line of the record: one size on some threads.
struct Measured {
    n_embd: usize,
    n_layer: usize,
    threads: usize,
    which: String,
    /// Milliseconds of a step: the median of all rounds.
    median: f64,
    loss: f64,
}

pub fn figure() -> String {
    let all = measured();
    let mut table = Table::new()
        .left("model")
        .right("threads")
        .right("ours, ms")
        .right("eager, ms")
        .right("compiled, ms")
        .right("ours / best of PyTorch");
    for ours in all.iter().filter(|it| it.which == "ours") {
        let [eager, compiled] = ours.others(&all);
        table = table.row([
            format!("{} wide, {} layers", ours.n_embd, ours.n_layer),
            ours.threads.to_string(),
            fixed(ours.median, 0),
            fixed(eager.median, 0),
            fixed(compiled.median, 0),
            fixed(ours.ratio(eager, compiled), 2),
        ]);
    }
    table.to_string()
}

pub fn facts(facts: Facts) -> Facts {
    let all = measured();
    let ours = |n_embd: usize, threads: usize| {
        let is_it = |it: &&Measured| {
            it.which == "ours" && (it.n_embd, it.threads) == (n_embd, threads)
        };
        all.iter()
            .find(is_it)
            .expect("both sizes are in the record")
    };
    let of = |n_embd, threads| {
        let ours = ours(n_embd, threads);
        let [eager, compiled] = ours.others(&all);
        ours.ratio(eager, compiled)
    };
    let best = |n_embd, threads| {
        let [eager, compiled] = ours(n_embd, threads).others(&all);
        eager.median.min(compiled.median)
    };
    // What the operations would take at the peak of the core.
    let peak = Core::read().number(&["peak", "Avx512", "f32"]) * 1e9;
    let tokens = (BATCH * SMALL.block_size) as f64;
    let bound = |config: &Config| training(config) * tokens / peak * 1e3;
    let small = bound(&SMALL);
    assert!(
        small / best(128, 1) > 0.5,
        "half of the time is out of reach"
    );
    let version = all.iter().find_map(|it| it.which.split_once(','));
    let (version, _) = version.expect("PyTorch's version");
    let version = version.trim_start_matches("torch ");
    let version = version.split('+').next().expect("a version");
    let [ours_ends, theirs_end] = whole();
    assert!((ours_ends - theirs_end).abs() < 0.01, "to the same loss");
    let apart = (ours(128, 1).loss - ours(128, 1).others(&all)[0].loss) / LN_2;
    facts
        .with("speed-torch", version)
        .with("speed-one", fixed(of(128, 1), 2))
        .with("speed-two", fixed(of(128, 2), 2))
        .with("speed-wide-one", fixed(of(256, 1), 2))
        .with("speed-wide-two", fixed(of(256, 2), 2))
        .with("speed-bound", fixed(small, 0))
        .with("speed-bound-best", fixed(small / best(128, 1), 2))
        .with("speed-apart", fixed(apart.abs(), 3))
        .with("speed-ours-ends", fixed(ours_ends, 3))
        .with("speed-theirs-ends", fixed(theirs_end, 3))
}

/// Windows in a step.
const BATCH: usize = 12;

/// How long the whole run of the smaller size takes, on one thread.
pub fn whole_seconds() -> f64 {
    let mut lines = MEASURED.lines();
    let ours = lines.find_map(|it| it.strip_prefix("whole\tours\t"));
    let seconds = ours.and_then(|it| it.split('\t').next()?.parse().ok());
    seconds.expect("a run that was measured")
}

/// The validation losses after the whole run, ours and theirs.
fn whole() -> [f64; 2] {
    let lines = MEASURED.lines().filter_map(|it| it.strip_prefix("whole\t"));
    let bits = lines.filter_map(|line| line.split('\t').nth(2)?.parse().ok());
    let bits: Vec<f64> = bits.collect();
    bits.try_into().expect("both are in the record")
}

impl Measured {
    /// Its time over the better of the others.
    fn ratio(&self, eager: &Measured, compiled: &Measured) -> f64 {
        self.median / eager.median.min(compiled.median)
    }

    /// The same in `PyTorch`, eager and compiled.
    fn others<'a>(&self, all: &'a [Measured]) -> [&'a Measured; 2] {
        ["eager", "compiled"].map(|how| {
            let same = |it: &&Measured| {
                it.which.ends_with(how)
                    && (it.n_embd, it.threads) == (self.n_embd, self.threads)
            };
            let it = all.iter().find(same).expect("all three are recorded");
            // The same run: the same weights, windows and rates.
            assert!((self.loss - it.loss).abs() < 0.01, "another run");
            it
        })
    }
}

/// The record's lines on steps.
fn measured() -> Vec<Measured> {
    let steps = MEASURED.lines().filter_map(|it| it.strip_prefix("step\t"));
    steps
        .map(|line| {
            let words: Vec<&str> = line.split('\t').collect();
            let number = |i: usize| words[i].parse().expect("a number");
            let count = |i: usize| words[i].parse().expect("a count");
            Measured {
                n_embd: count(0),
                n_layer: count(1),
                threads: count(2),
                which: words[3].to_owned(),
                median: number(4),
                loss: number(6),
            }
        })
        .collect()
}
