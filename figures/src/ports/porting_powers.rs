//! How often a power is not the product or the root that it stands for.

use portable::math::powf;
use typeset::{Table, thousands};

use super::record::lines;

/// How many numbers are tried.
pub const TRIED: u32 = 100_000;

pub fn figure() -> String {
    let table = Table::new()
        .left("who computes")
        .right("`x**2` is not `x * x`")
        .right("`x**-0.5` is not `1 / sqrt(x)`");
    let theirs = lines("power").into_iter().map(|line| {
        let count = |text: &str| thousands(text);
        [line[0].to_owned(), count(line[1]), count(line[2])]
    });
    let xs = (1..=TRIED).map(|k| f64::from(k) / f64::from(TRIED + 1));
    let squares = xs.clone().filter(|&x| powf(x, 2.0) != x * x);
    let roots = xs.filter(|&x| powf(x, -0.5) != 1.0 / x.sqrt());
    let ours = [
        "this book, `portable::math::powf`".to_owned(),
        thousands(squares.count()),
        thousands(roots.count()),
    ];
    theirs.chain([ours]).fold(table, Table::row).to_string()
}
