//! The widgets of Step 3, Attention.

use crate::{Answers, json};

pub mod trace;

pub mod attention_output;
pub mod attention_weights;
pub mod kv_cache;
pub mod position_sum;
pub mod query_key_value;
pub mod rms_norm;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("position-sum", |desk, q| {
        json(position_sum::answer(desk, q))
    }),
    ("rms-norm", |_, q| json(rms_norm::answer(q))),
    ("query-key-value", |desk, q| {
        json(query_key_value::answer(desk, q))
    }),
    ("attention-weights", |desk, q| {
        json(attention_weights::answer(desk, q))
    }),
    ("attention-output", |desk, q| {
        json(attention_output::answer(desk, q))
    }),
    ("kv-cache", |desk, q| json(kv_cache::answer(desk, q))),
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::Desk;

    fn answer(desk: &mut Desk, question: &str) -> Value {
        let text = desk.answer(&question.replace(' ', "\u{1f}"));
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn first_frames_are_the_figures_of_the_pages() {
        macro_rules! output {
            ($name:literal) => {
                include_str!(concat!(
                    "../../../src/step-3-attention/outputs/",
                    $name
                ))
            };
        }
        let pictures = [
            (
                "position-sum name emma first 2 second 3 trained true",
                &["/picture"][..],
                output!("position-sum.svg"),
            ),
            (
                "query-key-value name emma trained true",
                &["/pictures/0", "/pictures/1", "/pictures/2"],
                output!("query-key-value.svg"),
            ),
            (
                "attention-weights name emma position 3 trained true",
                &["/pictures/0", "/pictures/1"],
                output!("attention-weights.svg"),
            ),
            (
                "attention-output name emma position 3 trained true",
                &["/gathering", "/stream"],
                output!("residual-stream.svg"),
            ),
            (
                "kv-cache name emma calls 5",
                &["/picture"],
                output!("cache-rows.svg"),
            ),
        ];
        let desk = &mut Desk::default();
        for (question, parts, figure) in pictures {
            let answer = answer(desk, question);
            let svg = |part| answer.pointer(part).unwrap()["svg"].as_str();
            let svgs: String = parts.iter().filter_map(|it| svg(it)).collect();
            assert!(svgs == figure, "{question}");
        }
    }

    #[test]
    fn a_position_that_a_shorter_name_has_not_is_its_last() {
        let desk = &mut Desk::default();
        let question = "attention-weights name al position 9 trained false";
        let answer = answer(desk, question);
        assert_eq!(answer["position"], 2);
        assert_eq!(answer["weights"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn what_no_name_has_is_refused() {
        let desk = &mut Desk::default();
        for question in [
            "attention-weights name emma position 16 trained true",
            "attention-output name emma position -1 trained true",
            "kv-cache name emma calls 17",
            "query-key-value name  trained true",
            "position-sum name zoë first 0 second 1 trained true",
        ] {
            let answer = answer(desk, question);
            assert!(answer["refusal"].is_string(), "{question}");
        }
    }

    #[test]
    fn an_empty_cache_can_be_shown() {
        let answer = answer(&mut Desk::default(), "kv-cache name emma calls 0");
        assert_eq!(answer["calls"], 0);
        assert_eq!(answer["rows"][4]["without"], 15);
    }
}
