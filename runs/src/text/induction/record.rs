//! The record of what was asked: lines of words and numbers, between tabs.

use std::collections::BTreeSet;
use std::f64::consts::LN_2;
use std::fmt::{Display, Write as _};
use std::ops::Range;

use portable::PythonRandom;
use step_7_text::{
    BytePairs, MOBY_DICK, Part, Parts, TextTrainer, Windows, evaluate,
};

use super::heads::{Scores, induction_scores, without_head};
use super::names::{
    INVENTED, KNOWN, Passage, cost_by_appearance, costs, passage, places,
};
use super::{Asked, validation};
use crate::text::{Plan, Streams};

/// What was recorded.
pub const RECORD: &str = include_str!("../../../record/induction.txt");

/// How often the test of heads is done.
pub const TRIALS: usize = 100;

/// The names of the novel that are asked about.
pub const OF_THE_NOVEL: [&str; 2] = ["Queequeg", "Ahab"];

/// How often a name stands in a window at most.
pub const APPEARANCES: usize = 5;

/// How far the trained model is allowed to look, at last as far as it can.
pub const SIGHTS: [usize; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

/// The numbers of the recorded lines that begin with some words.
///
/// ```
/// use runs::text::induction::record::numbers;
///
/// let record = "cost\twhole\t1.5\t2\ncost\tmean\t3\n";
/// assert_eq!(numbers(record, &["cost", "whole"]), [[1.5, 2.0]]);
/// ```
///
/// # Panics
///
/// If something else than numbers follows.
pub fn numbers(record: &str, words: &[&str]) -> Vec<Vec<f64>> {
    let begin = words.join("\t") + "\t";
    let rest = record.lines().filter_map(|line| line.strip_prefix(&begin));
    let parse = |text: &str| text.parse().expect("a number");
    rest.map(|rest| rest.split('\t').map(parse).collect())
        .collect()
}

/// The lines of a record.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, words: &[&dyn Display], numbers: &[f64], digits: usize) {
        let words: Vec<String> =
            words.iter().map(ToString::to_string).collect();
        let _ = write!(self.0, "{}", words.join("\t"));
        for number in numbers {
            let _ = write!(self.0, "\t{number:.digits$}");
        }
        self.0 += "\n";
    }
}

/// Asks the step's model and its partner, and has the lines.
pub fn lines(
    pairs: &BytePairs,
    plan: &Plan,
    streams: &Streams,
    models: &[Asked; 2],
) -> String {
    let [whole, mean] = models;
    let mut lines = Lines::default();
    spelled(&mut lines, pairs);
    for (name, asked) in [("whole", whole), ("mean", mean)] {
        of_the_novel(&mut lines, name, asked);
        known(&mut lines, name, asked);
        repeated(&mut lines, name, &mut asked.trainer(), streams);
        invented(&mut lines, name, asked);
    }
    let pieces = pieces_of(streams);
    let untrained = untrained_scores(plan, &pieces);
    let mut rng = PythonRandom::new(1);
    let trained =
        induction_scores(&mut whole.trainer(), &pieces, TRIALS, &mut rng);
    let scores = [
        ("trained", &trained.twice),
        ("trained, once", &trained.once),
        ("untrained", &untrained.twice),
        ("previous", &trained.previous),
    ];
    for (name, scores) in scores {
        lines.add(&[&"scores", &name], &scores.concat(), 4);
    }
    lines.add(&[&"even"], &[trained.even], 4);
    short_sighted(&mut lines, whole, streams);
    without_each_head(&mut lines, whole, streams);
    lines.0
}

/// Asks whether a model copies, whatever its tokens are: what it costs on the
/// validation chapters in bits per character, what half a window costs after
/// itself, and what its heads look for.
pub fn whether_it_copies(
    model: &str,
    trainer: &mut TextTrainer<f32>,
    streams: &Streams,
) -> String {
    let mut lines = Lines::default();
    let losses = evaluate(trainer, &streams.validation);
    lines.add(&[&"validation", &model], &[streams.bits(&losses)], 4);
    repeated(&mut lines, model, trainer, streams);
    let mut rng = PythonRandom::new(1);
    let pieces = pieces_of(streams);
    let scores = induction_scores(trainer, &pieces, TRIALS, &mut rng);
    lines.add(&[&"scores", &model], &scores.twice.concat(), 4);
    lines.add(&[&"previous", &model], &scores.previous.concat(), 4);
    lines.add(&[&"even", &model], &[scores.even], 4);
    lines.0
}

/// What names cost a model when they come again.
pub fn names_again(model: &str, asked: &Asked) -> String {
    let mut lines = Lines::default();
    known(&mut lines, model, asked);
    invented(&mut lines, model, asked);
    lines.0
}

/// Where a head looks from the tokens of invented names that come for the
/// second time: the head that gives most to what came behind a last appearance.
/// A line for each token of the first appearance, with the mean weights that it
/// gets from those of the second.
pub fn looks(model: &str, asked: &Asked, streams: &Streams) -> String {
    let mut trainer = asked.trainer();
    let mut rng = PythonRandom::new(1);
    let pieces = pieces_of(streams);
    let scores = induction_scores(&mut trainer, &pieces, TRIALS, &mut rng);
    let scores = scores.twice.concat();
    let by_score = |a: &usize, b: &usize| scores[*a].total_cmp(&scores[*b]);
    let head = (0..scores.len()).max_by(by_score).unwrap_or(0);
    let mut lines = Lines::default();
    lines.add(&[&"head", &model], &[head as f64], 0);
    let text = validation();
    for (i, name) in INVENTED.iter().enumerate() {
        let same = [Before::Same(1)];
        let pasts = passages(asked, &text, (&INVENTED, i), (1, 1), &same);
        for (token, weights) in looks_at(asked, &mut trainer, head, &pasts[0]) {
            let piece = String::from_utf8_lossy(asked.pairs.piece(token));
            let words: [&dyn Display; 4] = [&"looks", &model, name, &piece];
            lines.add(&words, &weights, 4);
        }
    }
    lines.0
}

/// The tokens of the name that passages end with, and the mean weights that
/// they get at their appearance before from all but the last.
fn looks_at(
    asked: &Asked,
    trainer: &mut TextTrainer<f32>,
    head: usize,
    passages: &[Passage],
) -> Vec<(usize, Vec<f64>)> {
    let (len, n_head) = (asked.config.block_size, asked.config.n_head);
    let Some(Passage { tokens, pieces }) = passages.first() else {
        return Vec::new();
    };
    let start = len + 1 - pieces;
    let name = &tokens[start..];
    let mut means: Vec<(usize, Vec<f64>)> = name
        .iter()
        .map(|&token| (token, vec![0.0; pieces - 1]))
        .collect();
    for Passage { tokens, .. } in passages {
        let mut before = tokens[..start].windows(*pieces);
        let first = before.rposition(|it| it == name).expect("it stands twice");
        trainer.losses(&Windows::at(tokens, &[0], len));
        let weights = trainer.attention(head / n_head, head % n_head);
        for (i, (_, means)) in means.iter_mut().enumerate() {
            for (query, mean) in means.iter_mut().enumerate() {
                let weight = weights[start + query][first + i];
                *mean += weight / passages.len() as f64;
            }
        }
    }
    means
}

/// The tokens that the training chapters are made of.
pub fn pieces_of(streams: &Streams) -> Vec<usize> {
    let distinct: BTreeSet<usize> = streams.training.iter().copied().collect();
    distinct.into_iter().collect()
}

/// The scores of the model before training.
pub fn untrained_scores(plan: &Plan, pieces: &[usize]) -> Scores {
    let (mut trainer, _) = plan.begin();
    let mut rng = PythonRandom::new(1);
    induction_scores(&mut trainer, pieces, TRIALS, &mut rng)
}

/// The pieces of the invented names.
fn spelled(lines: &mut Lines, pairs: &BytePairs) {
    for name in INVENTED.into_iter().chain(OF_THE_NOVEL) {
        let tokens = pairs.encode_bytes(format!(" {name}").as_bytes());
        let pieces: Vec<_> = tokens
            .iter()
            .map(|&it| String::from_utf8_lossy(pairs.piece(it)).into_owned())
            .collect();
        lines.add(&[&"spelled", &name, &pieces.join("|")], &[], 0);
    }
}

/// What the novel's own names cost at each appearance in a window: bits, and
/// the number of places.
fn of_the_novel(lines: &mut Lines, model: &str, asked: &Asked) {
    let mut trainer = asked.trainer();
    let parts = [
        ("training", Part::Training),
        ("validation", Part::Validation),
    ];
    for (part_name, part) in parts {
        let text = part.of(MOBY_DICK);
        for name in OF_THE_NOVEL {
            let costs = cost_by_appearance(
                &mut trainer,
                asked.pairs,
                &text,
                name,
                APPEARANCES - 1,
            );
            for (i, (cost, count)) in costs.into_iter().enumerate() {
                lines.add(
                    &[&"novel", &model, &part_name, &name, &(i + 1)],
                    &[cost / LN_2, count as f64],
                    3,
                );
            }
        }
    }
}

/// The names at the last place and at those before it, from there backwards.
#[derive(Clone, Copy)]
enum Before {
    /// The places before are as they are.
    Novel,
    /// So many of the places before have the same name.
    Same(usize),
    /// So many of the places before have other invented names.
    Others(usize),
}

/// The passages that end with an invented name, at each `step`-th place that
/// has `most` places before it in all windows. The pasts are those of
/// `befores`.
fn passages(
    asked: &Asked,
    text: &str,
    (names, name): (&[&str], usize),
    (most, step): (usize, usize),
    befores: &[Before],
) -> Vec<Vec<Passage>> {
    let all = places(text);
    let len = asked.config.block_size;
    let at = |last: usize, before: Before| {
        let (count, by) = match before {
            Before::Novel => (0, 0),
            Before::Same(count) => (count, 0),
            Before::Others(count) => (count, 1),
        };
        let names: Vec<&str> = (0..=count)
            .map(|i| names[(name + i * by) % names.len()])
            .collect();
        let places: &[Range<usize>] = &all[..=last];
        passage(asked.pairs, text, places, &names, len)
    };
    let mut passages = vec![Vec::new(); befores.len()];
    for last in (0..all.len()).step_by(step) {
        let fits = [Before::Same(most), Before::Others(most)];
        if fits.iter().any(|&it| at(last, it).is_none()) {
            continue;
        }
        for (passages, &before) in passages.iter_mut().zip(befores) {
            passages.extend(at(last, before));
        }
    }
    passages
}

/// The mean over passages of what a whole name costs, in bits.
fn bits(costs: &[Vec<f64>]) -> f64 {
    costs.iter().flatten().sum::<f64>() / costs.len() as f64 / LN_2
}

/// What a name costs that is a token of its own, where it may have stood
/// before.
fn known(lines: &mut Lines, model: &str, asked: &Asked) {
    let text = validation();
    let mut trainer = asked.trainer();
    let pasts = [Before::Novel, Before::Others(1), Before::Same(1)];
    for (i, name) in KNOWN.iter().enumerate() {
        let pasts_of = passages(asked, &text, (&KNOWN, i), (1, 1), &pasts);
        let count = pasts_of[0].len();
        for (past, of) in ["novel", "others", "same"].iter().zip(&pasts_of) {
            let bits = bits(&costs(&mut trainer, of));
            lines.add(&[&"known", &model, past, name], &[bits], 3);
        }
        lines.add(&[&"places", &model, &"known", name], &[count as f64], 0);
    }
}

/// What half a window costs, in bits for each token, if the other half before
/// it is the text that stands there, the same, or other text.
fn repeated(
    lines: &mut Lines,
    model: &str,
    trainer: &mut TextTrainer<f32>,
    streams: &Streams,
) {
    let half = trainer.config().block_size / 2;
    let stream = &streams.validation;
    let blocks: Vec<&[usize]> = stream.chunks_exact(half).collect();
    let mut ask = |past: &str, before: &dyn Fn(usize) -> usize| {
        let passage = |i: usize| {
            let before = blocks[before(i)];
            let after = &stream[(i + 1) * half..][..1];
            let tokens = [before, blocks[i], after].concat();
            let pieces = half;
            Passage { tokens, pieces }
        };
        let passages: Vec<_> = (1..blocks.len() - 1).map(passage).collect();
        let costs = costs(trainer, &passages);
        let bits = bits(&costs) / half as f64;
        lines.add(&[&"repeated", &model, &past], &[bits], 3);
    };
    ask("novel", &|i| i - 1);
    ask("same", &|i| i);
    ask("other", &|i| (i + blocks.len() / 2) % blocks.len());
}

/// What invented names cost.
fn invented(lines: &mut Lines, model: &str, asked: &Asked) {
    let text = validation();
    let mut trainer = asked.trainer();
    let same = (0..APPEARANCES).map(Before::Same);
    let others = (0..APPEARANCES).map(Before::Others);
    let pasts: Vec<Before> = same.chain(others).collect();
    for (i, name) in INVENTED.iter().enumerate() {
        let many = passages(
            asked,
            &text,
            (&INVENTED, i),
            (APPEARANCES - 1, 1),
            &pasts,
        );
        let count = many[0].len();
        let bits: Vec<f64> = many
            .iter()
            .map(|it| bits(&costs(&mut trainer, it)))
            .collect();
        for (past, bits) in
            ["same", "others"].iter().zip(bits.chunks(APPEARANCES))
        {
            lines.add(&[&"appearances", &model, past, name], bits, 3);
        }
        lines.add(&[&"places", &model, &"5", name], &[count as f64], 0);
    }
    let pasts = [Before::Novel, Before::Others(1), Before::Same(1)];
    for (i, name) in INVENTED.iter().enumerate() {
        let pasts_of = passages(asked, &text, (&INVENTED, i), (1, 1), &pasts);
        let count = pasts_of[0].len();
        let costs = pasts_of.iter().map(|it| costs(&mut trainer, it));
        for (past, costs) in ["novel", "others", "same"].iter().zip(costs) {
            let pieces = costs[0].len();
            let of_piece = |piece: usize| {
                let sum: f64 = costs.iter().map(|it| it[piece]).sum();
                sum / count as f64 / LN_2
            };
            let of_pieces: Vec<f64> = (0..pieces).map(of_piece).collect();
            lines.add(&[&"second", &model, past, name], &[bits(&costs)], 3);
            lines.add(&[&"pieces", &model, past, name], &of_pieces, 3);
        }
        lines.add(&[&"places", &model, &"2", name], &[count as f64], 0);
    }
}

/// What the validation chapters cost with one head switched off, in bits per
/// character.
fn without_each_head(lines: &mut Lines, whole: &Asked, streams: &Streams) {
    let mut ask = |name: &str, params: &[f64]| {
        let asked = Asked { params, ..*whole };
        let losses = evaluate(&mut asked.trainer(), &streams.validation);
        lines.add(&[&"without", &name], &[streams.bits(&losses)], 4);
    };
    ask("none", whole.params);
    for layer in 0..whole.config.n_layer {
        for head in 0..whole.config.n_head {
            let config = &whole.config;
            let params = without_head(config, whole.params, layer, head);
            ask(&format!("{layer}.{head}"), &params);
        }
    }
}

/// What they cost if each position sees itself and some before it alone: the
/// parameters are those that were trained to see all.
fn short_sighted(lines: &mut Lines, whole: &Asked, streams: &Streams) {
    for window in SIGHTS {
        let parts = Parts {
            window,
            ..whole.parts
        };
        let asked = Asked { parts, ..*whole };
        let losses = evaluate(&mut asked.trainer(), &streams.validation);
        lines.add(&[&"sight", &window], &[streams.bits(&losses)], 4);
    }
}
