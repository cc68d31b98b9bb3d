//! The widgets of Step 3, Attention.

use crate::{Answers, json};

pub mod trace;

pub mod attention_output;
pub mod attention_weights;
pub mod echo_training;
pub mod kv_cache;
pub mod position_sum;
pub mod query_key_value;
pub mod rms_norm;

/// The results that this step keeps between two questions.
#[derive(Debug, Default)]
pub(crate) struct State {
    echo: Option<echo_training::EchoTraining>,
}

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
    ("echo-training", |desk, q| {
        json(echo_training::answer(desk, q))
    }),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

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
                json!({
                    "ask": "position-sum",
                    "name": "emma",
                    "first": 2,
                    "second": 3,
                    "trained": true,
                }),
                &["/picture"][..],
                output!("position-sum.svg"),
            ),
            (
                json!({
                    "ask": "query-key-value",
                    "name": "emma",
                    "trained": true,
                }),
                &["/pictures/0", "/pictures/1", "/pictures/2"],
                output!("query-key-value.svg"),
            ),
            (
                json!({
                    "ask": "attention-weights",
                    "name": "emma",
                    "position": 3,
                    "trained": true,
                }),
                &["/pictures/0", "/pictures/1"],
                output!("attention-weights.svg"),
            ),
            (
                json!({
                    "ask": "attention-output",
                    "name": "emma",
                    "position": 3,
                    "trained": true,
                }),
                &["/gathering", "/stream"],
                output!("residual-stream.svg"),
            ),
            (
                json!({"ask": "kv-cache", "name": "emma", "calls": 5}),
                &["/picture"],
                output!("cache-rows.svg"),
            ),
            (
                json!({
                    "ask": "echo-training",
                    "word": "rust",
                    "attention": true,
                    "step": 3000,
                    "slice": 3000,
                }),
                &["/picture"],
                output!("echo-attention.svg"),
            ),
        ];
        let desk = &mut Desk::default();
        for (question, parts, figure) in pictures {
            let answer = desk.ask(&question);
            let svg = |part| answer.pointer(part).unwrap()["svg"].as_str();
            let svgs: String = parts.iter().filter_map(|it| svg(it)).collect();
            assert!(svgs == figure, "{question}");
        }
    }

    #[test]
    fn a_position_that_a_shorter_name_has_not_is_its_last() {
        let desk = &mut Desk::default();
        let question = json!({
            "ask": "attention-weights",
            "name": "al",
            "position": 9,
            "trained": false,
        });
        let answer = desk.ask(&question);
        assert_eq!(answer["position"], 2);
        assert_eq!(answer["weights"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn what_no_name_has_is_refused() {
        let desk = &mut Desk::default();
        for question in [
            json!({
                "ask": "attention-weights",
                "name": "emma",
                "position": 16,
                "trained": true,
            }),
            json!({
                "ask": "attention-output",
                "name": "emma",
                "position": -1,
                "trained": true,
            }),
            json!({"ask": "kv-cache", "name": "emma", "calls": 17}),
            json!({"ask": "query-key-value", "name": "", "trained": true}),
            json!({
                "ask": "position-sum",
                "name": "zoë",
                "first": 0,
                "second": 1,
                "trained": true,
            }),
        ] {
            let answer = desk.ask(&question);
            assert!(answer["refusal"].is_string(), "{question}");
        }
    }

    #[test]
    fn an_empty_cache_can_be_shown() {
        let answer = Desk::default()
            .ask(&json!({"ask": "kv-cache", "name": "emma", "calls": 0}));
        assert_eq!(answer["calls"], 0);
        assert_eq!(answer["rows"][4]["without"], 15);
    }
}
