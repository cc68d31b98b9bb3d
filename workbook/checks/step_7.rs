//! Step 7: Text.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

use judge::{Checks, Outcome, Same, allow, ensure, expect, refuses, survives};
use portable::{PythonRandom, math};
use workbook::step_1::at_temperature;
use workbook::step_2::softmax;
use workbook::step_4::{Cache, Config, Gpt};
use workbook::step_7::{
    BytePairs, Characters, MOBY_DICK, Pairs, Part, Recipe, Table, Vocabulary,
    Windows, Word, Writer, bits_per_character, chapters, initial_parameters,
    mean_loss, tiles, words, write,
};

pub const SECTIONS: &[Checks] = &[
    (
        "7.1",
        &[
            ("a text in chapters", some_chapters),
            ("all chapters of the novel", all_chapters),
            ("what a chapter is for", parts),
            ("the chapters of a part", chapters_of_a_part),
            ("the characters of a text", characters),
            ("a window and what follows", windows),
            ("no window that does not fit", no_window),
            ("windows from anywhere", drawn_windows),
            ("windows end to end", tiled),
            ("what the model is asked", asked),
            ("the mean of what it costs", mean),
            ("nats per token to bits per character", bits),
        ],
    ),
    (
        "Yardsticks",
        &[
            ("a token is counted", count),
            ("after each context", counted),
            ("the counts and one more", add_one),
            ("no context", no_context),
            ("a context leans on the shorter one", context),
            ("counted where it is new", counted_if_new),
            ("a text is continued", written),
        ],
    ),
    (
        "7.2",
        &[
            ("where a word ends", word_ends),
            ("the pairs of a word", add),
            ("are taken back", remove),
            ("the heap", heap),
            ("the most frequent pair", most_frequent),
            ("a pair is replaced", replace),
            ("as many tokens as asked for", train),
            ("the first merges of the novel", train_on_the_novel),
            ("a word in pieces", encode_word),
            ("any bytes in pieces", encode_bytes),
            ("and back", decode_bytes),
        ],
    ),
    (
        "7.3",
        &[
            ("parameters to begin with", first_parameters),
            ("the rate rises and falls", rates),
            ("a prompt is read", prompt),
            ("no prompt of nothing", no_prompt),
            ("positions that are used up", used_up),
            ("a token is drawn and read", drawn),
        ],
    ),
];

// 7.1

fn some_chapters() -> Outcome {
    let novel = "CHAPTER 1. A\nhe read CHAPTER 9\n\nCHAPTER 2. B\nend";
    expect(
        "chapters(\"CHAPTER 1. A\\nhe read CHAPTER 9\\n\\nCHAPTER 2. B\\nend\")",
        chapters(novel),
    )
    .but(
        vec![
            "CHAPTER 1. A\nhe read CHAPTER 9\n",
            "\nCHAPTER 2. B\nend",
        ],
        "The second begins with the end of the line before: a match begins \
         there, and the heading one byte later.",
    )
    .but(
        vec!["CHAPTER 2. B\nend"],
        "The first chapter is missing: no line ends before it.",
    )
    .but_any(
        [
            vec![
                "C",
                "HAPTER 1. A\nhe read C",
                "HAPTER 9\n\nC",
                "HAPTER 2. B\nend",
            ],
            vec![
                "",
                "CHAPTER 1. A\nhe read ",
                "CHAPTER 9\n\n",
                "CHAPTER 2. B\nend",
            ],
        ]
        .map(|wrong| {
            (
                wrong,
                "The word may stand in a line, too: a heading begins one, so \
                 there is a \\n before it.",
            )
        }),
    )
    .is(vec![
        "CHAPTER 1. A\nhe read CHAPTER 9\n\n",
        "CHAPTER 2. B\nend",
    ])
}

fn all_chapters() -> Outcome {
    expect("chapters(MOBY_DICK).len()", chapters(MOBY_DICK).len()).is(135)
}

fn parts() -> Outcome {
    use Part::{Test, Training, Validation};
    let came = [9, 10, 20, 30, 40].map(Part::of_chapter);
    expect("the parts of chapters 9, 10, 20, 30 and 40", Same(came))
        .but(
            Same([Training, Test, Validation, Test, Validation]),
            "Validation and test are exchanged: the tenth chapter is for \
             validation.",
        )
        .but(
            Same([Training, Test, Test, Test, Test]),
            "That is every tenth chapter, and the two parts share these in \
             turn: look at the remainder by 20.",
        )
        .is(Same([Training, Validation, Test, Validation, Test]))
}

fn chapters_of_a_part() -> Outcome {
    let novel: String = (1..=40).map(|n| format!("CHAPTER {n}.\n")).collect();
    expect("the validation chapters of 40", {
        Part::Validation.of(&novel)
    })
    .but(
        "CHAPTER 11.\nCHAPTER 31.\n".to_owned(),
        "Chapters count from 1.",
    )
    .is("CHAPTER 10.\nCHAPTER 30.\n".to_owned())
}

fn characters() -> Outcome {
    expect("the characters of \"ewe\"", Characters::of("ewe").chars)
        .but(vec!['e', 'e', 'w'], "Each must be there once.")
        .but(
            vec!['e', 'w', 'e'],
            "Each must be there once, and in order.",
        )
        .is(vec!['e', 'w'])?;
    expect("and of \"whale\"", Characters::of("whale").chars)
        .but(
            vec!['w', 'h', 'a', 'l', 'e'],
            "They are in the order in which they came: sort them.",
        )
        .is(vec!['a', 'e', 'h', 'l', 'w'])
}

const STREAM: [usize; 8] = [3, 1, 4, 1, 5, 9, 2, 6];

/// Windows as lists of their own.
fn owned(windows: &[&[usize]]) -> Vec<Vec<usize>> {
    windows.iter().map(|window| window.to_vec()).collect()
}

fn windows() -> Outcome {
    let at = Windows::at(&STREAM, &[0], 3);
    expect("tokens of the window of 3 at 0", owned(&at.tokens))
        .is(vec![vec![3, 1, 4]])?;
    expect("its targets, in 3, 1, 4, 1, 5, 9, …", owned(&at.targets))
        .but(
            vec![vec![3, 1, 4]],
            "The targets are the tokens themselves: they begin one later.",
        )
        .but(
            vec![vec![1, 5, 9]],
            "That is the window behind: the targets begin one later, and not \
             a window.",
        )
        .is(vec![vec![1, 4, 1]])?;
    let at = Windows::at(&STREAM, &[0, 4], 3);
    expect("the windows of 3 at 0 and 4", owned(&at.tokens))
        .is(vec![vec![3, 1, 4], vec![5, 9, 2]])?;
    expect("their targets", owned(&at.targets))
        .is(vec![vec![1, 4, 1], vec![9, 2, 6]])
}

fn no_window() -> Outcome {
    refuses(
        || Windows::at(&STREAM, &[5], 3).targets.len(),
        "A window of 3 at 5 of 8 tokens has no token behind it, and must \
         panic: `&stream[start..][..len]` does by itself.",
    )
}

fn drawn_windows() -> Outcome {
    let stream = [10, 11, 12, 13, 14, 15];
    let draw = || {
        let mut rng = PythonRandom::new(42);
        let windows = Windows::draw(&stream, 3, 200, &mut rng);
        owned(&windows.tokens)
    };
    let windows = survives(
        draw,
        "200 windows of 3 from 6 tokens: one begins where no window fits. \
         There are as many places as tokens, less the length.",
    )?;
    expect("how many windows a batch of 200 has", windows.len()).is(200)?;
    let starts: HashSet<usize> = windows.iter().map(|it| it[0]).collect();
    let mut starts: Vec<usize> = starts.into_iter().collect();
    starts.sort_unstable();
    expect("where they begin, in 10, 11, 12, 13, 14, 15", starts)
        .but(
            vec![10, 11],
            "The last window is never drawn: it begins at 12, and its last \
             target is 15.",
        )
        .but_any([10, 11, 12].map(|start| {
            (
                vec![start],
                "All windows of the batch are one: draw a start for each.",
            )
        }))
        .is(vec![10, 11, 12])?;
    let mut rng = PythonRandom::new(42);
    let places = [3.0; 4].map(|n| 10.0 + (rng.random() * n).floor());
    let first = windows.iter().take(4).map(|it| it[0] as f64).collect();
    expect("where the first 4 begin", first).is(places.to_vec())
}

fn tiled() -> Outcome {
    expect("tiles(10, 3)", tiles(10, 3))
        .but(
            vec![0, 1, 2, 3, 4, 5, 6],
            "Most tokens are asked about several times: windows lie end to \
             end, a length apart.",
        )
        .is(vec![0, 3, 6])?;
    expect("tiles(9, 3)", tiles(9, 3))
        .but(
            vec![0, 3, 6],
            "The last window has no target for its last token.",
        )
        .is(vec![0, 3])?;
    let none = survives(
        || tiles(2, 3),
        "tiles(2, 3): a stream that is shorter than a window has no tile. Let \
         the difference end at 0.",
    )?;
    expect("tiles(2, 3)", none).is(vec![])
}

fn asked() -> Outcome {
    let mut contexts = Vec::new();
    mean_loss(&[0, 1, 2, 1], 2, |context| {
        contexts.push(context.to_vec());
        vec![0.25; 4]
    });
    expect(
        "the contexts asked about in 0, 1, 2, 1, with 2 in view",
        contexts,
    )
    .but(
        vec![vec![0], vec![0, 1], vec![0, 1, 2]],
        "A context has no more than `longest` tokens.",
    )
    .but(
        vec![vec![0, 1], vec![0, 1, 2], vec![1, 2, 1]],
        "The model has seen the answer: a context ends before the token \
             that is asked about.",
    )
    .is(vec![vec![0], vec![0, 1], vec![1, 2]])
}

fn mean() -> Outcome {
    let ln_2 = math::ln(2.0);
    let loss = mean_loss(&[1, 0, 0, 1], 3, |_| vec![0.5, 0.25, 0.25]);
    expect(
        "the mean loss of 1, 0, 0, 1 if the chances are 0.5, 0.25, 0.25",
        loss,
    )
    .but(
        ln_2,
        "There are three to predict, since nothing precedes the first.",
    )
    .but(4.0 * ln_2, "That is the sum: divide by how many they are.")
    .but(-4.0 * ln_2 / 3.0, "The sign: a loss is -ln p.")
    .but(4.0 / 3.0, "Those are bits: use ln.")
    .is(4.0 * ln_2 / 3.0)?;
    refuses(
        || mean_loss(&[1], 3, |_| vec![0.5; 2]),
        "mean_loss of a single token must panic: there is nothing to predict.",
    )
}

fn bits() -> Outcome {
    let (ln_2, ln_16) = (math::ln(2.0), math::ln(16.0));
    expect(
        "bits of ln 16 nats a token, for 250 tokens of 500 characters",
        bits_per_character(ln_16, 250, 500),
    )
    .but(ln_16 / 2.0, "These are nats: divide by ln 2.")
    .but(
        4.0,
        "Those are bits per token: here one has two characters.",
    )
    .but(
        8.0,
        "A longer token makes a character cheaper: multiply by the tokens, \
         and divide by the characters.",
    )
    .but(
        ln_16 * ln_2 / 2.0,
        "A nat is more than a bit: divide by ln 2.",
    )
    .is(2.0)
}

// Yardsticks

/// A table that has counted nothing.
fn empty<'a>(vocab_size: usize) -> Table<'a> {
    Table {
        vocab_size,
        rows: HashMap::new(),
    }
}

/// How often a token followed a context.
fn times(table: &Table, context: &[usize], token: usize) -> u32 {
    let row = table.rows.get(context).into_iter().flatten();
    row.filter(|it| it.0 == token).map(|it| it.1).sum()
}

fn count() -> Outcome {
    let mut table = empty(3);
    let first = table.count(&[0], 1);
    let second = table.count(&[0], 1);
    let row = table.rows.get(&[0][..]).cloned().unwrap_or_default();
    expect("the row of 0 after 1 was counted there twice", Same(row))
        .but(
            Same(vec![(1, 1), (1, 1)]),
            "There are two entries for one token: look whether it has one.",
        )
        .but(Same(vec![(1, 1)]), "The second was not counted.")
        .but(Same(vec![]), "Nothing was counted.")
        .is(Same(vec![(1, 2)]))?;
    expect("what `count` returned", (first, second))
        .but((0, 1), "Return the count with the new one in it.")
        .is((1, 2))
}

fn counted() -> Outcome {
    let stream = [0, 1, 0, 1, 1];
    let table = survives(
        || Table::counted(&stream, 2, 1),
        "counted(&[0, 1, 0, 1, 1], 2, 1): At the beginning of the stream a \
         token has fewer than `longest` before it.",
    )?;
    let came = vec![
        times(&table, &[], 0),
        times(&table, &[], 1),
        times(&table, &[0], 1),
        times(&table, &[1], 1),
    ];
    expect(
        "in 0, 1, 0, 1, 1: how often 0, and 1, 1 after 0, and after 1",
        came,
    )
    .but(
        vec![1, 0, 2, 1],
        "Shorter contexts are counted, too, for each token.",
    )
    .but(
        vec![0, 0, 2, 1],
        "There is no row of no context at all: it says how often each token \
         comes, whatever stands before.",
    )
    .but(
        vec![1, 3, 0, 0],
        "The longest context is missing: a range `a..b` ends before b.",
    )
    .is(vec![2, 3, 2, 1])
}

fn add_one() -> Outcome {
    let mut table = empty(3);
    table.rows.insert(&[0], vec![(1, 3), (2, 1)]);
    expect("add_one of counts 0, 3, 1", table.add_one(&[0]))
        .but(
            vec![0.0, 0.75, 0.25],
            "Take every count as one more than it is.",
        )
        .is(vec![1.0 / 7.0, 4.0 / 7.0, 2.0 / 7.0])?;
    expect("add_one of a context that never came", table.add_one(&[1]))
        .is(vec![1.0 / 3.0; 3])
}

/// 0 came twice and 1 three times, and 1 twice after 0; 2 never.
fn leaning<'a>() -> Table<'a> {
    let mut table = empty(3);
    table.rows.insert(&[], vec![(0, 2), (1, 3)]);
    table.rows.insert(&[0], vec![(1, 2)]);
    table
}

fn no_context() -> Outcome {
    expect(
        "probabilities(&[]) of the counts 2, 3, 0",
        leaning().probabilities(&[]),
    )
    .but(
        vec![0.5, 0.7, 0.1],
        "The sum is above 1: take DISCOUNT from each count.",
    )
    .but(
        vec![0.3, 0.5, 0.05],
        "The sum is below 1: each different token gives a DISCOUNT, and here \
         are two.",
    )
    .but(
        vec![0.5, 0.7, 0.25],
        "These have a sum of 1.45: what is given is DISCOUNT for each \
         different token, divided by the sum of the counts.",
    )
    .but(
        vec![0.25, 0.45, 0.0],
        "The sum is below 1, and what no row has seen is impossible: begin \
         with an even guess.",
    )
    .but(
        vec![1.0 / 3.0; 3],
        "The empty context is a row, too: the last range is `context.len()..`.",
    )
    .is(vec![0.35, 0.55, 0.1])
}

fn context() -> Outcome {
    let came = leaning().probabilities(&[0]);
    let right = vec![0.13125, 0.83125, 0.0375];
    expect("probabilities(&[0]), after which 1 came twice", came)
        .but(
            vec![0.2875, 0.675, 0.0375],
            "The row of no context had the last word: begin with the shortest \
             context.",
        )
        .is(right.clone())?;
    expect(
        "probabilities(&[2, 0]), which never came, but 0 did",
        leaning().probabilities(&[2, 0]),
    )
    .is(right)
}

fn counted_if_new() -> Outcome {
    let stream = [0, 1, 2, 1, 2];
    let table = Table::counted_if_new(&stream, 3, 1);
    let came = vec![
        times(&table, &[], 1),
        times(&table, &[], 2),
        times(&table, &[1], 2),
    ];
    expect(
        "in 0, 1, 2, 1, 2: how often 1 is new, and 2; 2 after 1",
        came,
    )
    .but(
        vec![2, 2, 1],
        "Go from the longest context to the shortest: the longer one says \
             whether the shorter one counts.",
    )
    .but(
        vec![2, 2, 2],
        "All was counted: stop where the token is not new.",
    )
    .but(
        vec![0, 0, 2],
        "A count of 1 is the first: the token was new there, and the \
             shorter context counts it.",
    )
    .is(vec![2, 1, 2])
}

fn written() -> Outcome {
    let mut contexts = Vec::new();
    let mut rng = PythonRandom::new(42);
    let next = |context: &[usize]| {
        contexts.push(context.to_vec());
        let mut probabilities = vec![0.0; 4];
        probabilities[context.last().map_or(0, |token| token + 1) % 4] = 1.0;
        probabilities
    };
    let came = write(&[0], 3, 2, &mut rng, next);
    expect("3 tokens after 0, if each is one more", came)
        .but(
            vec![0, 1, 2, 3],
            "The start is still there: return what was written.",
        )
        .but(vec![], "What was drawn must be written down.")
        .is(vec![1, 2, 3])?;
    expect("the contexts asked about, with 2 in view", contexts)
        .but(
            vec![vec![0], vec![0, 1], vec![0, 1, 2]],
            "A context has no more than `longest` tokens.",
        )
        .is(vec![vec![0], vec![0, 1], vec![1, 2]])
}

// 7.2

/// The words of a text.
fn cut(text: &str) -> Vec<String> {
    let words = words(text.as_bytes()).into_iter();
    words
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect()
}

fn word_ends() -> Outcome {
    let list = |words: &[&str]| -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    };
    expect(
        "words(\"He said: 'Aye,\\nsir!'\")",
        cut("He said: 'Aye,\nsir!'"),
    )
    .but(
        list(&[
            "He", " ", "said", ":", " ", "'", "Aye", ",", "\n", "sir", "!'",
        ]),
        "A space goes with what follows it: nothing ends behind one.",
    )
    .but(
        list(&["He", " said:", " 'Aye,\nsir!'"]),
        "A word ends where letters and signs meet, too.",
    )
    .but(
        list(&["He", " said", ":", " '", "Aye", ",\n", "sir", "!'"]),
        "A break is not a sign: there are three kinds, letters, signs and \
             breaks.",
    )
    .is(list(&[
        "He", " said", ":", " '", "Aye", ",", "\n", "sir", "!'",
    ]))?;
    expect("words(\"a  b\")", cut("a  b"))
        .but(
            list(&["a", "  b"]),
            "Two spaces are two words: a space begins one, whatever stands \
             before it.",
        )
        .is(list(&["a", " ", " b"]))?;
    expect("words(\"naïve\")", cut("naïve"))
        .but(
            list(&["na", "ï", "ve"]),
            "\"ï\" is a letter, too, though not of ASCII.",
        )
        .is(list(&["naïve"]))
}

fn word(tokens: &[usize], count: usize) -> Word {
    Word {
        tokens: tokens.to_vec(),
        count,
    }
}

/// How often each of two pairs comes.
fn counts(pairs: &Pairs, of: [[usize; 2]; 2]) -> Vec<usize> {
    let count = |pair| pairs.counts.get(&pair).copied().unwrap_or_default();
    of.map(count).to_vec()
}

fn add() -> Outcome {
    let mut pairs = Pairs::default();
    let came = pairs.add(7, &word(&[1, 2, 1, 2], 3));
    expect(
        "counts of [1, 2] and [2, 1] after a word 1, 2, 1, 2 that comes 3 \
         times",
        counts(&pairs, [[1, 2], [2, 1]]),
    )
    .but(
        vec![2, 1],
        "A pair counts as often as its word comes: add `word.count`.",
    )
    .but(vec![3, 3], "It has [1, 2] in two places: each counts.")
    .is(vec![6, 3])?;
    let places = pairs.places.get(&[1, 2]);
    ensure(
        places.is_some_and(|it| it.len() == 1 && it.contains(&7)),
        "Word 7 has the pair [1, 2], and the pair has no place in it: insert \
         the number of the word into its `places`.",
    )?;
    expect("the pairs that it returns", came).is(vec![[1, 2], [2, 1], [1, 2]])
}

fn remove() -> Outcome {
    let mut pairs = Pairs::default();
    pairs.add(0, &word(&[1, 2, 1, 2], 3));
    pairs.add(1, &word(&[1, 2], 5));
    pairs.remove(&word(&[1, 2, 1, 2], 3));
    expect(
        "counts of [1, 2] and [2, 1] after one of two words is removed",
        counts(&pairs, [[1, 2], [2, 1]]),
    )
    .but(
        vec![9, 2],
        "It must take back all that `add` counted: `word.count` for each.",
    )
    .but(vec![11, 3], "Nothing was taken back.")
    .is(vec![5, 0])
}

/// Three words in which [1, 2] was replaced by 300.
fn replaced() -> (Pairs, Vec<Word>) {
    let mut words = vec![word(&[1, 2, 3], 2), word(&[1, 2], 1), word(&[3], 4)];
    let mut pairs = Pairs::default();
    for (number, word) in words.iter().enumerate() {
        pairs.add(number, word);
    }
    pairs.replace([1, 2], 300, &mut words);
    (pairs, words)
}

fn replace() -> Outcome {
    let (pairs, words) = replaced();
    let came = words.into_iter().map(|word| word.tokens).collect();
    expect("1, 2, 3 and 1, 2 and 3 with 300 for 1, 2", came).is(vec![
        vec![300, 3],
        vec![300],
        vec![3],
    ])?;
    expect(
        "counts of [300, 3] and [2, 3] after that",
        counts(&pairs, [[300, 3], [2, 3]]),
    )
    .but(
        vec![2, 2],
        "The pairs that the word had before are still counted: take them \
         back before you merge.",
    )
    .but(vec![0, 0], "The word’s new pairs were not counted.")
    .is(vec![2, 0])?;
    let heap: Vec<_> = pairs.heap.into_vec();
    ensure(
        heap.contains(&(2, Reverse([300, 3]))),
        "[300, 3] is not in the heap. New pairs must go into the heap: it is \
         the only place where the most frequent is looked for.",
    )
}

fn heap() -> Outcome {
    let mut pairs = Pairs::default();
    pairs.counts.extend([([1, 2], 5), ([3, 4], 1)]);
    pairs.push_all([[1, 2], [3, 4]]);
    expect(
        "the heap after push_all of [1, 2], which comes 5 times, and [3, 4], \
         which comes once",
        Same(pairs.heap.into_sorted_vec()),
    )
    .but(
        Same(vec![(1, Reverse([3, 4])), (5, Reverse([1, 2]))]),
        "A merge of what comes once saves nothing: training ends when no pair \
         is left that comes twice.",
    )
    .but(
        Same(vec![(5, Reverse([2, 1]))]),
        "A pair must come out as it went in. `Reverse` turns the order of \
         pairs round, and not the pair.",
    )
    .is(Same(vec![(5, Reverse([1, 2]))]))
}

fn most_frequent() -> Outcome {
    let mut pairs = Pairs::default();
    pairs.counts.extend([([1, 2], 3), ([3, 4], 4)]);
    pairs
        .heap
        .extend([(7, Reverse([1, 2])), (4, Reverse([3, 4]))]);
    expect(
        "the most frequent of [1, 2], 3 times and 7 before, and [3, 4], 4 \
         times",
        Same(pairs.most_frequent()),
    )
    .but(
        Same(Some([1, 2])),
        "It is an old count that put [1, 2] on top: compare it with that of \
         today.",
    )
    .is(Same(Some([3, 4])))?;
    expect("and the next", Same(pairs.most_frequent()))
        .but(
            Same(None),
            "[1, 2] is lost, and it comes 3 times: push it again, with the \
             count of today.",
        )
        .is(Same(Some([1, 2])))?;
    expect("and then", Same(pairs.most_frequent())).is(Same(None))
}

fn train() -> Outcome {
    const TEXT: &[u8] = b"the whale, the sea, the ship";
    let pairs = BytePairs::train(TEXT, 258);
    ensure(
        pairs.size() <= 259,
        "train(…, 258) makes more than 3 merges: each byte is a token \
         already, and they count.",
    )?;
    expect("how many tokens train(…, 258) makes", pairs.size())
        .but(259, "That is one token more than was asked for.")
        .but(256, "Nothing was merged.")
        .is(258)?;
    expect("the first merges of \"the whale, the sea, the ship\"", {
        pairs.merges().to_vec()
    })
    .is(vec![[104, 101], [116, 256]])?;
    let ties = BytePairs::train(b"ab ab cd cd", 257);
    expect("the first merge of \"ab ab cd cd\"", ties.merges().to_vec())
        .but(
            vec![[99, 100]],
            "Of pairs that come equally often, take the one whose ids are \
             smallest: a space is 32.",
        )
        .is(vec![[32, 99]])?;
    let none = BytePairs::train(b"ab cd", 300);
    expect("how many tokens \"ab cd\" can have", none.size()).is(256)
}

fn train_on_the_novel() -> Outcome {
    allow(Duration::from_secs(60));
    let novel = Part::Training.of(MOBY_DICK);
    let pairs = BytePairs::train(novel.as_bytes(), 262);
    let piece = |id| String::from_utf8_lossy(pairs.piece(id)).into_owned();
    expect("the first 6 pieces", (256..262).map(piece).collect()).is([
        " t", "he", " a", "in", " the", " s",
    ]
    .map(str::to_owned)
    .to_vec())
}

/// A vocabulary with these merges.
fn merging(merges: &[[usize; 2]]) -> BytePairs {
    let mut pairs = BytePairs::new();
    merges.iter().for_each(|&merge| pairs.push(merge));
    pairs
}

fn encode_word() -> Outcome {
    let pairs = merging(&[[97, 98], [98, 99], [256, 99]]);
    expect(
        "\"abc\", with ab, bc and abc merged in this order",
        pairs.encode_word(b"abc"),
    )
    .but(
        vec![97, 257],
        "The merge that was found last came first: the smallest id is the \
         earliest.",
    )
    .but(
        vec![256, 99],
        "256 and 99 are a pair that was merged, too: go on until no pair is \
         left.",
    )
    .is(vec![258])?;
    let pairs = merging(&[[98, 99], [97, 98]]);
    expect(
        "\"abc\", with bc and then ab merged",
        pairs.encode_word(b"abc"),
    )
    .but(
        vec![257, 99],
        "The merges were done from left to right, and not in the order in \
             which they were found.",
    )
    .is(vec![97, 256])
}

fn encode_bytes() -> Outcome {
    let pairs = merging(&[[98, 32], [97, 98]]);
    expect(
        "\"ab ab\", with \"b \" and then \"ab\" merged",
        pairs.encode_bytes(b"ab ab"),
    )
    .but(
        vec![97, 256, 257],
        "A piece goes from one word into the next: cut it into words first.",
    )
    .is(vec![257, 32, 257])
}

fn decode_bytes() -> Outcome {
    let pairs = merging(&[[97, 98], [256, 99]]);
    expect("the text of 257, 256, 32", pairs.decode(&[257, 256, 32]))
        .is("abcab ".to_owned())?;
    let all: Vec<u8> = (0..=255).collect();
    let came = pairs.decode_bytes(&pairs.encode_bytes(&all));
    ensure(
        came == all,
        "The bytes 0 to 255 do not come back as they were: any bytes can be \
         encoded, also those that are no text.",
    )
}

// 7.3

/// A model of a vocabulary of five, with room for four tokens.
const CONFIG: Config = Config {
    vocab_size: 5,
    block_size: 4,
    n_embd: 4,
    n_head: 2,
    n_layer: 1,
};

/// Numbers whose model has opinions.
fn params() -> Vec<f64> {
    let mut rng = PythonRandom::new(42);
    (0..CONFIG.num_params())
        .map(|_| rng.gauss(0.0, 0.5))
        .collect()
}

/// The logits after some tokens.
fn logits(gpt: &Gpt<f64>, tokens: &[usize]) -> Vec<f64> {
    let mut cache = Cache::new(CONFIG.n_layer);
    let all = tokens.iter().map(|&token| gpt.logits(token, &mut cache));
    all.last().unwrap_or_default()
}

fn first_parameters() -> Outcome {
    let of = |std_dev: f64| -> Vec<f64> {
        let mut rng = PythonRandom::new(42);
        let draw = |_| rng.gauss(0.0, std_dev);
        (0..CONFIG.num_params()).map(draw).collect()
    };
    let came = initial_parameters(&CONFIG, 0.02, &mut PythonRandom::new(42));
    expect("initial_parameters(&config, 0.02, &mut rng)", came)
        .but(
            of(0.08),
            "0.08 is what Step 1 took: use the standard deviation that is \
             given.",
        )
        .but(of(0.0004), "`gauss` takes the spread, not the variance.")
        .is_throughout(of(0.02))
}

fn rates() -> Outcome {
    let recipe = Recipe {
        steps: 12,
        batch: 1,
        learning_rate: 1.0,
        warm_up: 2,
        init_std_dev: 0.02,
        weight_decay: 0.0,
    };
    let came = [0, 1, 2, 7, 11].map(|step| recipe.rate(step));
    let of = |rates: [f64; 5]| rates.to_vec();
    expect(
        "rates at 0, 1, 2, 7 and 11 of 12 steps, 2 of them warm-up",
        came.to_vec(),
    )
    .but(
        of([0.0, 0.5, 1.0, 0.5, 0.1]),
        "The first step would move nothing: steps count from 0, so add one.",
    )
    .but(
        of([0.5, 1.0, 10.0 / 12.0, 5.0 / 12.0, 1.0 / 12.0]),
        "The rate falls from where the warm-up ends: count the steps from \
         there.",
    )
    .but(
        of([0.5, 1.0, 1.0, 7.0 / 12.0, 3.0 / 12.0]),
        "The rate does not come down to 0: behind the warm-up there are fewer \
         steps.",
    )
    .is(of([0.5, 1.0, 1.0, 0.5, 0.1]))
}

fn prompt() -> Outcome {
    let params = params();
    let gpt = Gpt::new(CONFIG, &params);
    let writer = Writer::new(&gpt, &[0, 1, 2]);
    expect("the logits after the prompt 0, 1, 2", writer.logits)
        .but(
            logits(&gpt, &[2]),
            "It has read the last token of the prompt alone: read all of them.",
        )
        .but(vec![], "It has read nothing.")
        .is(logits(&gpt, &[0, 1, 2]))?;
    expect("the tokens so far", writer.tokens).is(vec![0, 1, 2])
}

fn no_prompt() -> Outcome {
    let params = params();
    let gpt = Gpt::new(CONFIG, &params);
    refuses(
        || Writer::new(&gpt, &[]).tokens.len(),
        "A prompt without a token must panic: there would be no logits to \
         draw from.",
    )
}

fn used_up() -> Outcome {
    let params = params();
    let gpt = Gpt::new(CONFIG, &params);
    let mut writer = Writer::new(&gpt, &[0, 1, 2, 3]);
    survives(
        || writer.read(4),
        "A fifth token with 4 positions: there is no position for one more. \
         Begin an empty cache before it is read.",
    )?;
    expect(
        "the logits after 0, 1, 2, 3, 4 with 4 positions",
        writer.logits,
    )
    .but(
        logits(&gpt, &[4]),
        "It has forgotten everything before: read the last half again.",
    )
    .but(
        logits(&gpt, &[0, 1, 4]),
        "It has read the first half again: what was read last is nearer.",
    )
    .but(
        logits(&gpt, &[3, 4, 4]),
        "The new token came twice: it is written down after it is read.",
    )
    .is(logits(&gpt, &[2, 3, 4]))
}

fn drawn() -> Outcome {
    let params = params();
    let gpt = Gpt::new(CONFIG, &params);
    let mut writer = Writer::new(&gpt, &[0]);
    let token = writer.write(1.0, &mut PythonRandom::new(42));
    expect("the tokens after one is written", writer.tokens)
        .but(
            vec![0],
            "The writer has to read what it has written: the next token \
             depends on it.",
        )
        .is(vec![0, token])?;
    let seeds = 1..=12;
    let came = seeds.clone().map(|seed| {
        let mut writer = Writer::new(&gpt, &[0]);
        writer.write(0.1, &mut PythonRandom::new(seed))
    });
    let of = |temperature: f64| -> Vec<usize> {
        let logits = logits(&gpt, &[0]);
        let probs = softmax(&at_temperature(&logits, temperature));
        let draw = |seed| PythonRandom::new(seed).choose_weighted(&probs);
        seeds.clone().map(draw).collect()
    };
    expect(
        "a token after 0 at temperature 0.1, from 12 seeds",
        came.collect(),
    )
    .but(
        of(1.0),
        "The temperature changes nothing: give the logits to \
             `at_temperature` first.",
    )
    .is(of(0.1))
}
