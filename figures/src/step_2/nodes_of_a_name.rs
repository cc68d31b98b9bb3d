//! The tape after the loss of "yuheng", by operation; and what
//! would be, if a dot product were a chain of products and sums.

use std::collections::BTreeMap;

use step_2_autograd::{Op, Tape};
use typeset::{Table, thousands};

use super::common::{self, loss, reference_run};

pub fn figure() -> String {
    let (docs, params) = reference_run();
    let tape = Tape::new();
    let weights = tape.leaves(&params);
    let loss = loss(&weights, &docs[0]);

    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for op in common::ops_up_to(loss) {
        let name = format!("{op:?}");
        let name = match name.split(['(', ' ']).next().unwrap_or_default() {
            "Dot" => "dot products".to_owned(),
            name => format!("`{name}`"),
        };
        let of_a_chain = match op {
            Op::Dot { len, .. } => 2 * len as usize - 1,
            _ => 1,
        };
        let (nodes, chain) = counts.entry(name).or_default();
        *nodes += 1;
        *chain += of_a_chain;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, (nodes, _))| std::cmp::Reverse(*nodes));

    let mut table = Table::new()
        .left("made by")
        .right("with `Dot`")
        .right("without `Dot`");
    let mut total = (0, 0);
    for (name, (nodes, chain)) in rows {
        total = (total.0 + nodes, total.1 + chain);
        table = table.row([name, thousands(nodes), thousands(chain)]);
    }
    let rest = tape.len() - total.0;
    let all = [
        "all".into(),
        thousands(tape.len()),
        thousands(total.1 + rest),
    ];
    let rest = [
        "no part of the loss".into(),
        thousands(rest),
        thousands(rest),
    ];
    table.row(rest).row(all).to_string()
}
