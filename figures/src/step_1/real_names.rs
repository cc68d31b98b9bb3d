//! How many of the names that the models write are real ones.

use std::collections::HashSet;

use typeset::{Table, fixed, percent, thousands};

use super::common::{NUM_WRITTEN, reference, writers};

pub fn figure() -> String {
    let run = reference();
    let decode = |doc: &Vec<usize>| run.tokenizer.decode(doc);
    let real: HashSet<String> = run.docs.iter().map(decode).collect();
    let mut table = Table::new()
        .left("model")
        .right("temperature")
        .right("real names")
        .right("different ones")
        .right("mean length");
    let mut shares = Vec::new();
    for writer in writers(&run) {
        let names = writer.write(&run, NUM_WRITTEN);
        let share = |n: usize| n as f64 / NUM_WRITTEN as f64;
        let known = names.iter().filter(|name| real.contains(*name)).count();
        shares.push(share(known));
        let different: HashSet<&String> = names.iter().collect();
        table = table.row([
            writer.name.to_string(),
            writer.temperature.to_string(),
            percent(share(known), 1),
            thousands(different.len()),
            fixed(share(names.iter().map(String::len).sum()), 1),
        ]);
    }
    let [_, table_1, table_half, mlp_1, mlp_half] = shares[..] else {
        panic!("five writers");
    };
    assert!(mlp_1 > table_1 && mlp_half > table_half, "the text says so");
    let by_model = (mlp_1 - table_1).max(mlp_half - table_half);
    let by_temperature = (table_half - table_1).min(mlp_half - mlp_1);
    assert!(by_temperature > 2.0 * by_model, "far larger");
    table.to_string()
}
