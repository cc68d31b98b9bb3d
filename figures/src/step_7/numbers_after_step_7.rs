//! The numbers so far, with which the step ends.

use std::sync::LazyLock;

use runs::text::groups::groups;
use runs::text::on_test::{OnTest, recorded};
use step_4_transformer::Config;
use step_7_text::{MOBY_DICK, Part, chapters};
use typeset::{Facts, fixed, thousands};

use super::compressors::{PPMD, PPMD_ON_TEST};
use super::record::{bits_of, runs_of};
use super::tables::{BITS, CHOSEN, bits, encode, table};
use crate::spread::ends;

/// The plans of the models that were kept.
const NOVEL: &str = "novel";
const MEAN: &str = "novel, mean of the values";

/// The plans of the same model in other runs, and what the table calls them.
const OTHERS: [(&str, &str); 2] = [
    ("pieces", "the model, half the batch"),
    ("pieces that shrink", "the same, with weights that shrink"),
];

/// The last of them.
const BEST: &str = "pieces that shrink";

/// A test chapter that is written as a play.
const PLAY: usize = 40;

/// What the table of five characters costs on the test chapters, in bits per
/// character: all of them, and each by its number.
static TABLE: LazyLock<(f64, Vec<(usize, f64)>)> = LazyLock::new(|| {
    let table = table(CHOSEN);
    let on =
        |text: &str| bits(&encode(text), CHOSEN, |it| table.probabilities(it));
    let numbered = (1..).zip(chapters(MOBY_DICK));
    let of_test = numbered.filter(|(n, _)| Part::of_chapter(*n) == Part::Test);
    let each = of_test.map(|(number, text)| (number, on(text)));
    (on(&Part::Test.of(MOBY_DICK)), each.collect())
});

/// What came of a kept model of a group. Its validation loss is that of its own
/// record.
fn asked(group: &str, name: &str) -> OnTest {
    let mut models = recorded().into_iter();
    let of = |model: &OnTest| model.name == format!("{name}/1");
    let model = models.find(of).expect("a recorded model");
    let before = bits_of(group, name)[0];
    let apart = (model.validation - before).abs();
    assert!(apart < 1e-3, "{name} is another model: {apart}");
    model
}

/// The sizes of both models.
fn config() -> Config {
    let groups = groups();
    let mut plans = groups.iter().flat_map(|group| &group.plans);
    let plan = plans.find(|plan| plan.name == format!("{NOVEL}/1"));
    plan.expect("the step's model").config
}

pub fn figure() -> String {
    let (novel, mean) = (asked("novel", NOVEL), asked("novel", MEAN));
    let table = BITS[CHOSEN].new;
    let mut rows = vec![
        ("a table of five characters", 0, table, TABLE.0),
        ("PPMd (7-Zip)", 0, *PPMD, *PPMD_ON_TEST),
        (
            "the model, with a plain mean for attention",
            config().num_params(),
            mean.validation,
            mean.test,
        ),
        (
            "the model",
            config().num_params(),
            novel.validation,
            novel.test,
        ),
    ];
    for (name, words) in OTHERS {
        let other = asked("decay", name);
        let params = config().num_params();
        rows.push((words, params, other.validation, other.test));
    }
    let mut table = typeset::Table::new()
        .left("")
        .right("parameters")
        .right("validation chapters")
        .right("test chapters");
    for (name, params, validation, test) in rows {
        let params = match params {
            0 => "none".to_owned(),
            params => thousands(params),
        };
        let bits = [validation, test].map(|bits| fixed(bits, 2));
        let [validation, test] = bits;
        table = table.row([name.to_owned(), params, validation, test]);
    }
    table.to_string()
}

pub fn facts(facts: Facts) -> Facts {
    let (novel, mean) = (asked("novel", NOVEL), asked("novel", MEAN));
    let curve = &runs_of("novel", NOVEL)[0].curve;
    let lower = |a: &&[f64; 3], b: &&[f64; 3]| a[2].total_cmp(&b[2]);
    let lowest = curve.iter().min_by(lower).expect("a curve");
    let end = curve.last().expect("a curve");
    assert!(lowest[2] < end[2] - 0.05, "the text says that it rose");
    assert!(lowest[1] > end[1], "and that the training loss fell");
    let (best, ppmd) = (asked("decay", BEST), *PPMD_ON_TEST);
    let pairs = novel.chapters.iter().zip(&TABLE.1);
    let above = pairs.map(|((a, ours), (b, theirs))| {
        assert_eq!(a, b, "the same chapters");
        ours - theirs
    });
    let [least, most] = ends(&above.collect::<Vec<_>>());
    assert!(least > 0.0, "it says that each costs more");
    for of in [&best.chapters, &novel.chapters, &TABLE.1] {
        let costliest = of.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        assert_eq!(costliest.map(|it| it.0), Some(PLAY));
    }
    assert!((novel.test - mean.test).abs() < 0.01, "the same, it says");
    assert!(best.test < TABLE.0 - 0.05, "it is below the table");
    assert!(best.test > ppmd + 0.02, "and above PPMd, here");
    assert!(best.validation < *PPMD, "and below it, there");
    let play = |of: &[(usize, f64)]| {
        let found = of.iter().find(|(number, _)| *number == PLAY);
        fixed(found.expect("a test chapter").1, 2)
    };
    facts
        .with("last-way", fixed(BITS[CHOSEN].new - best.validation, 2))
        .with("last-below-table", fixed(TABLE.0 - best.test, 2))
        .with("last-above-ppmd", fixed(best.test - ppmd, 2))
        .with("last-above-table-least", fixed(least, 2))
        .with("last-above-table-most", fixed(most, 2))
        .with("last-mean", fixed(mean.validation - novel.validation, 2))
        .with("last-play", play(&best.chapters))
        .with("last-play-table", play(&TABLE.1))
}
