//! The numbers in the sentences of Step 7.

use typeset::Facts;

use super::{
    ablation, answers, exercises, gains, induction, larger, memory,
    numbers_after_step_7, on_paper, pieces, refrains, running_text,
    side_by_side, size, speed, training_in_the_page, word_pieces,
};

pub fn figure() -> String {
    let parts = [
        running_text::facts,
        pieces::facts::of_pages,
        word_pieces::facts,
        memory::facts::facts,
        size::facts::facts,
        on_paper::facts,
        training_in_the_page::facts,
        numbers_after_step_7::facts,
        exercises::facts::facts,
        gains::facts,
        speed::facts,
        answers::facts,
        larger::facts::facts,
        side_by_side::facts::facts,
        ablation::facts,
        ablation::of_pieces,
        induction::facts::facts,
        refrains::facts::facts,
    ];
    let facts = parts.iter().fold(Facts::new(), |facts, part| part(facts));
    facts.to_string()
}
