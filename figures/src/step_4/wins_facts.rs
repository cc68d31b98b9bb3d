//! The numbers of "Where Heads and Layers Pay".

use portable::math;
use runs::tasks::{RATE, Task, learned};
use typeset::{Facts, fixed, thousands};

use super::tasks::{
    SEEDS, above_least, before, column, config, least_of_refrain, right, row,
    spread, weight_on, what_followed,
};
use crate::spread::mean;

/// How many words the weights are means over.
const NUM_WORDS: usize = 100;

pub fn with(facts: Facts) -> Facts {
    let facts = facts
        .with("task-steps", thousands(Task::Cells.num_steps()))
        .with("task-rate", RATE);
    refrains(cells(facts))
}

fn cells(facts: Facts) -> Facts {
    let letter = math::ln(5.0);
    let docs = &Task::Cells.documents().others[..NUM_WORDS];
    let mut uneven = [Vec::new(), Vec::new()];
    let mut own = Vec::new();
    for seed in SEEDS {
        let one = config(1, 1);
        let params = learned(Task::Cells, one, seed).params;
        if right(Task::Cells, one, &params) == 1.0 {
            uneven[0].push(weight_on(one, &params, docs, row)[0][0]);
            uneven[1].push(weight_on(one, &params, docs, column)[0][0]);
        }
        let two = config(1, 2);
        let params = learned(Task::Cells, two, seed).params;
        assert_eq!(right(Task::Cells, two, &params), 1.0);
        let rows = &weight_on(two, &params, docs, row)[0];
        let columns = &weight_on(two, &params, docs, column)[0];
        let straight = rows[0].min(columns[1]);
        let crossed = rows[1].min(columns[0]);
        own.push(straight.max(crossed));
    }
    assert_eq!(uneven[0].len(), 2, "one head manages in two of five");
    let [rows, columns] = uneven.map(|it| spread(&it));
    assert!(rows[1] > columns[2] + 0.1, "unevenly");
    facts
        .with("cells-least", fixed(0.6 * letter, 2))
        .with("cells-one-fact", fixed(0.9 * letter, 2))
        // The two letters differ four times in five.
        .with(
            "cells-no-order",
            fixed(0.6 * letter + 0.3 * 0.8 * math::ln(2.0), 2),
        )
        .with("cells-uneven-row", fixed(rows[0], 2))
        .with("cells-uneven-column", fixed(columns[0], 2))
        .with("cells-two-heads", fixed(spread(&own)[1], 2))
}

fn refrains(facts: Facts) -> Facts {
    let docs = &Task::Refrain.documents().others[..NUM_WORDS];
    let mut habits = Vec::new();
    let mut above = [Vec::new(), Vec::new()];
    for n_head in [1, 2] {
        let config = config(2, n_head);
        for seed in SEEDS {
            let params = learned(Task::Refrain, config, seed).params;
            for (all, part) in
                above.iter_mut().zip(above_least(config, &params))
            {
                all.push(part);
            }
            let most = |weights: &[f64]| spread(weights)[2];
            habits.push([
                most(&weight_on(config, &params, docs, before)[0]),
                most(&weight_on(config, &params, docs, what_followed)[1]),
            ]);
        }
    }
    let odd = habits.remove(0);
    let least = |i: usize| {
        spread(&habits.iter().map(|it| it[i]).collect::<Vec<_>>())[1]
    };
    assert!(least(0) > 0.75 && least(1) > 0.8, "nine of ten do it");
    assert!(odd[0] < 0.3, "the first of the models does not");
    let ideal = least_of_refrain();
    let length = mean_length();
    let formula = (math::ln(4.0) + length * math::ln(26.0)) / 16.0;
    assert!((formula - ideal).abs() < 2e-4, "{formula} in the text");
    let [sure, unsure] = above.map(|it| mean(&it));
    assert!(sure > unsure, "most of the gap");
    facts
        .with("refrain-above-sure", fixed(sure, 2))
        .with("refrain-least", fixed(ideal, 2))
        .with("refrain-length", fixed(length, 3))
        .with("refrain-before", fixed(least(0), 2))
        .with("refrain-followed", fixed(least(1), 2))
}

/// How many letters are repeated in the words that models are measured on.
fn mean_length() -> f64 {
    let lengths = Task::Refrain.documents().others.into_iter().map(|tokens| {
        let letters = &tokens[1..tokens.len() - 1];
        let repeats = |n: &usize| letters[*n..] == letters[..15 - n];
        (2..=5).find(repeats).expect("a word of two to five") as f64
    });
    mean(&lengths.collect::<Vec<_>>())
}
