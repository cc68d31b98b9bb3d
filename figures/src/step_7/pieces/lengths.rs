//! Characters per token, by the size of the vocabulary.

use typeset::{Axis, Chart};

use super::{PAIRS, TRAINING, VALIDATION, per_token};

pub fn figure() -> String {
    let few = [256, 272, 288, 320, 384, 448];
    let sizes: Vec<usize> =
        few.into_iter().chain((512..=2048).step_by(128)).collect();
    let at = |text: &str, size: usize| {
        let tokens = PAIRS.first(size).encode_bytes(text.as_bytes());
        per_token(text, &tokens)
    };
    let curve = |text| sizes.iter().map(move |&it| [it as f64, at(text, it)]);
    for text in [&TRAINING, &VALIDATION] {
        let gained = |from, to| at(text, to) - at(text, from);
        assert!(gained(256, 356) > gained(1048, 2048), "the first hundred");
    }
    Chart::new(
        "Characters per token rise with the vocabulary, ever more slowly",
        Axis::linear(
            "tokens in the vocabulary",
            &[256.0, 512.0, 1024.0, 1536.0, 2048.0],
        ),
        Axis::linear("characters per token", &[0.0, 1.0, 2.0, 3.0, 4.0]),
    )
    .line("series-0", "training chapters", curve(&TRAINING))
    .line("series-5", "validation chapters", curve(&VALIDATION))
    .to_string()
}
