//! The first random number after the seed 42, by who draws it.

use portable::PythonRandom;
use typeset::Table;

use super::record::lines;

pub fn figure() -> String {
    let ours = PythonRandom::new(42).random();
    let table = Table::new()
        .left("who draws")
        .right("first number")
        .left("stream");
    let rows = lines("seed").into_iter().map(|line| {
        let (who, number, stream) = (line[0], line[1], line[2]);
        let is_ours = number.parse() == Ok(ours);
        assert_eq!(is_ours, stream == "python", "{who}");
        let stream = match stream {
            "python" => "Python's",
            "numpy" => "numpy's",
            _ => "its own",
        };
        [who.to_owned(), number.to_owned(), stream.to_owned()]
    });
    rows.fold(table, Table::row).to_string()
}
