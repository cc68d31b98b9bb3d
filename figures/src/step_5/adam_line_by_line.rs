//! The five lines of Adam beside their formulas. The lines are read from the
//! source, so that the table cannot say anything else than the code.

use typeset::Table;

const SOURCE: &str =
    include_str!("../../../chapters-code/step-5-adam/src/adam.rs");

/// The code around the five lines, written so that it encloses nothing here.
const BEGIN: &str = concat!("// ANCHOR", ": update");
const END: &str = concat!("// ANCHOR_END", ": update");

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
    let lines = SOURCE
        .lines()
        .skip_while(|line| !line.ends_with(BEGIN))
        .skip(1)
        .take_while(|line| !line.ends_with(END))
        .map(|line| line.trim().trim_end_matches(';'));
    assert_eq!(lines.clone().count(), FORMULAS.len());

    let mut table = Table::new().left("formula").left("code, and what it does");
    for (line, (formula, words)) in lines.zip(FORMULAS) {
        table = table.row([formula.into(), format!("`{line}` <br> {words}")]);
    }
    table.to_string()
}
