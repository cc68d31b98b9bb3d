//! The test chapters, which nothing was chosen by: what the models that were
//! kept make of them, asked once.

use std::fmt::Write as _;

use step_5_adam::Adam;
use step_7_text::{
    MOBY_DICK, Part, TextTrainer, bits_per_character, chapters, evaluate,
};

use super::Plan;

/// What was recorded.
const RECORD: &str = include_str!("../../record/test.txt");

/// The models that were asked.
pub fn recorded() -> Vec<OnTest> {
    read(RECORD)
}

/// What a kept model costs, in bits per character.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnTest {
    /// The name of its plan.
    pub name: String,
    /// On the validation chapters, as its own record has it.
    pub validation: f64,
    /// On the test chapters.
    pub test: f64,
    /// On each of these, by its number.
    pub chapters: Vec<(usize, f64)>,
}

/// Asks a model of a plan about the text that it has not learned from.
///
/// # Panics
///
/// If the parameters are not of its size.
pub fn ask(plan: &Plan, params: &[f64]) -> OnTest {
    let adam = Adam::new(params.len());
    let mut trainer =
        TextTrainer::<f32>::new(plan.config, plan.parts, params, &adam);
    let vocabulary = plan.tokens.vocabulary();
    let mut bits = |text: &str| {
        let stream = vocabulary.encode(text).expect("made for this text");
        let losses = evaluate(&mut trainer, &stream);
        let mean = losses.iter().sum::<f64>() / losses.len() as f64;
        bits_per_character(mean, stream.len(), text.chars().count())
    };
    let numbered = (1..).zip(chapters(MOBY_DICK));
    let of_test = numbered.filter(|(n, _)| Part::of_chapter(*n) == Part::Test);
    OnTest {
        name: plan.name.clone(),
        validation: bits(&Part::Validation.of(MOBY_DICK)),
        test: bits(&Part::Test.of(MOBY_DICK)),
        chapters: of_test.map(|(n, text)| (n, bits(text))).collect(),
    }
}

/// The lines of a model in the record.
pub fn lines(of: &OnTest) -> String {
    let mut text = format!("model\t{}\n", of.name);
    let _ = writeln!(text, "validation\t{:.4}", of.validation);
    let _ = writeln!(text, "test\t{:.4}", of.test);
    for (number, bits) in &of.chapters {
        let _ = writeln!(text, "chapter\t{number}\t{bits:.4}");
    }
    text
}

/// The models of a record.
///
/// ```
/// use runs::text::on_test::read;
///
/// let record = "# Made.\nmodel\tnovel/1\nvalidation\t2\ntest\t2.5\n";
/// let [novel] = &read(record)[..] else { panic!("there is one") };
/// assert_eq!((novel.validation, novel.test), (2.0, 2.5));
/// ```
///
/// # Panics
///
/// If a number is none.
pub fn read(record: &str) -> Vec<OnTest> {
    let mut models: Vec<OnTest> = Vec::new();
    for line in record.lines() {
        let words: Vec<&str> = line.split('\t').collect();
        let bits = |word: &str| word.parse().expect("a number");
        if let ["model", name] = words[..] {
            models.push(OnTest {
                name: name.to_owned(),
                ..OnTest::default()
            });
        }
        let Some(model) = models.last_mut() else {
            continue;
        };
        match words[..] {
            ["validation", number] => model.validation = bits(number),
            ["test", number] => model.test = bits(number),
            ["chapter", of, number] => {
                let of = of.parse().expect("a number");
                model.chapters.push((of, bits(number)));
            }
            _ => {}
        }
    }
    models
}
