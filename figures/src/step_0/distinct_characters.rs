//! How three names make a vocabulary.

use names::Tokenizer;
use typeset::{Table, chips};

pub fn figure() -> String {
    let docs = ["emma", "olivia", "ava"];
    let tokenizer = Tokenizer::new(&docs);
    let names = tokenizer.chars().iter().map(char::to_string);
    let vocabulary = names.chain(["BOS".into()]).zip(0..);
    let sorted: String = tokenizer.chars().iter().collect();

    let table = Table::new()
        .left("expression")
        .left("for these documents")
        .row(["the documents".into(), docs.join(", ")])
        .row(["`flat_map(… chars())`".into(), docs.concat()])
        .row(["the `BTreeSet`".into(), sorted])
        .row(["the vocabulary".into(), chips(vocabulary)]);
    table.to_string()
}
