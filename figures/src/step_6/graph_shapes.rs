//! One document on three graphs: numbers, and the time of a thousand steps.

use step_2_autograd::Tape;
use step_4_transformer::Gpt;
use step_6_efficiency::graph::{Arena, Graph, Pointers};
use typeset::{Table, fixed, thousands};

use super::common::{self, CONFIG, Measured, time};

pub fn figure() -> String {
    let measured = Measured::read();
    let (_, params) = common::start();
    let mut table = Table::new()
        .left("graph")
        .right("numbers for “emma”")
        .right("1,000 steps")
        .right("ns a number");
    for (name, key, numbers) in [
        ("pointers", "pointers", numbers::<Pointers>(&params)),
        ("arena", "arena", numbers::<Arena>(&params)),
        ("tape", "tape", on_tape(&params)),
    ] {
        let seconds = measured.seconds(key);
        // "emma" is shorter than most.
        let each = seconds * 1e9 / 1e3 / mean_numbers(numbers);
        table = table.row([
            name.to_owned(),
            thousands(numbers),
            time(seconds),
            fixed(each, usize::from(each < 10.0)),
        ]);
    }
    table.to_string()
}

/// The graph of "emma", as numbers of a usual document of the run.
fn mean_numbers(of_emma: usize) -> f64 {
    let (docs, _) = common::start();
    let nodes =
        |pairs| step_6_efficiency::cost::nodes_on_tape(&CONFIG, pairs) as f64;
    let docs = &docs[..runs::NUM_STEPS];
    let mean = docs.iter().map(|doc| nodes(doc.len() - 1)).sum::<f64>()
        / docs.len() as f64;
    of_emma as f64 * mean / nodes(EMMA.len() - 1)
}

fn numbers<G: Graph>(params: &[f64]) -> usize {
    let graph = G::default();
    let weights = graph.leaves(params);
    Gpt::new(CONFIG, &weights).loss(&EMMA);
    graph.len()
}

fn on_tape(params: &[f64]) -> usize {
    let tape = Tape::new();
    let weights = tape.leaves(params);
    Gpt::new(CONFIG, &weights).loss(&EMMA);
    tape.len()
}

const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];
