//! The five lines of Adam beside their formulas. The lines are read from the
//! source, so that the table cannot say anything else than the code. The book's
//! own Python, which the page shows below, has a line for each, too.

use typeset::Table;

const RUST: &str =
    include_str!("../../../chapters-code/step-5-adam/src/adam.rs");
const PYTHON: &str =
    include_str!("../../../chapters-code/step-6-efficiency/python/microgpt.py");

const FORMULAS: [&str; 5] = [
    r"$\cm_t = \beta_1 \cm_{t-1} + (1 - \beta_1)\, \cg_t$",
    r"$\cv_t = \beta_2 \cv_{t-1} + (1 - \beta_2)\, \cg_t^2$",
    r"$\hat{\cm}_t = \cm_t / (1 - \beta_1^t)$",
    r"$\hat{\cv}_t = \cv_t / (1 - \beta_2^t)$",
    r"$\cp_t = \cp_{t-1} - \alpha_t\, \hat{\cm}_t / (\sqrt{\hat{\cv}_t} + \epsilon)$",
];

pub fn figure() -> String {
    let rust = lines(RUST, "for ((p, g), (m, v))", "}");
    assert_eq!([rust.len(), python().len()], [FORMULAS.len(); 2]);
    let mut table = Table::new().left("in Rust").left("formula");
    for (rust, formula) in rust.into_iter().zip(FORMULAS) {
        table = table.row([format!("`{rust}`"), formula.to_owned()]);
    }
    table.to_string()
}

/// The same five lines in Python.
pub fn in_python() -> String {
    python().join("\n") + "\n"
}

fn python() -> Vec<&'static str> {
    // Written so that they begin and end nothing here.
    let [begin, end] = ["ANCHOR", "ANCHOR_END"].map(|it| format!("{it}: adam"));
    lines(PYTHON, &begin, &end)
}

/// The lines of a source after one that has `begin`, up to one with `end`.
fn lines<'s>(source: &'s str, begin: &str, end: &str) -> Vec<&'s str> {
    let lines = source.lines().skip_while(|line| !line.contains(begin));
    let lines = lines.skip(1).take_while(|line| !line.contains(end));
    lines
        .map(|line| line.trim().trim_end_matches(';'))
        .collect()
}
