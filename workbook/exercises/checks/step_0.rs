//! Beyond Step 0.

use judge::{Outcome, Section, expect};
use workbook_exercises::step_0::greedy::greedy;

pub const SECTIONS: &[Section] = &[(
    "0.A",
    &[
        ("the likeliest token, again and again", likeliest),
        ("of equals, the first", ties),
        ("no longer than it may be", max_len),
    ],
)];

// 0.A

/// A model of three tokens, of which BOS is 2: from BOS to 0, on to 1, and to
/// the end.
fn chain(token: usize) -> Vec<f64> {
    match token {
        2 => vec![0.6, 0.3, 0.1],
        0 => vec![0.2, 0.5, 0.3],
        _ => vec![0.3, 0.3, 0.4],
    }
}

fn likeliest() -> Outcome {
    expect("greedy(2, 16, …) of a model that goes 2, 0, 1, 2", {
        greedy(2, 16, chain)
    })
    .but(
        vec![0, 1, 2],
        "The document ends before BOS: leave out the last BOS.",
    )
    .but(
        vec![2, 0, 1],
        "BOS is where it begins, and no part of the document.",
    )
    .but(
        vec![],
        "That is the least likely token of each row: take the largest.",
    )
    .but(
        vec![0; 16],
        "The model was asked for BOS each time: ask what follows the token \
         that was written last.",
    )
    .is(vec![0, 1])
}

fn ties() -> Outcome {
    let even = |token| {
        if token == 3 {
            vec![0.1, 0.4, 0.4, 0.1]
        } else {
            vec![0.1, 0.1, 0.1, 0.7]
        }
    };
    expect(
        "greedy where 1 and 2 are equally likely",
        greedy(3, 16, even),
    )
    .but(
        vec![2],
        "Of equally likely tokens it takes the last, as `max_by` does: \
             take the first.",
    )
    .is(vec![1])
}

fn max_len() -> Outcome {
    let forever = |_| vec![0.9, 0.1];
    expect("the length of greedy(1, 5, …) that never comes to BOS", {
        greedy(1, 5, forever).len()
    })
    .but(
        6,
        "That is one too many: look at the length before you push.",
    )
    .but(4, "One more would have been allowed.")
    .is(5)
}
