//! The tape after the loss of "yuheng", by what made its numbers; and what would
//! be, if a dot product were a chain of products and sums.

use step_1_gradient_descent::num_params;
use step_2_autograd::{Op, Tape};
use typeset::{Table, thousands};

use super::common::{self, VOCAB_SIZE, loss, reference_run};

pub fn figure() -> String {
    let (docs, params) = reference_run();
    let tape = Tape::new();
    let weights = tape.leaves(&params);
    let loss = loss(&weights, &docs[0]);

    let (mut num_dots, mut chains, mut num_relus) = (0, 0, 0);
    for op in common::ops_up_to(loss) {
        match op {
            Op::Dot { len, .. } => {
                num_dots += 1;
                chains += 2 * len as usize - 1;
            }
            Op::Relu(_) => num_relus += 1,
            _ => {}
        }
    }
    let leaves = num_params(VOCAB_SIZE);
    let rest = tape.len() - leaves - num_dots - num_relus;
    let rows = [
        ("parameters", leaves, leaves),
        ("the dot products of `linear`", num_dots, chains),
        ("`relu`", num_relus, num_relus),
        ("`softmax` and the loss", rest, rest),
    ];
    let mut table = Table::new()
        .left("numbers on the tape")
        .right("with `Dot`")
        .right("without `Dot`");
    let (mut all, mut all_chains) = (0, 0);
    for (what, with, without) in rows {
        (all, all_chains) = (all + with, all_chains + without);
        table = table.row([what.into(), thousands(with), thousands(without)]);
    }
    assert_eq!(all, tape.len(), "all rows");
    assert!(all_chains > 8 * all, "the text says: more than eight times");
    table
        .row(["all".into(), thousands(all), thousands(all_chains)])
        .to_string()
}
