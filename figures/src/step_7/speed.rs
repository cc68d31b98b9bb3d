//! How long a step takes, beside PyTorch: from the record of the benchmark.

use typeset::{Table, fixed};

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
        let of = |how: &str| {
            let same = |it: &&Measured| {
                it.which.ends_with(how)
                    && (it.n_embd, it.threads) == (ours.n_embd, ours.threads)
            };
            all.iter().find(same).expect("all three are in the record")
        };
        let (eager, compiled) = (of("eager"), of("compiled"));
        // The same run: the same weights, windows and rates.
        assert!((ours.loss - eager.loss).abs() < 0.01, "another run");
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

impl Measured {
    /// Its time over the better of the others.
    fn ratio(&self, eager: &Measured, compiled: &Measured) -> f64 {
        self.median / eager.median.min(compiled.median)
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
