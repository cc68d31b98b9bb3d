//! The widgets of Step 0, Counting.

use runs::NUM_STEPS;
use step_0_counting::Counts;

use crate::{Answers, Desk, Question, Refusal, json};

pub mod count_table;
pub mod distinct_characters;
pub mod loss_curve;
pub mod name_sampler;
pub mod next_token;
pub mod pair_losses;
pub mod token_chips;
pub mod token_pairs;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("distinct-characters", |_, q| {
        json(distinct_characters::answer(q))
    }),
    ("token-chips", |desk, q| json(token_chips::answer(desk, q))),
    ("count-table", |desk, q| json(count_table::answer(desk, q))),
    ("next-token", |desk, q| json(next_token::answer(desk, q))),
    ("token-pairs", |desk, q| json(token_pairs::answer(desk, q))),
    ("pair-losses", |desk, q| json(pair_losses::answer(desk, q))),
    ("loss-curve", |desk, _| json(Ok(loss_curve::answer(desk)))),
    ("name-sampler", |desk, q| {
        json(name_sampler::answer(desk, q))
    }),
];

/// The names of the tokens: a to z and BOS.
fn token_names() -> Vec<String> {
    let letters = ('a'..='z').map(String::from);
    letters.chain(["BOS".into()]).collect()
}

/// The table that has counted the first names of the run; the argument `names`
/// says how many.
fn counted(desk: &Desk, q: &Question) -> Result<Counts, Refusal> {
    let names = q.count("names", 0..=NUM_STEPS)?;
    let mut counts = Counts::new(desk.tokenizer().vocab_size());
    for tokens in &desk.docs()[..names] {
        counts.observe(tokens);
    }
    Ok(counts)
}
