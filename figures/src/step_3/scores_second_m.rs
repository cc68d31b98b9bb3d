//! The scaled scores of the second m of "emma" and the weights made of them, in
//! the trained model.

use typeset::{Table, fixed};

use super::common::{letter, reference_run};

pub fn figure() -> String {
    let [_, trained] = reference_run().read("emma");
    let mut table = Table::new()
        .right("position")
        .left("token")
        .right(r"$\cq \cdot \ck_t / 4$")
        .right("weight");
    let second_m = &trained[3];
    for (t, seen) in trained[..=3].iter().enumerate() {
        table = table.row([
            t.to_string(),
            letter(seen.token),
            fixed(second_m.scores[t], 2),
            fixed(second_m.weights[t], 2),
        ]);
    }
    table.to_string()
}
