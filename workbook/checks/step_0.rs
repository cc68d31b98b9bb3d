//! Step 0: Counting.

use judge::{Checks, Outcome, ensure, expect, refuses, survives};
use names::NAMES;
use portable::{PythonRandom, math};
use workbook::step_0::{Counts, Tokenizer, docs, mean_loss, sample, train};

/// "ava" and "emma" as the tokenizer of the names sees them.
const AVA: [usize; 5] = [26, 0, 21, 0, 26];
const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];

pub const SECTIONS: &[Checks] = &[
    (
        "0.1",
        &[
            ("a document per line, without empty ones", some_docs),
            ("all names are there", all_docs),
        ],
    ),
    (
        "0.2",
        &[
            ("the characters of a tokenizer", characters),
            ("BOS is one more token", bos),
            ("text to tokens", encode),
            ("tokens to text", decode),
        ],
    ),
    (
        "0.3",
        &[
            ("a table of zeros", table),
            ("a row of it", row),
            ("no row of a token that is not there", no_row),
        ],
    ),
    (
        "0.4",
        &[
            ("an empty table knows nothing", empty_row),
            ("counts to probabilities", probabilities),
        ],
    ),
    (
        "0.5",
        &[
            ("a pair of tokens is counted", observe),
            ("every pair of a document is", observe_all),
        ],
    ),
    (
        "0.6",
        &[
            ("the loss of knowing nothing", uniform),
            ("the loss of “ava”", loss_of_ava),
            ("no loss without a pair", no_pair),
            ("ask first, then count", ask_first),
            ("from the last document to the first again", cycle),
            ("nothing is counted until it is asked for", lazy),
            ("not without documents", no_docs),
        ],
    ),
    (
        "0.7",
        &[
            ("every token follows from the one before", follows),
            ("up to BOS, which is no part of it", stops),
            ("not longer than asked for", max_len),
            ("drawn at random", drawn),
        ],
    ),
];

fn some_docs() -> Outcome {
    expect("docs(\"ava\\n\\n  emma \\n\")", docs("ava\n\n  emma \n"))
        .but(
            vec!["ava", "", "emma"],
            "The empty line is still there: leave out lines with nothing in \
             them.",
        )
        .but(
            vec!["ava", "  emma "],
            "There are spaces left: trim each line.",
        )
        .is(vec!["ava", "emma"])?;
    expect("docs(\"ava\\n   \\nemma\")", docs("ava\n   \nemma"))
        .but(
            vec!["ava", "", "emma"],
            "A line of spaces is empty too: trim first, then look.",
        )
        .is(vec!["ava", "emma"])
}

fn all_docs() -> Outcome {
    expect("docs(NAMES).len()", docs(NAMES).len()).is(32_033)
}

fn characters() -> Outcome {
    let tokenizer: Tokenizer = "emmaava".chars().collect();
    expect("the characters of \"emmaava\"", tokenizer.chars().to_vec())
        .but(
            vec!['e', 'm', 'a', 'v'],
            "They are in the order in which they came: sort them, so that ids \
             do not depend on it.",
        )
        .but(
            vec!['a', 'a', 'a', 'e', 'm', 'm', 'v'],
            "Each must be there once.",
        )
        .but(
            vec!['e', 'm', 'm', 'a', 'a', 'v', 'a'],
            "Each must be there once, and in order.",
        )
        .is(vec!['a', 'e', 'm', 'v'])
}

fn alphabet() -> Tokenizer {
    ('a'..='z').collect()
}

fn bos() -> Outcome {
    expect("bos() of 26 letters", alphabet().bos())
        .but(0, "0 is the id of \"a\": BOS comes after all characters.")
        .but(27, "Ids count from 0: after 0 to 25 comes 26.")
        .but(25, "25 is the id of \"z\": BOS needs an id of its own.")
        .is(26)?;
    expect("vocab_size() of 26 letters", alphabet().vocab_size())
        .but(26, "BOS is a token too.")
        .is(27)
}

fn encode() -> Outcome {
    let tokens = alphabet().encode("ava").unwrap_or_default();
    expect("encode(\"ava\")", tokens)
        .but(
            vec![0, 21, 0],
            "BOS is missing: one stands before the first letter and one after \
             the last.",
        )
        .but(vec![26, 0, 21, 0], "There is no BOS at the end.")
        .but(vec![0, 21, 0, 26], "There is no BOS at the start.")
        .is(AVA.to_vec())?;
    ensure(
        alphabet().encode("zoë").is_err(),
        "encode(\"zoë\") must be an error: \"ë\" is not in the vocabulary.",
    )
}

fn decode() -> Outcome {
    expect("decode(&[0, 21, 0])", alphabet().decode(&AVA[1..4]))
        .is("ava".to_owned())?;
    let text = survives(
        || alphabet().decode(&AVA),
        "decode(&[26, 0, 21, 0, 26]) panics. 26 is BOS, which has no character \
         and no text: leave it out.",
    )?;
    expect("decode(&[26, 0, 21, 0, 26])", text).is("ava".to_owned())
}

fn table() -> Outcome {
    let counts = Counts::new(3);
    for token in 0..3 {
        expect(
            format!("Counts::new(3).row({token})"),
            counts.row(token).to_vec(),
        )
        .but(
            vec![1, 1, 1],
            "Nothing has been counted yet: zeros. The one that is added comes \
             in 0.4.",
        )
        .is(vec![0, 0, 0])?;
    }
    Ok(())
}

fn row() -> Outcome {
    let counts = Counts::new(27);
    expect("Counts::new(27).row(26).len()", counts.row(26).len())
        .but(26, "A row has a column for BOS too.")
        .is(27)?;
    let mut counts = Counts::new(3);
    expect("how many rows Counts::new(3) has", counts.rows.len()).is(3)?;
    counts.rows = vec![vec![0, 1, 2], vec![3, 4, 5], vec![6, 7, 8]];
    expect("row(1) of rows [0, 1, 2], [3, 4, 5], [6, 7, 8]", {
        counts.row(1).to_vec()
    })
    .but(
        vec![0, 1, 2],
        "That is row 0, whatever the token: take the row of the token.",
    )
    .but(vec![6, 7, 8], "That is the last row: rows count from 0.")
    .is(vec![3, 4, 5])
}

fn no_row() -> Outcome {
    refuses(
        || Counts::new(3).row(3).to_vec(),
        "row(3) of a table for the tokens 0, 1 and 2 must panic, and it gave \
         a row. It is that of another token, or of none, and whoever asked \
         would go on with it: index with the token itself.",
    )
}

fn empty_row() -> Outcome {
    expect(
        "Counts::new(4).probabilities(0)",
        Counts::new(4).probabilities(0),
    )
    .but(
        vec![f64::NAN; 4],
        "0 / 0: nothing has been counted. Take every count as one more \
             than it is.",
    )
    .but(vec![0.0; 4], "Take every count as one more than it is.")
    .but(
        vec![f64::INFINITY; 4],
        "Every count is one more, so the sum is larger by one per column.",
    )
    .is(vec![0.25; 4])
}

/// A table in which 0 was followed by 1 three times and by 2 once.
fn counted() -> Counts {
    let mut counts = Counts::new(3);
    counts.rows[0] = vec![0, 3, 1];
    counts
}

fn probabilities() -> Outcome {
    expect(
        "the probabilities of counts 0, 3, 1",
        counted().probabilities(0),
    )
    .but(
        vec![0.0, 0.75, 0.25],
        "Counts were divided by their sum. Take every count as one more \
             than it is, or what was never seen is impossible.",
    )
    .but(
        vec![0.25, 1.0, 0.5],
        "These have a sum above 1: with one more in each of the columns, \
             the sum of the row is larger too.",
    )
    .but(
        vec![0.0, 3.0 / 7.0, 1.0 / 7.0],
        "The sum counts one more per column, the counts do not.",
    )
    .is(vec![1.0 / 7.0, 4.0 / 7.0, 2.0 / 7.0])
}

fn observe() -> Outcome {
    let mut counts = Counts::new(3);
    counts.observe(&[0, 1]);
    let cells = vec![counts.rows[0][1], counts.rows[1][0]];
    expect("[0][1] and [1][0] after observe(&[0, 1])", cells)
        .but(
            vec![0, 1],
            "Row and column are swapped: the row is the token that comes \
             first, the column the one that follows.",
        )
        .but(vec![0, 0], "Nothing was counted: two tokens are one pair.")
        .is(vec![1, 0])
}

fn observe_all() -> Outcome {
    let mut counts = Counts::new(27);
    counts.observe(&AVA);
    counts.observe(&AVA);
    let total: u32 = counts.rows.iter().flatten().sum();
    expect("all counts after \"ava\" twice", total)
        .but(
            4,
            "The second document took the place of the first: add to a count, \
             do not set it.",
        )
        .but(10, "Five tokens are four pairs of neighbours.")
        .is(8)?;
    expect("\"v\" after \"a\"", counts.rows[0][21]).is(2)
}

fn uniform() -> Outcome {
    let loss = mean_loss(&AVA, |_| vec![1.0 / 27.0; 27]);
    let ln_27 = math::ln(27.0);
    expect("the mean loss of a model that gives each token 1/27", loss)
        .but(
            -ln_27,
            "The sign: the logarithm of a probability is negative, and a loss \
             is its opposite.",
        )
        .but(
            4.0 * ln_27,
            "That is the sum of four pairs: divide by how many they are.",
        )
        .but(
            4.0 * ln_27 / 5.0,
            "It was divided by the number of tokens: five tokens are four \
             pairs.",
        )
        .but(ln_27 / std::f64::consts::LN_2, "Use ln, not log2.")
        .but(ln_27 / std::f64::consts::LN_10, "Use ln, not log10.")
        .is(ln_27)
}

/// A model for 27 tokens that gives its own token 0.5 and BOS 0.25.
fn opinion(token: usize) -> Vec<f64> {
    let mut probabilities = vec![0.25 / 25.0; 27];
    probabilities[26] = 0.25;
    probabilities[token] = 0.5;
    probabilities
}

fn loss_of_ava() -> Outcome {
    let of = |chances: [f64; 4]| {
        let losses = chances.iter().map(|&chance| -math::ln(chance));
        losses.sum::<f64>() / 4.0
    };
    expect("the mean loss of \"ava\"", mean_loss(&AVA, opinion))
        .but(
            of([0.5; 4]),
            "The chance of the token itself was taken: ask after the first of \
             a pair, and take the chance of the second.",
        )
        .but(
            of([0.01, 0.01, 0.01, 0.01]),
            "The chances of the first of each pair were taken: ask after the \
             first, and take the chance of the second.",
        )
        .is(of([0.01, 0.01, 0.01, 0.25]))
}

fn no_pair() -> Outcome {
    refuses(
        || mean_loss(&[26], |_| vec![1.0 / 27.0; 27]),
        "mean_loss(&[26], …) must panic: one token is no pair, and the mean of \
         nothing is 0 / 0, which is no number. Assert that there are two \
         tokens.",
    )
}

fn ask_first() -> Outcome {
    let mut counts = Counts::new(27);
    let docs = [AVA.to_vec()];
    let losses: Vec<f64> = train(&mut counts, &docs, 1).collect();
    let mut counted = Counts::new(27);
    counted.observe(&AVA);
    let after = mean_loss(&AVA, |token| counted.probabilities(token));
    expect("the first loss of \"ava\"", losses)
        .but(
            vec![after],
            "The document was counted before the table was asked about it: \
             ask first.",
        )
        .is(vec![math::ln(27.0)])?;
    expect("\"v\" after \"a\" after training", counts.rows[0][21])
        .but(0, "Nothing was counted: observe the document after asking.")
        .is(1)
}

fn cycle() -> Outcome {
    let docs = [AVA.to_vec(), EMMA.to_vec()];
    let mut counts = Counts::new(27);
    let steps = train(&mut counts, &docs, 5).count();
    expect("the losses of 5 steps", steps).is(5)?;
    let cells = vec![counts.rows[0][21], counts.rows[12][12]];
    expect("\"v\" after \"a\", \"m\" after \"m\" after 5 steps", cells)
        .but(
            vec![5, 0],
            "The first document came each time: step % docs.len() says whose \
             turn it is.",
        )
        .is(vec![3, 2])
}

fn lazy() -> Outcome {
    let mut counts = Counts::new(27);
    drop(train(&mut counts, &[AVA.to_vec()], 3));
    let total: u32 = counts.rows.iter().flatten().sum();
    ensure(
        total == 0,
        "train(…) has counted documents, and nobody has asked for a loss yet. \
         Return the iterator itself: `map` does nothing until its next item is \
         asked for.",
    )
}

fn no_docs() -> Outcome {
    refuses(
        || drop(train(&mut Counts::new(27), &[], 3)),
        "train(…) without documents must panic at once. Assert that there are \
         some before you make the iterator: what stands inside it is not run \
         until a loss is asked for.",
    )
}

/// A model that is certain: 26, 0, 1, 2, and then 26.
fn certain(token: usize) -> Vec<f64> {
    let mut probabilities = vec![0.0; 27];
    let next = [1, 2, 26].get(token).copied().unwrap_or(0);
    probabilities[next] = 1.0;
    probabilities
}

fn stops() -> Outcome {
    let mut rng = PythonRandom::new(42);
    expect("what a model writes that is certain of 0, 1, 2, BOS", {
        sample(26, 16, &mut rng, certain)
    })
    .but(
        vec![26, 0, 1, 2, 26],
        "BOS belongs neither in front nor at the end of what is returned.",
    )
    .but(
        vec![26, 0, 1, 2],
        "BOS is where it starts, not a part of it.",
    )
    .but(
        vec![0, 1, 2, 26],
        "Look whether the token is BOS before you keep it.",
    )
    .but([0, 1, 2, 26].repeat(4), "It must stop when BOS comes.")
    .is(vec![0, 1, 2])
}

fn max_len() -> Outcome {
    let endless = |_| {
        let mut probabilities = vec![0.0; 27];
        probabilities[5] = 1.0;
        probabilities
    };
    let mut rng = PythonRandom::new(42);
    let written = sample(26, 16, &mut rng, endless);
    expect(
        "the length, of 16 allowed, when BOS never comes",
        written.len(),
    )
    .but(17, "One too many: stop when there are max_len tokens.")
    .but(15, "One too few: BOS at the start does not count.")
    .is(16)
}

fn follows() -> Outcome {
    let mut asked = Vec::new();
    let mut rng = PythonRandom::new(42);
    sample(26, 16, &mut rng, |token| {
        asked.push(token);
        certain(token)
    });
    expect("what the model is asked after, in turn", asked)
        .but(
            vec![26; 16],
            "It is always asked after BOS: feed the token that was drawn back \
             in.",
        )
        .but(vec![0, 1, 2], "The first question is what follows BOS.")
        .is(vec![26, 0, 1, 2])
}

fn drawn() -> Outcome {
    let model = |_| vec![0.5, 0.3, 0.2];
    let mut rng = PythonRandom::new(42);
    let written = sample(2, 16, &mut rng, model);
    let mut rng = PythonRandom::new(42);
    let mut right = Vec::new();
    while right.len() < 16 {
        let token = rng.choose_weighted(&[0.5, 0.3, 0.2]);
        if token == 2 {
            break;
        }
        right.push(token);
    }
    expect("what is drawn with seed 42 from 0.5, 0.3, 0.2", written)
        .but(
            vec![0; 16],
            "The likeliest token was taken each time: draw one, in proportion \
             to its probability, with rng.choose_weighted.",
        )
        .is(right)
}
