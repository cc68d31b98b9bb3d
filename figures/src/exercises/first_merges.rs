//! The first pairs that are merged, and how "hannah" and "emma" read then.

use exercises::step_0::merge::{merge, most_frequent_pair};
use typeset::Table;

const BOS: usize = 26;
const SHOWN: [usize; 5] = [1, 2, 8, 18, 24];

pub fn figure() -> String {
    let (corpus, _) = runs::corpus();
    let mut docs = corpus.docs[..runs::NUM_STEPS].to_vec();
    let encode = |name| corpus.tokenizer.encode(name).expect("letters");
    let mut names = ["emma", "hannah"].map(encode);
    let mut texts: Vec<String> = corpus
        .tokenizer
        .chars()
        .iter()
        .map(char::to_string)
        .collect();
    texts.push(String::new()); // BOS
    let mut table = Table::new()
        .right("merge")
        .left("pair")
        .right("count")
        .left("emma")
        .left("hannah");
    for merges in 1..=24 {
        let id = texts.len();
        let pair = most_frequent_pair(&docs, BOS);
        let (pair, count) = pair.expect("two neighbours");
        for doc in docs.iter_mut().chain(&mut names) {
            *doc = merge(doc, pair, id);
        }
        texts.push(pair.map(|token| texts[token].clone()).concat());
        if SHOWN.contains(&merges) {
            let pair = pair.map(|token| texts[token].clone()).join(" + ");
            let text = |name: &Vec<usize>| {
                let tokens = &name[1..name.len() - 1];
                let texts = tokens.iter().map(|&token| texts[token].clone());
                texts.collect::<Vec<String>>().join(" ")
            };
            let [emma, hannah] = [&names[0], &names[1]].map(text);
            table = table.row([
                merges.to_string(),
                pair,
                count.to_string(),
                emma,
                hannah,
            ]);
        }
    }
    table.to_string()
}
