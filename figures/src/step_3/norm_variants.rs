//! The model with norms left out, and what it learns.

use typeset::Table;

use super::common::Variant;
use super::starts::{all_below, cell, ends, gains, losses};

pub fn figure() -> String {
    let rows = [
        ("all three", [true; 3]),
        ("not the first", [false, true, true]),
        ("not before attention", [true, false, true]),
        ("not before the MLP", [true, true, false]),
        ("none", [false; 3]),
    ];
    let of = |norms| {
        let variant = Variant {
            norms,
            ..Variant::BOOK
        };
        [0.1, 1.0].map(|rate| losses(variant, rate))
    };
    let all = rows.map(|(_, norms)| of(norms));
    let [book, no_first, .., none] = &all;
    assert!(all_below(&book[0], &no_first[0]), "the text says so");
    assert!(all_below(&no_first[0], &none[0]), "the text says so");
    for same in &all[2..4] {
        let [a, b] = [&book[0], &same[0]].map(Vec::as_slice).map(ends);
        assert!((a[0] - b[0]).abs() < 3e-3, "cannot be told apart");
        assert!((a[1] - b[1]).abs() < 3e-3, "cannot be told apart");
    }
    let ([least, most], fastest) = (ends(&book[0]), ends(&none[1]));
    assert!(least < fastest[0] && fastest[1] < most, "to where it ends");
    for fails in &all[..4] {
        assert!(fails[1].iter().all(|it| it.is_nan()), "the text says so");
    }

    let mut table = Table::new()
        .left("norms")
        .right("rate 0.1")
        .right("rate 1")
        .left("told apart, at rate 0.1");
    for ((name, norms), losses) in rows.into_iter().zip(&all) {
        let beside = match gains(&losses[0], &book[0]) {
            _ if norms == [true; 3] => "",
            gains if gains.iter().all(|it| it.abs() < 2e-3) => "no",
            gains if gains.iter().all(|&it| it > 0.0) => "yes, higher",
            _ => unreachable!("there is a word for each"),
        };
        let losses = losses.iter().map(|it| cell(it, 2));
        let cells = [name.into()].into_iter().chain(losses);
        table = table.row(cells.chain([beside.into()]));
    }
    table.to_string()
}
