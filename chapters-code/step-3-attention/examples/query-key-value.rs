//! Queries, keys and values of "emma" in the trained model.

mod common;

use common::{VOCAB_SIZE, Variant, letter, reference_run};
use step_3_attention::{Cache, Gpt};
use typeset::HeatMap;

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let tokens = run.tokens("emma");
    let mut cache = Cache::new();
    let inputs = &tokens[..tokens.len() - 1];
    let queries: Vec<Vec<f64>> = inputs
        .iter()
        .map(|&token| Variant::BOOK.trace(&gpt, token, &mut cache).q)
        .collect();
    let all = [
        ("q, the queries", queries),
        ("k, the keys", cache.keys),
        ("v, the values", cache.values),
    ];
    let sizes = all.iter().flat_map(|(_, rows)| rows.iter().flatten());
    let most = sizes.fold(0.0, |most: f64, x| most.max(x.abs()));
    for (name, rows) in &all {
        let map = HeatMap::new(name, rows)
            .rows("", inputs.iter().map(|&token| letter(token)))
            .columns(name, 0..16)
            .most(most)
            .cell(26.0);
        print!("{map}");
    }
}
