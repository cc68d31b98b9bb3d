//! The plain mean and attention, in short and in longer runs, from two other
//! sets of initial weights.

use rayon::prelude::*;
use typeset::{Table, fixed};

use super::common::{Gather, LONGER_RATE, Variant, longer, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let gathers = [Gather::Mean, Gather::Attention];
    let jobs = [0, 1].map(|seed| gathers.map(|gather| (seed, gather)));
    let losses = jobs.as_flattened().par_iter().map(|&(seed, gather)| {
        let run = run.of_seed(seed);
        let variant = Variant {
            gather,
            ..Variant::BOOK
        };
        let short = variant.train_at(&run, LONGER_RATE).1;
        [short, longer(variant, &run).1]
    });
    let losses: Vec<[f64; 2]> = losses.collect();

    let mut table = Table::new()
        .left("initial weights")
        .right("1,000 steps: mean")
        .right("attention")
        .right("10,000 steps: mean")
        .right("attention");
    for (name, losses) in ["second set", "third set"]
        .into_iter()
        .zip(losses.chunks(2))
    {
        let [mean, attention] = [losses[0], losses[1]];
        assert!((mean[0] - attention[0]).abs() < 5e-4, "the text says so");
        assert!(mean[1] - attention[1] > 0.01, "the text says so");
        table = table.row([
            name.into(),
            fixed(mean[0], 3),
            fixed(attention[0], 3),
            fixed(mean[1], 3),
            fixed(attention[1], 3),
        ]);
    }
    table.to_string()
}
