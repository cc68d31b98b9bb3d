//! How the time of a step grows when one size doubles, and how the operations
//! and the instructions do.

use step_4_transformer::Config;
use step_6_efficiency::cost::{StepCost, step};
use typeset::{Table, fixed, percent, thousands};

use super::common::{self, CONFIG, Measured, two_digits};

pub fn figure() -> String {
    let measured = Measured::read();
    let peak = measured.number(&["peak", "Avx2", "f32"]);
    let mut table = Table::new()
        .left("size")
        .right("")
        .right("µs a step")
        .right("grows by")
        .right("operations grow by")
        .right("instructions grow by")
        .right("share of peak")
        .right("misses of the second cache, a step");
    let mut before: Option<(&str, [f64; 3])> = None;
    for line in measured.all("size") {
        let &[name, size, _, micros] = line else {
            panic!("not a line of sizes: {line:?}")
        };
        // What is no power of two is a matter of its own.
        if size == "264" {
            continue;
        }
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let micros = number(micros);
        let model = format!("{name} {size}");
        let counted = measured.after(&["counted", &model]);
        let operations = operations(name, size.parse().expect("a size"));
        let now = [micros, operations, number(counted[0])];
        let grown = match before {
            Some((same, before)) if same == name => {
                [0, 1, 2].map(|i| fixed(now[i] / before[i], 1))
            }
            _ => [const { String::new() }; 3],
        };
        let [time, done, executed] = grown;
        let misses = number(counted[2]) * 1e6 / COUNTED;
        table = table.row([
            format!("`{name}`"),
            size.to_owned(),
            two_digits(micros),
            time,
            done,
            executed,
            percent(operations / micros / peak / 1e3, 0),
            thousands(format!("{misses:.0}")),
        ]);
        before = Some((name, now));
    }
    table.to_string()
}

/// Steps of each that were measured.
const STEPS: usize = 100;

/// Steps of each that were counted.
const COUNTED: f64 = 20.0;

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
