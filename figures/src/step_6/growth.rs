//! How the time of a step grows when one size doubles, and how the operations
//! do.

use step_4_transformer::Config;
use step_6_efficiency::cost::{StepCost, step};
use typeset::{Table, fixed, thousands};

use super::common::{self, CONFIG, Measured};

pub fn figure() -> String {
    let measured = Measured::read();
    let mut table = Table::new()
        .left("size")
        .right("")
        .right("µs a step")
        .right("grows by")
        .right("operations grow by");
    let mut before: Option<(&str, f64, f64)> = None;
    for line in measured.all("size") {
        let &[name, size, micros, ..] = line else {
            panic!("not a line of sizes: {line:?}")
        };
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let micros = number(micros);
        let operations = operations(name, size.parse().expect("a size"));
        let times = |now: f64, before: f64| fixed(now / before, 1);
        let grown = match before {
            Some((same, of_micros, of_operations)) if same == name => {
                [times(micros, of_micros), times(operations, of_operations)]
            }
            _ => [String::new(), String::new()],
        };
        let [time, counted] = grown;
        let shown = if micros < 100.0 {
            fixed(micros, 1)
        } else {
            thousands(format!("{micros:.0}"))
        };
        let size = size.to_owned();
        table = table.row([format!("`{name}`"), size, shown, time, counted]);
        before = Some((name, micros, operations));
    }
    table.to_string()
}

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
    let steps = docs[..30].iter().map(|doc| of(doc.len() - 1));
    steps.sum::<f64>() / 30.0
}
