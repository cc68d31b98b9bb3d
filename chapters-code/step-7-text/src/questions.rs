//! Questions with answers that can be checked.

use portable::PythonRandom;
use step_4_transformer::Gpt;

use crate::{Vocabulary, Windows, Writer};

// ANCHOR: question
/// A question, and the answer that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// A line.
    pub asked: String,
    /// A line, which ends it.
    pub answer: String,
}

impl Question {
    /// How a word is spelled.
    ///
    /// ```
    /// use step_7_text::Question;
    ///
    /// let question = Question::spelling("whale");
    /// assert_eq!(question.asked, "How is whale spelled?\n");
    /// assert_eq!(question.answer, "w-h-a-l-e\n");
    /// ```
    pub fn spelling(word: &str) -> Self {
        let letters: Vec<String> = word.chars().map(String::from).collect();
        Question {
            asked: format!("How is {word} spelled?\n"),
            answer: format!("{}\n", letters.join("-")),
        }
    }
}
// ANCHOR_END: question

// ANCHOR: lesson
/// Questions and answers as a stream, and which of its tokens are answers.
///
/// ```
/// use step_7_text::{Characters, Lesson, Question};
///
/// let questions = [Question::spelling("sea"), Question::spelling("ice")];
/// let characters = Characters::of("How is seaicpld?-\n");
/// let lesson = Lesson::of(&questions, &characters).unwrap();
/// assert_eq!(lesson.starts, [0, 26]);
/// assert_eq!(lesson.is_answer.iter().filter(|&&it| it).count(), 12);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Question, answer, question, answer, and so on.
    pub stream: Vec<usize>,
    /// Whether each token is part of an answer.
    pub is_answer: Vec<bool>,
    /// Where the questions begin.
    pub starts: Vec<usize>,
}

impl Lesson {
    /// These questions, one after the other, or `None` if something in them
    /// has no token.
    pub fn of(
        questions: &[Question],
        vocabulary: &dyn Vocabulary,
    ) -> Option<Self> {
        let mut lesson = Lesson::default();
        for Question { asked, answer } in questions {
            lesson.starts.push(lesson.stream.len());
            for (text, is_answer) in [(asked, false), (answer, true)] {
                lesson.stream.extend(vocabulary.encode(text)?);
                lesson.is_answer.resize(lesson.stream.len(), is_answer);
            }
        }
        Some(lesson)
    }
}
// ANCHOR_END: lesson

// ANCHOR: draw
impl Lesson {
    /// Windows that begin where questions do, and for each of their targets
    /// whether it is part of an answer.
    ///
    /// ```
    /// use portable::PythonRandom;
    /// use step_7_text::{Characters, Lesson, Question};
    ///
    /// let questions = vec![Question::spelling("sea"); 3];
    /// let characters = Characters::of("How is seapld?-\n");
    /// let lesson = Lesson::of(&questions, &characters).unwrap();
    /// let mut rng = PythonRandom::new(42);
    /// let (windows, mask) = lesson.draw(26, 1, &mut rng);
    /// let window = [windows.tokens[0], &windows.targets[0][25..]].concat();
    /// assert_eq!(window, lesson.stream[..27]);
    /// let counted: Vec<usize> = (0..26).filter(|&t| mask[0][t]).collect();
    /// assert_eq!(counted, [19, 20, 21, 22, 23, 24]);
    /// ```
    ///
    /// # Panics
    ///
    /// If no window of `len` tokens fits, with the token behind it.
    pub fn draw(
        &self,
        len: usize,
        batch: usize,
        rng: &mut PythonRandom,
    ) -> (Windows<'_>, Vec<&[bool]>) {
        let fits = |&&start: &&usize| start + len < self.stream.len();
        let count = self.starts.iter().take_while(fits).count();
        let even = vec![1.0; count];
        let start = |_| self.starts[rng.choose_weighted(&even)];
        let starts: Vec<usize> = (0..batch).map(start).collect();
        let mask = |&start: &usize| &self.is_answer[start + 1..][..len];
        let windows = Windows::at(&self.stream, &starts, len);
        (windows, starts.iter().map(mask).collect())
    }
}
// ANCHOR_END: draw

/// How many tokens an answer has at most.
const LONGEST: usize = 30;

// ANCHOR: answer
/// What a model answers: the likeliest token each time, up to the end of a
/// line. `None` if something that is asked has no token.
///
/// ```
/// use step_4_transformer::{Config, Gpt};
/// use step_7_text::{Characters, answer};
///
/// // A model to which all tokens are alike takes the last of them.
/// let config = Config::of_the_guide(4);
/// let params = vec![0.0; config.num_params()];
/// let gpt = Gpt::new(config, &params);
/// let characters = Characters::of("is?!");
/// let given = answer(&gpt, &characters, "is?").unwrap();
/// assert!(given.starts_with("sss"));
/// ```
///
/// # Panics
///
/// If the question is empty.
pub fn answer(
    gpt: &Gpt<f64>,
    vocabulary: &dyn Vocabulary,
    asked: &str,
) -> Option<String> {
    let mut writer = Writer::new(gpt, &vocabulary.encode(asked)?);
    let mut answer = String::new();
    for _ in 0..LONGEST {
        let token = writer.likeliest();
        answer += &vocabulary.decode(&[token]);
        if answer.ends_with('\n') {
            break;
        }
        writer.read(token);
    }
    Some(answer)
}
// ANCHOR_END: answer
