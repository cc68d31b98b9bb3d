//! The four heads at the last position of "emma", one to a column: their
//! slices of the query, their weights, and what they gather.

use runs::Training;
use step_4_transformer::{Cache, Config, Gpt, multi_head};
use typeset::{Table, fixed};

use super::attention::{query, weights};
use super::emma::{EMMA, NAMES};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let (n_head, head_dim) = (config.n_head, config.head_dim());
    let params = Training::transformer(config).run().model;
    let gpt = Gpt::new(config, &params);

    let mut cache = Cache::new(config.n_layer);
    for token in EMMA {
        gpt.logits(token, &mut cache);
    }
    let last = EMMA.len() - 1;
    let q = query(&gpt, EMMA[last], last);
    let gathered = multi_head(&q, &cache.layers[0], n_head);
    let weights = weights(&gpt, &EMMA);

    let from_even = |head: usize| {
        let row = &weights[head][last];
        let even = 1.0 / row.len() as f64;
        row.iter().map(|weight| (weight - even).abs()).sum::<f64>()
    };
    assert!([0, 1, 3].map(from_even).iter().all(|it| *it < from_even(2)));

    let starts = || (0..config.n_embd).step_by(head_dim);
    let mut table = Table::new().left("");
    for head in 0..n_head {
        table = table.right(format!("head {head}"));
    }
    let row = |name: &str, cells: Vec<String>| {
        [name.to_string()].into_iter().chain(cells)
    };
    let slices = starts().map(|at| format!("{at}..{}", at + head_dim));
    table = table.row(row("slice", slices.collect()));
    for j in 0..head_dim {
        let cells = starts().map(|at| fixed(q[at + j], 3)).collect();
        table = table.row(row(&format!(r"$\cq$, number {j}"), cells));
    }
    for (t, name) in NAMES.iter().enumerate() {
        let cells = weights.iter().map(|rows| fixed(rows[last][t], 3));
        table = table.row(row(&format!("weight on {name}"), cells.collect()));
    }
    for j in 0..head_dim {
        let cells = starts().map(|at| fixed(gathered[at + j], 3)).collect();
        table = table.row(row(&format!("gathered, number {j}"), cells));
    }
    let lengths = starts().map(|at| (at + head_dim).to_string());
    table = table.row(row("length of `gathered` now", lengths.collect()));
    table.to_string()
}
