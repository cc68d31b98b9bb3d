//! How many results have other bits than those of CPython with glibc.

use typeset::{Table, thousands};

use super::record::lines;

pub fn figure() -> String {
    const FUNCTIONS: [&str; 4] = ["sin", "cos", "log", "exp"];
    let lines = lines("bits");
    let table = FUNCTIONS
        .iter()
        .fold(Table::new().left("who computes"), |table, function| {
            table.right(format!("`{function}`"))
        });
    let mut who: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    who.dedup();
    let rows = who.into_iter().map(|who| {
        let counts = FUNCTIONS.map(|function| {
            let line = lines
                .iter()
                .find(|line| line[..2] == [who, function])
                .expect("each has each function");
            assert_eq!(line[3], "100000", "the text says of how many");
            thousands(line[2])
        });
        let mut row = vec![who.to_owned()];
        row.extend(counts);
        row
    });
    rows.fold(table, Table::row).to_string()
}
