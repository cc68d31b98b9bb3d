//! How the time of a step grows when one size doubles, how the operations do,
//! and what share of the peak it reaches then.

use step_4_transformer::Config;
use step_6_efficiency::cost::{StepCost, step};
use typeset::{Table, fixed, percent};

use super::common::{self, CONFIG, Measured};

pub fn figure() -> String {
    let measured = Measured::read();
    let peak = measured.number(&["peak", "Avx2", "f32"]);
    let mut table = Table::new()
        .left("what doubles")
        .right("time")
        .right("operations")
        .right("share of the peak");
    let mut before: Option<(&str, &str, [f64; 2])> = None;
    for line in measured.all("size") {
        let &[name, size, _, micros] = line else {
            panic!("not a line of sizes: {line:?}")
        };
        // What is no power of two is a matter of its own.
        if size == "264" {
            continue;
        }
        let micros: f64 = micros.parse().expect("a number");
        let operations = operations(name, size.parse().expect("a size"));
        let now = [micros, operations];
        if let Some((same, smaller, before)) = before
            && same == name
        {
            let grown = |i: usize| now[i] / before[i];
            // What the text says.
            let (least, most) = match name {
                "n_embd" => (2.7, 5.0),
                "n_layer" => (1.7, 1.95),
                _ => (2.0, 4.95),
            };
            assert!((least - 0.05..most).contains(&grown(0)), "{name}");
            let grown = |i: usize| format!("× {}", fixed(grown(i), 1));
            table = table.row([
                format!("`{name}`, {smaller} to {size}"),
                grown(0),
                grown(1),
                percent(operations / micros / peak / 1e3, 0),
            ]);
        }
        before = Some((name, size, now));
    }
    table.to_string()
}

/// Steps of each that were measured.
const STEPS: usize = 100;

/// The operations of the steps that were measured, on average.
fn operations(name: &str, size: usize) -> f64 {
    let config = match name {
        "n_embd" => Config {
            n_embd: size,
            ..CONFIG
        },
        "n_layer" => Config {
            n_layer: size,
            ..CONFIG
        },
        "block_size" => Config {
            block_size: size,
            ..CONFIG
        },
        _ => panic!("no size {name}"),
    };
    let of = |pairs| {
        let StepCost {
            matrices,
            attention,
            norms_and_softmax,
            adam,
        } = step(&config, pairs);
        (matrices + attention + norms_and_softmax + adam) as f64
    };
    if name == "block_size" {
        return of(size);
    }
    let (docs, _) = common::start();
    let steps = docs[..STEPS].iter().map(|doc| of(doc.len() - 1));
    steps.sum::<f64>() / STEPS as f64
}
