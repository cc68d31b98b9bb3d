//! The scaled scores of the second m of "emma" and the weights made of them, in
//! the trained model.

mod common;

use common::{VOCAB_SIZE, Variant, letter, reference_run};
use step_2_autograd::Scalar;
use step_3_attention::{Cache, Gpt};
use typeset::{Table, fixed};

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let past = &run.tokens("emma")[..4];
    let mut cache = Cache::new();
    let traces: Vec<_> = past
        .iter()
        .map(|&token| Variant::BOOK.trace(&gpt, token, &mut cache))
        .collect();
    let mut table = Table::new()
        .right("position")
        .left("token")
        .right(r"$\cq \cdot \ck_t / 4$")
        .right("weight");
    for (t, key) in cache.keys.iter().enumerate() {
        table = table.row([
            t.to_string(),
            letter(past[t]),
            fixed(f64::dot(&traces[3].q, key) / 4.0, 2),
            fixed(traces[3].weights[t], 2),
        ]);
    }
    print!("{table}");
}
