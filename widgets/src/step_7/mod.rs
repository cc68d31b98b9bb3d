//! The widgets of Step 7, Text.

use runs::text::page::PageRun;

use crate::{Answers, json};

pub mod model_on_paper;
pub mod novel_training;
pub mod word_pieces;

/// The results that this step keeps between two questions.
#[derive(Debug, Default)]
pub(crate) struct State {
    novel: Option<PageRun>,
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
    use runs::text::page::recorded;
    use serde_json::json;

    use super::novel_training::picture;
    use crate::Desk;

    #[test]
    fn the_figure_of_the_page_is_the_whole_run() {
        let figure =
            include_str!("../../../src/step-7-text/outputs/novel-training.svg");
        assert_eq!(picture(&recorded()).svg, figure);
        let look = Desk::default().ask(&json!({
            "ask": "novel-look",
            "prompt": "",
            "temperature": 1,
        }));
        assert_eq!(look["picture"]["svg"], picture(&[]).svg);
        assert!(look["written"].is_null());
    }
}
