//! What a view of the past is worth in a longer run.

mod common;

use std::thread;

use common::{Gather, Variant, longer, reference_run};
use typeset::{Table, fixed};

fn main() {
    let run = reference_run();
    let rows = [
        ("its own value only", Gather::Own),
        ("the plain mean of the values so far", Gather::Mean),
        ("attention: a weighted mean", Gather::Attention),
    ];
    let losses: Vec<[f64; 2]> = thread::scope(|scope| {
        let run = &run;
        let jobs = rows.map(|(_, gather)| {
            scope.spawn(move || {
                let variant = Variant {
                    gather,
                    ..Variant::BOOK
                };
                [variant.train(run).1, longer(variant, run).1]
            })
        });
        jobs.into_iter()
            .map(|job| job.join().expect("a run that ends"))
            .collect()
    });
    for (short, long) in [(0, 1), (1, 2)] {
        assert!(losses[short][1] > losses[long][1], "the text says so");
    }
    let mut table = Table::new()
        .left("a position gathers")
        .right("1,000 steps, rate 0.1")
        .right("10,000 steps, rate 0.3");
    for ((name, _), [short, long]) in rows.into_iter().zip(losses) {
        table = table.row([name.into(), fixed(short, 3), fixed(long, 3)]);
    }
    print!("{table}");
}
