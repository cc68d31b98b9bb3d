//! What the text gives as a cause, changed alone.

use std::collections::HashSet;

use portable::PythonRandom;
use step_0_counting::Counts;
use typeset::{Facts, fixed};

use super::super::common::{counted, deviation, loss};
use super::super::context_losses::ADDED;
use super::super::wider::Contexts;
use super::{MAX_LEN, NUM_SAMPLES, World, extremes, has_triple, text};
use crate::spread::mean;

/// Names that are easier than others: the same table, asked about the last
/// hundred of the run and about the validation names. It is that of the run as
/// it was before that hundred.
pub fn easy_names(world: &World, facts: Facts) -> Facts {
    let (before, rest) = world.docs.split_at(runs::NUM_STEPS - 100);
    let table = counted(before);
    let losses: Vec<f64> =
        rest[..100].iter().map(|it| loss(&table, it)).collect();
    let [best, worst] = extremes(&losses);
    let validation = world.validation_loss(&table);
    assert!(mean(&losses) < validation - 0.05, "they are easier");
    facts
        .with("still-best-late", fixed(losses[best], 3))
        .with("still-worst-late", fixed(losses[worst], 3))
        .with("still-last-100", fixed(mean(&losses), 3))
        .with("still-validation", fixed(validation, 3))
}

/// By how much a mean over five hundred names depends on which they are: its
/// standard error, which ten other five hundreds bear out.
pub fn other_names(world: &World, facts: Facts) -> Facts {
    let losses = |counts: &Counts, names: &[Vec<usize>]| -> Vec<f64> {
        names.iter().map(|it| loss(counts, it)).collect()
    };
    let validation = runs::validation_set(&world.docs);
    let run = losses(&world.trained, validation);
    let n = run.len();
    let error = deviation(&run) / (n as f64).sqrt();
    let names = runs::training_set(&world.docs);
    let others = names[runs::NUM_STEPS..].chunks_exact(n).take(10);
    let means: Vec<f64> =
        others.map(|it| mean(&losses(&world.trained, it))).collect();
    let ratio = deviation(&means) / error;
    assert!((0.5..1.5).contains(&ratio), "so they do: {ratio}");

    // The difference of two tables on the same names is more exact.
    let all = losses(&counted(&names), validation);
    let gains: Vec<f64> = run.iter().zip(&all).map(|(a, b)| a - b).collect();
    let gain_error = deviation(&gains) / (n as f64).sqrt();
    assert!(gain_error < error / 3.0, "much more exact");
    facts
        .with("validation-spread", fixed(deviation(&run), 2))
        .with("validation-error", fixed(error, 3))
        .with("gain-of-all", fixed(mean(&gains), 3))
        .with("gain-of-all-error", fixed(gain_error, 3))
}

/// What it is worth to have counted a name that is asked about. Some of the
/// validation names stand among all training names, too, given to girls and
/// to boys.
pub fn known_names(world: &World, facts: Facts) -> Facts {
    let names = runs::training_set(&world.docs);
    let counted: HashSet<&Vec<usize>> = names.iter().collect();
    let validation = runs::validation_set(&world.docs);
    let is_new = |it: &&Vec<usize>| !counted.contains(it);
    let fresh: Vec<Vec<usize>> =
        validation.iter().filter(is_new).cloned().collect();
    let more_on_fresh = |k: usize| {
        let table = Contexts::counted(k, &names);
        let [all, fresh] = [validation, &fresh[..]]
            .map(|it| mean(&table.losses(it, ADDED[1])));
        (fresh, fresh - all)
    };
    let ((_, one), (three, more)) = (more_on_fresh(1), more_on_fresh(3));
    assert!(one < 0.005 && more > 0.02, "only long contexts remember");
    facts
        .with("validation-known-all", validation.len() - fresh.len())
        .with("three-fresh", fixed(three, 3))
}

/// Faults of samples that a letter more of context would cure: the same names
/// counted, by a table that sees one token and by one that sees two.
pub fn faults(world: &World, facts: Facts) -> Facts {
    let names = runs::training_set(&world.docs);
    let [one, two] = [1, 2].map(|k| {
        let table = Contexts::counted(k, &names);
        let of_seeds = (1..=5).map(|seed| {
            let mut rng = PythonRandom::new(seed);
            let samples: Vec<String> = (0..NUM_SAMPLES)
                .map(|_| text(&table.sample(MAX_LEN, &mut rng)))
                .collect();
            let count = |is: fn(&str) -> bool| {
                samples.iter().filter(|it| is(it)).count()
            };
            [
                count(has_triple),
                count(|it| it.len() < 2),
                count(|it| it.len() == MAX_LEN),
            ]
        });
        of_seeds.collect::<Vec<_>>()
    });
    let most = |seeds: &[[usize; 3]], fault: usize| {
        seeds.iter().map(|it| it[fault]).max().expect("five seeds")
    };
    assert_eq!([0, 1].map(|it| most(&two, it)), [1, 2], "once, twice");
    let typical = |seeds: &[[usize; 3]], fault: usize| {
        let counts = seeds.iter().map(|it| it[fault] as f64);
        mean(&counts.collect::<Vec<_>>())
    };
    let [one_long, two_long] = [&one, &two].map(|it| typical(it, 2));
    assert!(two_long > 0.8 * one_long, "the third fault stays");
    facts
        .with("one-sees-triples", fixed(typical(&one, 0), 0))
        .with("one-sees-short", fixed(typical(&one, 1), 0))
        .with("one-sees-long", fixed(one_long, 0))
        .with("two-see-long", fixed(two_long, 0))
}

/// What a second token is worth after a thousand names, by what is added to
/// each count, for ten thousands that share no name.
pub fn other_thousands(world: &World, facts: Facts) -> Facts {
    let validation = runs::validation_set(&world.docs);
    let names = runs::training_set(&world.docs);
    let mean_loss = |k: usize, names: &[Vec<usize>], added: f64| {
        mean(&Contexts::counted(k, names).losses(validation, added))
    };
    let table = counted(&names[..runs::NUM_STEPS]);
    let one_token = mean_loss(1, &names[..runs::NUM_STEPS], 1.0);
    let as_counted = world.validation_loss(&table);
    assert!((one_token - as_counted).abs() < 1e-12, "the book's table");
    // What `k` tokens gain over one.
    let gains_of = |k: usize, added: f64| -> Vec<f64> {
        let thousands = names.chunks_exact(runs::NUM_STEPS).take(10);
        let gain = |it| mean_loss(1, it, added) - mean_loss(k, it, added);
        thousands.map(gain).collect()
    };
    let [ones, less] = ADDED.map(|added| gains_of(2, added));
    assert!(ones.iter().all(|&it| it < 0.0), "with ones it never helps");
    assert!(less.iter().all(|&it| it > 0.0), "with less it always does");
    for added in [1.0, 0.3, 0.1, 0.03, 0.01] {
        assert!(mean(&gains_of(2, added)) <= mean(&less), "0.3 is the best");
        assert!(gains_of(3, added).iter().all(|&it| it < 0.0), "never three");
    }
    facts.with("less-added", ADDED[1])
}
