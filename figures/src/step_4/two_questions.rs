//! Two questions in one softmax and in two: "is it the first letter?" and "is
//! it an m?", asked of "m e m".

use step_2_autograd::softmax;
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .left("what scores 3")
        .left("scores")
        .right("m")
        .right("e")
        .right("m");
    let first = [3.0, 0.0, 0.0];
    let is_m = [3.0, 0.0, 3.0];
    let both = [first[0] + is_m[0], first[1] + is_m[1], first[2] + is_m[2]];
    for (name, scores) in [
        ("one head: the first letter, and an m", both),
        ("two heads, one: the first letter", first),
        ("two heads, other: an m", is_m),
    ] {
        let numbers = scores.map(|it| it.to_string()).join(", ");
        let weights = softmax(&scores).into_iter().map(|it| fixed(it, 2));
        table =
            table.row([name.to_string(), numbers].into_iter().chain(weights));
    }
    table.to_string()
}
