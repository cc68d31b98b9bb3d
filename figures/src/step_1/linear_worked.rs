//! A small linear layer, row by row.

use step_1_gradient_descent::{Matrix, linear};
use typeset::Table;

const X: [f64; 3] = [1.0, -2.0, 0.5];
const W: [f64; 12] = [
    1.0, 0.0, 0.0, // a copy
    0.5, 0.5, 0.0, // a mean
    0.0, -1.0, 2.0, // a comparison
    -0.5, 1.5, 3.0, // anything
];

pub fn figure() -> String {
    let w = Matrix::take(&mut &W[..], 4, X.len());
    let mut table = Table::new()
        .left("row of $w$")
        .left("times $x$, added up")
        .right("$y$");
    for (row, y) in w.rows().zip(linear(&X, &w)) {
        let numbers: Vec<String> = row.iter().map(|&w| number(w)).collect();
        let products: Vec<String> =
            row.iter().zip(X).map(|(&w, x)| product(w, x)).collect();
        table =
            table.row([numbers.join(", "), products.join(" + "), number(y)]);
    }
    table.to_string()
}

fn number(x: f64) -> String {
    x.to_string().replace('-', "−")
}

fn product(w: f64, x: f64) -> String {
    let bracketed = |x: f64| {
        if x < 0.0 {
            format!("({})", number(x))
        } else {
            number(x)
        }
    };
    format!("{} · {}", bracketed(w), bracketed(x))
}
