//! The widgets of Step 7, Text.

use crate::{Answers, json};

pub mod model_on_paper;
pub mod novel_training;
pub mod word_pieces;

/// The results that this step keeps between two questions.
#[derive(Debug, Default)]
pub(crate) struct State {
    novel: Option<novel_training::NovelTraining>,
}

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("novel-start", |desk, q| {
        json(novel_training::start(desk, q))
    }),
    ("novel-steps", |desk, q| {
        json(novel_training::steps(desk, q))
    }),
    ("novel-look", |desk, q| json(novel_training::look(desk, q))),
    ("novel-bits", |desk, _| json(novel_training::bits(desk))),
    ("model-on-paper", |desk, q| {
        json(model_on_paper::answer(desk, q))
    }),
    ("word-pieces", |desk, q| json(word_pieces::answer(desk, q))),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

    #[test]
    fn the_first_frame_is_the_figure_of_the_page() {
        let look = Desk::default().ask(&json!({
            "ask": "novel-look",
            "prompt": "",
            "temperature": 1,
        }));
        let figure =
            include_str!("../../../src/step-7-text/outputs/novel-training.svg");
        assert_eq!(look["picture"]["svg"], figure);
        assert!(look["written"].is_null());
    }
}
