//! The five lines of Adam beside their formulas, in Rust and in the book's own
//! Python. The lines are read from the sources, so that the table cannot say
//! anything else than the code.

use typeset::Table;

const RUST: &str =
    include_str!("../../../chapters-code/step-5-adam/src/adam.rs");
const PYTHON: &str =
    include_str!("../../../chapters-code/step-6-efficiency/python/microgpt.py");

const FORMULAS: [(&str, &str); 5] = [
    (
        r"$\cm_t = \beta_1 \cm_{t-1} + (1 - \beta_1)\, \cg_t$",
        "the mean of the gradient moves a little towards the new one",
    ),
    (
        r"$\cv_t = \beta_2 \cv_{t-1} + (1 - \beta_2)\, \cg_t^2$",
        "the mean of its square does too, more slowly",
    ),
    (
        r"$\hat{\cm}_t = \cm_t / (1 - \beta_1^t)$",
        r"the mean began at 0 and is too small by the factor $1 - \beta_1^t$",
    ),
    (
        r"$\hat{\cv}_t = \cv_t / (1 - \beta_2^t)$",
        r"the mean of the square is too, by $1 - \beta_2^t$",
    ),
    (
        r"$\cp_t = \cp_{t-1} - \alpha_t\, \hat{\cm}_t / (\sqrt{\hat{\cv}_t} + \epsilon)$",
        "a step against the mean gradient, in units of the usual gradient",
    ),
];

pub fn figure() -> String {
    let rust = lines(RUST, "for ((p, g), (m, v))", "}");
    // Written so that they begin and end nothing here.
    let [begin, end] = ["ANCHOR", "ANCHOR_END"].map(|it| format!("{it}: adam"));
    let python = lines(PYTHON, &begin, &end);
    assert_eq!([rust.len(), python.len()], [FORMULAS.len(); 2]);
    let mut table = Table::new()
        .left("formula")
        .left("Rust, Python, and what it does");
    for ((rust, python), (formula, words)) in
        rust.into_iter().zip(python).zip(FORMULAS)
    {
        let code = format!("`{rust}` <br> `{python}` <br> {words}");
        table = table.row([formula.to_owned(), code]);
    }
    table.to_string()
}

/// The lines of a source after one that has `begin`, up to one with `end`.
fn lines<'s>(source: &'s str, begin: &str, end: &str) -> Vec<&'s str> {
    let lines = source.lines().skip_while(|line| !line.contains(begin));
    let lines = lines.skip(1).take_while(|line| !line.contains(end));
    lines
        .map(|line| line.trim().trim_end_matches(';'))
        .collect()
}
