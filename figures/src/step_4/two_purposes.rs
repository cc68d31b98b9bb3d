//! One head and two heads with the same numbers, asked for two things at once.

use step_3_attention::{Cache, attention_weights};
use step_4_transformer::multi_head;
use typeset::{Table, fixed};

use super::toy::{KEYS, QUERY};

const E: [f64; 4] = [1.0, 0.0, 1.0, 0.0];
const M: [f64; 4] = [0.0, 1.0, 0.0, 1.0];

pub fn figure() -> String {
    let mut table = Table::new()
        .left("the letters")
        .right("heads")
        .left("weights")
        .left("gathered");
    let numbers = |numbers: &[f64]| {
        let texts: Vec<String> =
            numbers.iter().map(|&it| fixed(it, 2)).collect();
        texts.join(", ")
    };
    for n_head in [1, 2] {
        for (letters, values) in [("e m m", [E, M, M]), ("m m e", [M, M, E])] {
            let cache = Cache {
                keys: KEYS.map(|it| it.to_vec()).to_vec(),
                values: values.map(|it| it.to_vec()).to_vec(),
            };
            let head_dim = QUERY.len() / n_head;
            let weights: Vec<String> = (0..n_head)
                .map(|head| {
                    let slice = head * head_dim..(head + 1) * head_dim;
                    let keys = KEYS.map(|it| it[slice.clone()].to_vec());
                    numbers(&attention_weights(&QUERY[slice], &keys))
                })
                .collect();
            let gathered = multi_head(&QUERY, &cache, n_head);
            table = table.row([
                letters.into(),
                n_head.to_string(),
                weights.join(" <br> "),
                numbers(&gathered),
            ]);
        }
    }
    table.to_string()
}
