//! Where the parameters are, and what a token passes through.

use runs::text::SMALL;
use step_7_text::scale::forward;
use typeset::{Table, percent, thousands};

/// Some matrices of one shape.
#[derive(Debug)]
struct Matrices {
    name: String,
    shape: [usize; 2],
    count: usize,
}

impl Matrices {
    fn params(&self) -> usize {
        let [n_out, n_in] = self.shape;
        self.count * n_out * n_in
    }

    /// Operations on the way forward: of an embedding a token reads a row.
    fn operations(&self) -> usize {
        if matches!(self.name.as_str(), "wte" | "wpe") {
            0
        } else {
            2 * self.params()
        }
    }
}

/// The share of all parameters that the layers have.
pub fn share_of_layers() -> f64 {
    let layers = 12 * SMALL.n_embd * SMALL.n_embd * SMALL.n_layer;
    layers as f64 / SMALL.num_params() as f64
}

pub fn figure() -> String {
    let all = SMALL.num_params();
    let mut table = Table::new()
        .left("")
        .right("shape")
        .right("how many")
        .right("parameters")
        .right("share")
        .right("operations");
    let mut operations = 0;
    for it in matrices() {
        let [n_out, n_in] = it.shape;
        operations += it.operations();
        table = table.row([
            format!("`{}`", it.name),
            format!("`[{n_out}][{n_in}]`"),
            it.count.to_string(),
            thousands(it.params()),
            percent(it.params() as f64 / all as f64, 0),
            thousands(it.operations()),
        ]);
    }
    let counted = forward(&SMALL);
    assert_eq!(operations as f64, counted.matrices);
    let sum = counted.matrices + counted.attention;
    let nothing = String::new;
    table
        .row([
            "positions with each other".to_owned(),
            nothing(),
            nothing(),
            nothing(),
            nothing(),
            thousands(counted.attention),
        ])
        .row([
            "all".to_owned(),
            nothing(),
            nothing(),
            thousands(all),
            nothing(),
            thousands(sum),
        ])
        .to_string()
}

/// The matrices; those that every layer has stand together, and so do the four
/// of attention.
fn matrices() -> Vec<Matrices> {
    let mut matrices: Vec<Matrices> = Vec::new();
    for (name, shape) in SMALL.shapes() {
        let name = name.split_once('.').map_or(&*name, |(_, name)| name);
        let name = if name.starts_with("attn") {
            "attn_wq, wk, wv, wo"
        } else {
            name
        };
        match matrices.iter_mut().find(|it| it.name == name) {
            Some(same) => same.count += 1,
            None => matrices.push(Matrices {
                name: name.to_owned(),
                shape,
                count: 1,
            }),
        }
    }
    let sum: usize = matrices.iter().map(Matrices::params).sum();
    assert_eq!(sum, SMALL.num_params());
    matrices
}
