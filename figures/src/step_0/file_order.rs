//! Four choices of names and how they end: the file is not in random order.

use names::{NAMES, docs};
use portable::PythonRandom;
use typeset::{Table, percent, thousands};

pub fn figure() -> String {
    let file = docs(NAMES);
    let mut shuffled = file.clone();
    PythonRandom::new(42).shuffle(&mut shuffled);

    let choices = [
        ("all of the file", file.as_slice()),
        ("the first 1,000 of the file", &file[..1000]),
        ("the last 1,000 of the file", &file[file.len() - 1000..]),
        ("the first 1,000 after the shuffle", &shuffled[..1000]),
    ];
    let mut table = Table::new()
        .left("names")
        .right("how many")
        .right(r#"end in "a""#)
        .right(r#"end in "n""#);
    for (choice, names) in choices {
        let share = |end: char| {
            let count = names.iter().filter(|it| it.ends_with(end)).count();
            percent(count as f64 / names.len() as f64, 1)
        };
        let how_many = thousands(names.len());
        table = table.row([choice.into(), how_many, share('a'), share('n')]);
    }
    table.to_string()
}
