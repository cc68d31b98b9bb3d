//! The numbers in the sentences of 7.1.

use std::collections::HashMap;
use std::sync::LazyLock;

use portable::PythonRandom;
use portable::math;
use step_7_text::{
    Characters, MOBY_DICK, Part, Table, Vocabulary as _, chapters,
};
use typeset::{Facts, fixed, percent, thousands};

use super::compressors::{ORDER, zstd_version};
use super::tables::{
    BITS, CHARACTERS, CHOSEN, LONGEST, TRAINING, VALIDATION, bits, encode,
    seen, table,
};
use super::yardsticks::SHANNON;
use crate::spread::{ends, mean};

/// Seeds of the lines that are asked about.
const SEEDS: [u32; 4] = [1, 2, 3, 4];

pub fn facts(facts: Facts) -> Facts {
    let facts = letter_h(facts);
    let size = CHARACTERS.size();
    let part = |part: Part| {
        let chapters = (1..=chapters(MOBY_DICK).len())
            .filter(|&number| Part::of_chapter(number) == part);
        let characters = part.of(MOBY_DICK).chars().count();
        (chapters.count(), characters)
    };
    let [training, validation, test] =
        [Part::Training, Part::Validation, Part::Test].map(part);
    let characters = MOBY_DICK.chars().count();
    let table = table(CHOSEN);
    let breaks = line_breaks(&table);
    let beside = beside_what_was_read(&table);
    let last = BITS[LONGEST];
    let by_chapter = by_chapter(&table);
    let contexts = seen(CHOSEN);
    assert!(BITS[CHOSEN].ones > BITS[1].ones, "worse than with one");
    facts
        .with("novel-characters", thousands(characters))
        .with("novel-chapters", chapters(MOBY_DICK).len())
        .with("novel-distinct", size)
        .with("training-chapters", training.0)
        .with("training-characters", thousands(training.1))
        .with("validation-chapters", validation.0)
        .with("validation-characters", thousands(validation.1))
        .with("test-chapters", test.0)
        .with("test-characters", thousands(test.1))
        .with("training-over-names", training_over_names(training.1))
        .with("bits-between", fixed(BITS[4].new, 2))
        .with("even-bits", fixed(log2(size), 2))
        .with("ones-3", fixed(BITS[3].ones, 2))
        .with("ones-5", fixed(BITS[CHOSEN].ones, 2))
        .with("all-3", fixed(BITS[3].all, 2))
        .with("all-5", fixed(BITS[CHOSEN].all, 2))
        .with("all-last", fixed(last.all, 2))
        .with("new-5", fixed(BITS[CHOSEN].new, 2))
        .with("new-last", fixed(last.new, 2))
        .with("new-7", fixed(seven(), 2))
        .with("contexts-5", thousands(BITS[CHOSEN].contexts))
        .with("met-5", percent(met(&contexts), 0))
        .with("once-5", percent(once(&contexts), 0))
        .with("zling", behind("zling"))
        .with("ling", behind("ling"))
        .with("chapter-least", fixed(ends(&by_chapter)[0], 2))
        .with("chapter-most", fixed(ends(&by_chapter)[1], 2))
        .with("line-breaks", fixed(breaks, 2))
        .with("zstd-version", zstd_version())
        .with("ppmd-order", ORDER)
        .with("letters-5", fixed(*IN_LETTERS, 2))
        .with("shannon-least", SHANNON[0])
        .with("shannon-most", SHANNON[1])
        .with("beside-gain", fixed(mean(&beside), 3))
        .with("beside-least", fixed(ends(&beside)[0], 3))
        .with("beside-most", fixed(ends(&beside)[1], 3))
        .with("beside-share", percent(mean(&beside) / BITS[CHOSEN].new, 0))
}

/// Of the contexts in the validation chapters, the share that came in the
/// training chapters.
fn met(contexts: &HashMap<&[usize], usize>) -> f64 {
    let asked = VALIDATION.windows(CHOSEN);
    let n = asked.len() as f64;
    asked.filter(|&it| contexts.contains_key(it)).count() as f64 / n
}

/// Of the contexts in the training chapters, the share that came once.
fn once(contexts: &HashMap<&[usize], usize>) -> f64 {
    let once = contexts.values().filter(|&&n| n == 1).count();
    once as f64 / contexts.len() as f64
}

/// Bits per character of a table of seven characters.
fn seven() -> f64 {
    let table = table(7);
    let seven = bits(&VALIDATION, 7, |it| table.probabilities(it));
    assert!(seven > BITS[LONGEST].new + 0.01, "the text says: harm");
    seven
}

/// How often something stands in the training chapters.
fn behind(text: &str) -> usize {
    Part::Training.of(MOBY_DICK).matches(text).count()
}

/// The "h": how many stand after a "t", and what the row of no context gives
/// it if it counts each, and if it counts what is new to the rows of one.
fn letter_h(facts: Facts) -> Facts {
    let h = encode("h")[0];
    let each = Table::counted(&TRAINING, CHARACTERS.size(), 1);
    let [each, new] =
        [&each, &*table(1)].map(|table| table.probabilities(&[])[h]);
    assert!(new < each / 2.0, "the text says: far less");
    let after = (behind("th") + behind("Th")) as f64 / behind("h") as f64;
    facts
        .with("h-after-t", percent(after, 0))
        .with("h-each", percent(each, 1))
        .with("h-new", percent(new, 1))
}

/// Bits per character of each of the validation chapters.
fn by_chapter(table: &Table) -> Vec<f64> {
    let numbered = (1..).zip(chapters(MOBY_DICK));
    numbered
        .filter(|&(number, _)| Part::of_chapter(number) == Part::Validation)
        .map(|(_, chapter)| {
            bits(&encode(chapter), CHOSEN, |it| table.probabilities(it))
        })
        .collect()
}

/// How many times as long the training chapters are as the thousand names of
/// most runs.
fn training_over_names(characters: usize) -> String {
    let names = &runs::corpus().0.docs[..runs::NUM_STEPS];
    // Each has BOS on both sides, of which one is predicted.
    let letters: usize = names.iter().map(|name| name.len() - 1).sum();
    thousands(fixed(characters as f64 / letters as f64, 0))
}

fn log2(n: usize) -> f64 {
    math::ln(n as f64) / math::ln(2.0)
}

/// Bits per character for the choice between a space and the end of a line.
fn line_breaks(table: &Table) -> f64 {
    let blanks = encode(" \n");
    let choice = bits(&VALIDATION, CHOSEN, |context| {
        let mut chances = table.probabilities(context);
        let both: f64 = blanks.iter().map(|&blank| chances[blank]).sum();
        // All else is certain.
        for (token, chance) in chances.iter_mut().enumerate() {
            *chance = if blanks.contains(&token) {
                *chance / both
            } else {
                1.0
            };
        }
        chances
    });
    assert!(choice > 0.0);
    choice
}

/// What it gains to have read the neighbours of the lines that are asked: half
/// of the lines of the validation chapters, in the place of as many characters
/// of the training chapters. The other half is asked.
fn beside_what_was_read(table: &Table) -> Vec<f64> {
    let validation = Part::Validation.of(MOBY_DICK);
    let gain = |seed| {
        let mut rng = PythonRandom::new(seed);
        let (read, asked): (Vec<&str>, Vec<&str>) = validation
            .split_inclusive('\n')
            .partition(|_| rng.random() < 0.5);
        let [read, asked] = [read, asked].map(|it| encode(&it.concat()));
        let kept = &TRAINING[..TRAINING.len() - read.len()];
        let stream = [kept, &read].concat();
        let beside = Table::counted_if_new(&stream, CHARACTERS.size(), CHOSEN);
        let of = |table: &Table| {
            bits(&asked, CHOSEN, |context| table.probabilities(context))
        };
        of(table) - of(&beside)
    };
    let gains: Vec<f64> = SEEDS.map(gain).to_vec();
    assert!(gains.iter().all(|&gain| gain > 0.0), "each time: {gains:?}");
    gains
}

/// Bits per letter in Shannon's alphabet: a to z, and one space for all that
/// stands between.
pub static IN_LETTERS: LazyLock<f64> = LazyLock::new(|| {
    let folded = |part: Part| {
        let text = part.of(MOBY_DICK).to_lowercase();
        let words = text.split(|c: char| !c.is_ascii_lowercase());
        let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
        words.join(" ")
    };
    let [training, validation] = [Part::Training, Part::Validation].map(folded);
    let letters = Characters::of(&training);
    assert_eq!(letters.size(), 27);
    let encode = |text: &str| letters.encode(text).expect("letters");
    let (training, validation) = (encode(&training), encode(&validation));
    let table = Table::counted_if_new(&training, letters.size(), CHOSEN);
    bits(&validation, CHOSEN, |it| table.probabilities(it))
});
