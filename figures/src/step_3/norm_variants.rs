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
        [0.1, 0.5, 1.0].map(|rate| losses(variant, rate))
    };
    let all = rows.map(|(_, norms)| of(norms));
    let [book, no_first, .., none] = &all;
    for rate in [0, 1] {
        assert!(all_below(&book[rate], &no_first[rate]), "the text says so");
        for same in &all[2..4] {
            let [a, b] =
                [&book[rate], &same[rate]].map(Vec::as_slice).map(ends);
            assert!((a[0] - b[0]).abs() < 3e-3, "cannot be told apart");
            assert!((a[1] - b[1]).abs() < 3e-3, "cannot be told apart");
        }
    }
    let [slow, fast] = [0, 1].map(|rate| gains(&no_first[rate], &book[rate]));
    assert!(slow.iter().zip(fast).all(|(a, b)| *a > b), "a smaller gap");
    let ([least, most], fastest) = (ends(&book[0]), ends(&none[2]));
    assert!(least < fastest[0] && fastest[1] < most, "to where it ends");
    assert!(all_below(&no_first[0], &none[0]), "the text says so");
    for rate in &none[..] {
        assert!(all_below(&book[1], rate), "at none of these rates");
    }
    for fails in &all[..4] {
        assert!(fails[2].iter().all(|it| it.is_nan()), "the text says so");
    }

    let mut table = Table::new()
        .left("norms")
        .right("rate 0.1")
        .right("rate 0.5")
        .right("rate 1")
        .left("beside all three, at rate 0.1");
    for ((name, norms), losses) in rows.into_iter().zip(&all) {
        let beside = match gains(&losses[0], &book[0]) {
            _ if norms == [true; 3] => "",
            gains if gains.iter().all(|it| it.abs() < 2e-3) => "the same",
            gains if gains.iter().all(|&it| it > 0.0) => "higher, six of six",
            _ => unreachable!("there is a word for each"),
        };
        let losses = losses.iter().map(|it| cell(it, 2));
        let cells = [name.into()].into_iter().chain(losses);
        table = table.row(cells.chain([beside.into()]));
    }
    table.to_string()
}
