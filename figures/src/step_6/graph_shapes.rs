//! One document on three graphs, and on those between them, where one thing
//! is changed: numbers, time and instructions of a thousand steps.

use step_2_autograd::Tape;
use step_4_transformer::Gpt;
use step_6_efficiency::graph::{Arena, Graph, Pointers};
use typeset::{Table, thousands};

use super::common::{self, CONFIG, Measured, time, two_digits};

pub fn figure() -> String {
    let measured = Measured::read();
    let (docs, params) = common::start();
    let mut table = Table::new()
        .left("graph")
        .right("numbers for “emma”")
        .right("1,000 steps")
        .right("thousand million instructions");
    let pointers = numbers::<Pointers>(&params);
    let mut before = f64::INFINITY;
    for (name, key, numbers) in [
        ("pointers", "pointers", pointers),
        ("the same, a quicker hash", "pointers, quick hash", pointers),
        ("the same, not sorted", "pointers, as made", pointers),
        ("arena", "arena", numbers::<Arena>(&params)),
        ("tape, each product a number", "tape without dot", pointers),
        ("tape", "tape", on_tape(&params)),
    ] {
        let instructions = measured.instructions(key, &docs);
        assert!(instructions < before, "each has fewer than the one before");
        before = instructions;
        table = table.row([
            name.to_owned(),
            thousands(numbers),
            time(measured.seconds(key)),
            two_digits(instructions / 1e9),
        ]);
    }
    table.to_string()
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
