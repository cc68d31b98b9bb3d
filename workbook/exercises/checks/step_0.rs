//! Beyond Step 0.

use judge::{Checks, Outcome, Same, ensure, expect, survives};
use portable::PythonRandom;
use workbook_exercises::step_0::backwards::{backwards, write_before};
use workbook_exercises::step_0::greedy::greedy;
use workbook_exercises::step_0::leaning::Leaning;
use workbook_exercises::step_0::merge::{merge, most_frequent_pair};

pub const SECTIONS: &[Checks] = &[
    (
        "0.A",
        &[
            ("the likeliest token, again and again", likeliest),
            ("of equals, the first", ties),
            ("no longer than it may be", max_len),
        ],
    ),
    (
        "0.B",
        &[
            ("documents from the right", from_the_right),
            ("what stands before an ending", before),
            ("no more than may be written", before_max_len),
            ("the choice is left to chance", before_by_chance),
        ],
    ),
    (
        "0.C",
        &[
            ("nothing counted yet", leaning_untrained),
            ("after no token", leaning_on_nothing),
            ("after a token, leaning on none", leaning_on_none),
            ("after two, leaning on one", leaning_on_one),
            ("a past that is too short, or unknown", leaning_survives),
        ],
    ),
    (
        "0.D",
        &[
            ("the pair that comes most often", frequent_pair),
            ("of equals, the smallest, or none at all", frequent_ties),
            ("a token in the place of a pair", merged),
            ("three in a row", merged_three),
        ],
    ),
];

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

// 0.B

fn from_the_right() -> Outcome {
    expect("backwards of [[3, 0, 1, 3], [3, 2, 3]]", {
        backwards(&[vec![3, 0, 1, 3], vec![3, 2, 3]])
    })
    .but_any([
        (
            vec![vec![3, 2, 3], vec![3, 0, 1, 3]],
            "The documents stand in the opposite order: turn round each \
             document, and leave them where they are.",
        ),
        (
            vec![vec![3, 2, 3], vec![3, 1, 0, 3]],
            "The documents are in the opposite order, too: leave them where \
             they are.",
        ),
        (
            vec![vec![3, 0, 1, 3], vec![3, 2, 3]],
            "Nothing was turned round.",
        ),
        (
            vec![vec![3, 1, 0], vec![3, 2]],
            "There is no BOS at the end: turn all tokens round, the first \
             too.",
        ),
        (
            vec![vec![1, 0, 3], vec![2, 3]],
            "There is no BOS at the start: turn all tokens round, the last \
             too.",
        ),
        (
            vec![vec![1, 0], vec![2]],
            "BOS stands on both sides of a document, backwards as well.",
        ),
    ])
    .is(vec![vec![3, 1, 0, 3], vec![3, 2, 3]])
}

/// A model of four tokens, of which BOS is 3. Before 2 stands 1, before 1
/// stands 0, and before 0 nothing. The last is 2.
fn chain_before(token: usize) -> Vec<f64> {
    let before = [3, 0, 1, 2][token];
    let mut probabilities = vec![0.0; 4];
    probabilities[before] = 1.0;
    probabilities
}

fn before() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let what = "write_before(&[2, 0], …) where 1 stands before 2, 0 before 1 \
                and nothing before 0";
    expect(what, write_before(&[2, 0], 3, 16, &mut rng, chain_before))
        .but(
            vec![2, 0],
            "Nothing was written, as after the last token of the ending: ask \
             what stands before the first token of the ending.",
        )
        .but(
            vec![0, 1, 2, 2, 0],
            "That is what stands before BOS, with the ending behind it: ask \
             about the first token of the ending.",
        )
        .but(
            vec![1, 0, 2, 0],
            "What was written last stands at the front: turn it round before \
             you put the ending behind it.",
        )
        .but(
            vec![0, 1],
            "The ending is missing: it is a part of the document.",
        )
        .but(
            vec![0, 2, 0, 1],
            "The ending was turned round with the rest: it was given as it \
             is read, from the left.",
        )
        .but(
            vec![0, 1, 0, 2],
            "The ending was turned round: it was given as it is read, from \
             the left.",
        )
        .but(vec![2, 0, 1, 0], "The ending stands at the front.")
        .but(
            vec![3, 0, 1, 2, 0],
            "BOS is where the document begins, and no part of it.",
        )
        .is(vec![0, 1, 2, 0])
}

fn before_max_len() -> Outcome {
    let forever = |_| vec![1.0, 0.0];
    let mut rng = PythonRandom::new(42);
    let doc = write_before(&[0, 0], 1, 5, &mut rng, forever);
    expect(
        "the length of write_before(&[0, 0], 1, 5, …) without an end",
        doc.len(),
    )
    .but(
        5,
        "The ending was counted: it is what is written that may not be \
         longer than `max_len`.",
    )
    .but(8, "That is one too many.")
    .is(7)
}

fn before_by_chance() -> Outcome {
    let either = |_| vec![0.3, 0.4, 0.3];
    let mut rng = PythonRandom::new(42);
    let mut write = || write_before(&[0], 2, 1, &mut rng, either);
    let docs: Vec<Vec<usize>> = (0..100).map(|_| write()).collect();
    let all = [vec![0], vec![0, 0], vec![1, 0]];
    ensure(
        all.iter().all(|doc| docs.contains(doc)),
        "Before a token may stand 0, 1 or nothing, each with a good chance, \
         and in a hundred documents not all of them came: draw the token.",
    )
}

// 0.C

/// Counts of 2, 0, 0, 1, 2, where 2 is BOS; or what to say if that panics.
fn leaning(longest: usize) -> Result<Leaning, String> {
    survives(
        || {
            let mut counts = Leaning::new(3, longest);
            counts.observe(&[2, 0, 0, 1, 2]);
            counts
        },
        "`observe` panics: near the start of a document there are fewer \
         tokens than the longest context has.",
    )
}

/// The probabilities that a row of counts makes of those that it leans on.
fn leant(row: [f64; 3], on: &[f64]) -> Vec<f64> {
    let total = row.iter().sum::<f64>() + 3.0;
    row.iter()
        .zip(on)
        .map(|(n, p)| (n + 3.0 * p) / total)
        .collect()
}

const EVEN: [f64; 3] = [1.0 / 3.0; 3];

fn leaning_untrained() -> Outcome {
    let p = survives(
        || Leaning::new(3, 2).probabilities(&[2, 0]),
        "`probabilities` panics where no context has been counted: a row \
         may be missing.",
    )?;
    expect("probabilities(&[2, 0]) of nothing counted", p)
        .but(vec![0.0; 3], "Without counts all have the same chance.")
        .is(EVEN.to_vec())
}

fn leaning_on_nothing() -> Outcome {
    let p = leaning(0)?.probabilities(&[]);
    let what = "probabilities(&[]), after observe(&[2, 0, 0, 1, 2])";
    sum_of_one(what, &p)?;
    expect(what, p)
        .but(
            leant([2.0, 1.0, 2.0], &EVEN),
            "The first token was counted. It comes after nothing, and no \
             model is asked for it: begin with the second.",
        )
        .but(
            EVEN.to_vec(),
            "Nothing was counted after the empty context, which is before \
             every token: it is `tokens[i..i]`.",
        )
        .but(
            vec![0.5, 0.25, 0.25],
            "Those are the shares: V times the chance of the shorter context \
             is added to each count.",
        )
        .is(leant([2.0, 1.0, 1.0], &EVEN))
}

fn sum_of_one(what: &str, p: &[f64]) -> Outcome {
    let sum: f64 = p.iter().sum();
    let words = format!(
        "The sum of {what} is {sum:.6} and is not 1. Below the bar stands \
         what was added above it: the counts, and V times chances that \
         have the sum 1."
    );
    ensure((sum - 1.0).abs() < 1e-9, &words)
}

fn leaning_on_none() -> Outcome {
    let none = leant([2.0, 1.0, 1.0], &EVEN);
    let p = survives(
        || leaning(1).map(|counts| counts.probabilities(&[2, 0])),
        "`probabilities` panics where it is asked about two tokens and its \
         longest context has one.",
    )??;
    let what = "probabilities(&[2, 0]) with one token of context, after \
                observe(&[2, 0, 0, 1, 2])";
    sum_of_one(what, &p)?;
    expect(what, p)
        .but(
            EVEN.to_vec(),
            "Only the longest context was counted: count after the shorter \
             ones, too, and after none.",
        )
        .but(
            leant([1.0, 1.0, 0.0], &EVEN),
            "The ones were spread evenly: spread them as the shorter context \
             expects.",
        )
        .but(
            leant([1.0, 0.0, 0.0], &none),
            "That is after the 2. A context is what was read last: take it \
             from the end of `past`.",
        )
        .but(
            leant([2.0, 1.0, 1.0], &leant([1.0, 1.0, 0.0], &EVEN)),
            "There the shorter context leans on the longer one. Begin with \
             the shortest context.",
        )
        .but(
            none.clone(),
            "That is after no token: the context of one was left out.",
        )
        .is(leant([1.0, 1.0, 0.0], &none))
}

fn leaning_on_one() -> Outcome {
    let none = leant([2.0, 1.0, 1.0], &EVEN);
    let one = leant([1.0, 1.0, 0.0], &none);
    expect(
        "probabilities(&[2, 0]) with two tokens of context",
        leaning(2)?.probabilities(&[2, 0]),
    )
    .but(
        one.clone(),
        "That is after one token: the context of two was left out.",
    )
    .but(
        leant([1.0, 0.0, 0.0], &none),
        "The context of two leans on none: it should lean on that of one.",
    )
    .but(
        leant([1.0, 0.0, 0.0], &EVEN),
        "The ones were spread evenly: spread them as the shorter context \
         expects.",
    )
    .is(leant([1.0, 0.0, 0.0], &one))
}

fn leaning_survives() -> Outcome {
    let counts = leaning(2)?;
    let none = leant([2.0, 1.0, 1.0], &EVEN);
    let p = survives(
        || counts.probabilities(&[2]),
        "`probabilities` panics where the past is shorter than the longest \
         context.",
    )?;
    expect("probabilities(&[2]) with two tokens of context", p)
        .is(leant([1.0, 0.0, 0.0], &none))?;
    let p = survives(
        || counts.probabilities(&[1, 0]),
        "`probabilities` panics where a context was never counted, here 1, 0: \
         its row is missing.",
    )?;
    expect("probabilities(&[1, 0]), and 0 never came after 1", p)
        .but(
            EVEN.to_vec(),
            "Of a context without a row nothing is known, and it leans on \
             the shorter one alone.",
        )
        .but(
            none.clone(),
            "A 0 alone has been counted: only the longer context is unknown.",
        )
        .is(leant([1.0, 1.0, 0.0], &none))
}

// 0.D

/// The most frequent pair; BOS is 9.
fn frequent(docs: &[&[usize]]) -> Same<Option<([usize; 2], usize)>> {
    let docs: Vec<Vec<usize>> = docs.iter().map(|doc| doc.to_vec()).collect();
    Same(most_frequent_pair(&docs, 9))
}

fn frequent_pair() -> Outcome {
    expect(
        "most_frequent_pair of [9, 4, 4, 0, 9], [9, 5, 4, 0, 9], \
         [9, 5, 0, 9] and [9, 5, 0, 9], where BOS is 9",
        frequent(&[
            &[9, 4, 4, 0, 9],
            &[9, 5, 4, 0, 9],
            &[9, 5, 0, 9],
            &[9, 5, 0, 9],
        ]),
    )
    .but(
        Same(Some(([0, 9], 4))),
        "A pair with BOS in it does not count: a token goes no further than \
         a document.",
    )
    .but(
        Same(Some(([9, 5], 3))),
        "A pair with BOS in it does not count: look at the token before the \
         pair, too.",
    )
    .but(
        Same(Some(([5, 0], 2))),
        "Of equals it takes the last: [4, 0] comes as often, and is smaller.",
    )
    .but(
        Same(Some(([4, 0], 1))),
        "Each pair was counted once: add 1 to its count every time.",
    )
    .but(
        Same(Some(([4, 4], 1))),
        "Each pair was counted once: add 1 to its count every time.",
    )
    .but(
        Same(Some(([4, 0], 3))),
        "[4, 0] stands in two documents, once in each.",
    )
    .is(Same(Some(([4, 0], 2))))
}

fn frequent_ties() -> Outcome {
    expect(
        "most_frequent_pair of [9, 1, 2, 1, 2, 9]",
        frequent(&[&[9, 1, 2, 1, 2, 9]]),
    )
    .but(
        Same(Some(([1, 2], 1))),
        "It comes twice in this document, and both count.",
    )
    .but(
        Same(Some(([2, 1], 1))),
        "Neighbours overlap: after the pair 1, 2 comes the pair 2, 1.",
    )
    .is(Same(Some(([1, 2], 2))))?;
    expect(
        "most_frequent_pair of [9, 5, 6, 9] and [9, 1, 7, 9]",
        frequent(&[&[9, 5, 6, 9], &[9, 1, 7, 9]]),
    )
    .but(
        Same(Some(([5, 6], 1))),
        "Of equals, take the smallest, and not the first or the last.",
    )
    .is(Same(Some(([1, 7], 1))))?;
    expect("most_frequent_pair of [9, 1, 9]", frequent(&[&[9, 1, 9]]))
        .is(Same(None))
}

fn merged() -> Outcome {
    expect("merge(&[9, 4, 4, 0, 9], [4, 0], 10)", {
        merge(&[9, 4, 4, 0, 9], [4, 0], 10)
    })
    .but_any([
        (
            vec![9, 4, 10, 0, 9],
            "After the 10 the second token of the pair is still there: go on \
             behind it.",
        ),
        (
            vec![9, 4, 10, 10, 9],
            "Both were replaced: one token takes the place of two.",
        ),
        (vec![9, 4, 10], "The last token is gone."),
        (vec![9, 4, 4, 0, 9], "Nothing was merged."),
        (vec![9, 10, 0, 9], "A 4 and a 4 are not the pair."),
    ])
    .is(vec![9, 4, 10, 9])?;
    expect("merge(&[4, 0, 1, 4, 0], [4, 0], 10)", {
        merge(&[4, 0, 1, 4, 0], [4, 0], 10)
    })
    .but(
        vec![10, 1, 4, 0],
        "The pair at the end was overlooked, or only the first was merged.",
    )
    .is(vec![10, 1, 10])
}

fn merged_three() -> Outcome {
    expect("merge(&[4, 4, 4], [4, 4], 10)", {
        merge(&[4, 4, 4], [4, 4], 10)
    })
    .but(
        vec![4, 10],
        "It was merged from the end: go from left to right.",
    )
    .but(
        vec![10, 10],
        "The second 4 was used twice: go on behind the pair.",
    )
    .but(vec![10], "Three tokens became one: a pair has two.")
    .is(vec![10, 4])
}
