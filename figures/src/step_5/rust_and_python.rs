//! What the five lines of Adam call their parts, in Rust and in Python.

use typeset::Table;

const RUST: &str =
    include_str!("../../../chapters-code/step-5-adam/src/adam.rs");
const PYTHON: &str =
    include_str!("../../../chapters-code/step-6-efficiency/python/microgpt.py");

/// A symbol, its Rust, its Python, and what it is.
const NAMES: [[&str; 4]; 6] = [
    [r"$\cp$", "*p", "p.data", "one parameter"],
    [r"$\cg_t$", "g", "p.grad", "its gradient for this name"],
    [r"$\cm_t$", "*m", "mean[i]", "its mean gradient"],
    [r"$\cv_t$", "*v", "mean_square[i]", "its mean square"],
    [
        r"$1 - \beta_1^t$",
        "correction1",
        "(1 - 0.85 ** (step + 1))",
        "the same for all parameters, so Rust computes it once a step",
    ],
    [
        r"$\alpha_t$",
        "learning_rate",
        "rate",
        "the rate of this step, decayed already",
    ],
];

pub fn figure() -> String {
    let mut table = Table::new()
        .left("")
        .left("Rust")
        .left("Python")
        .left("what it is");
    for [symbol, rust, python, words] in NAMES {
        assert!(RUST.contains(rust) && PYTHON.contains(python), "{rust}");
        let code = [rust, python].map(|it| format!("`{it}`"));
        let [rust, python] = code;
        table = table.row([symbol.to_owned(), rust, python, words.to_owned()]);
    }
    table.to_string()
}
