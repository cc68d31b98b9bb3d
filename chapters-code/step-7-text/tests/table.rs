//! The table of contexts: that it sums to one, and what it is worth.

use std::sync::LazyLock;

use approx::assert_relative_eq;
use step_7_text::{
    Characters, MOBY_DICK, Part, Table, Vocabulary, bits_per_character,
    mean_loss,
};

/// The training chapters' and the validation chapters' tokens.
static STREAMS: LazyLock<[Vec<usize>; 2]> = LazyLock::new(|| {
    [Part::Training, Part::Validation].map(|part| {
        let tokens = characters().encode(&part.of(MOBY_DICK));
        tokens.expect("characters of the novel")
    })
});

fn characters() -> Characters {
    Characters::of(MOBY_DICK)
}

/// Bits per character of the validation chapters.
fn bits(longest: usize, model: impl FnMut(&[usize]) -> Vec<f64>) -> f64 {
    let predicted = STREAMS[1].len() - 1;
    let loss = mean_loss(&STREAMS[1], longest, model);
    bits_per_character(loss, predicted, predicted)
}

#[test]
fn probabilities_sum_to_one() {
    let size = characters().size();
    let training = &STREAMS[0][..100_000];
    let unseen = [0, 0, 0, 0, 0];
    for table in [
        Table::counted(training, size, 5),
        Table::counted_if_new(training, size, 5),
    ] {
        for context in STREAMS[1][..600].windows(6).chain([&unseen[..]]) {
            for probabilities in
                [table.probabilities(context), table.add_one(context)]
            {
                assert_eq!(probabilities.len(), size);
                assert!(probabilities.iter().all(|&p| p > 0.0));
                let sum: f64 = probabilities.iter().sum();
                assert_relative_eq!(
                    sum,
                    1.0,
                    epsilon = 0.0,
                    max_relative = 1e-12
                );
            }
        }
    }
}

#[test]
fn a_context_that_was_never_seen_is_as_good_as_a_shorter_one() {
    let table = Table::counted(&[0, 1, 2, 0, 1, 2], 4, 3);
    assert_eq!(table.probabilities(&[3, 1]), {
        // Nothing came after a 3; something came after a 1.
        table.probabilities(&[1])
    });
    assert_eq!(table.probabilities(&[2, 3]), table.probabilities(&[]));
    assert_eq!(table.add_one(&[3]), [0.25; 4]);
}

#[test]
fn nothing_counted_is_an_even_guess() {
    let table = Table::counted(&[], 5, 3);
    assert_eq!(table.probabilities(&[1, 2]), [0.2; 5]);
}

#[test]
fn a_table_of_no_context_counts_as_usual() {
    // With nothing longer, all is new: both ways of counting are the same.
    let tables = [
        Table::counted(&STREAMS[0], characters().size(), 0),
        Table::counted_if_new(&STREAMS[0], characters().size(), 0),
    ];
    let [each, new] = tables.map(|table| table.probabilities(&[]));
    assert_eq!(each, new);
}

#[test]
fn longer_contexts_harm_with_ones_and_help_with_a_discount() {
    let size = characters().size();
    let table = Table::counted(&STREAMS[0], size, 5);
    let ones: Vec<f64> =
        (0..=5).map(|k| bits(k, |it| table.add_one(it))).collect();
    let leaning: Vec<f64> = (0..=5)
        .map(|k| bits(k, |it| table.probabilities(it)))
        .collect();
    let new = Table::counted_if_new(&STREAMS[0], size, 5);
    let new = bits(5, |it| new.probabilities(it));
    assert!(ones[..4].is_sorted_by(|a, b| a > b), "{ones:?}");
    assert!(ones[3..].is_sorted_by(|a, b| a < b), "{ones:?}");
    assert!(leaning.is_sorted_by(|a, b| a > b), "{leaning:?}");
    assert!(new < leaning[5] - 0.1, "{new} {leaning:?}");
}
