//! What can be known of the words of Step 4's tasks, and what was learned.

use std::ops::RangeInclusive;

use portable::{PythonRandom, math};
use runs::tasks::{Documents, Learned, RATE, Task, learned};
use runs::{Once, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::{Scalar, linear, mean_loss, train};
use step_3_attention::gpt::add;
use step_3_attention::rms_norm;
use step_4_transformer::{Cache, Config, Gpt};
use widgets::step_4::trace::trace;

use crate::step_3::common::target_losses;

/// The seeds of the initial weights.
pub const SEEDS: RangeInclusive<u32> = 1..=5;

/// The seed of the two heads that sections 4.2 and 4.3 look at.
pub const LOOKED_AT: u32 = 4;

/// A model of the width of the book.
pub const fn config(n_layer: usize, n_head: usize) -> Config {
    Config {
        n_head,
        n_layer,
        ..Config::of_the_guide(27)
    }
}

/// A model of this size for each seed.
pub fn all_learned(task: Task, config: Config) -> Vec<Learned> {
    SEEDS.map(|seed| learned(task, config, seed)).collect()
}

/// The mean of some numbers, the least and the largest.
pub fn spread(numbers: &[f64]) -> [f64; 3] {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [mean, least, most]
}

/// The probability of what came next in a refrain, at each position, for a
/// reader who knows the rule: `[tokens - 1]`. A beginning is as likely as the
/// words of two to five letters make it.
pub fn known_of_refrain(tokens: &[usize]) -> Vec<f64> {
    let letters = &tokens[1..tokens.len() - 1];
    let likelihood = |n: usize| -> f64 {
        let of_length = |length: usize| {
            let repeats = |i: usize| letters[i] == letters[i - length];
            let fits = (length..n).all(repeats);
            let drawn = (0..length.min(n)).fold(1.0, |p, _| p / 26.0);
            if fits { drawn } else { 0.0 }
        };
        (2..=5).map(of_length).sum()
    };
    let letters = (0..letters.len()).map(|n| likelihood(n + 1) / likelihood(n));
    letters.chain([1.0]).collect()
}

/// The mean loss of that reader on the words that models are measured on.
pub fn least_of_refrain() -> f64 {
    let Documents { others, .. } = Task::Refrain.documents();
    mean_over(&others, |tokens| {
        let known = known_of_refrain(tokens);
        let losses = known.iter().map(|&p| -math::ln(p));
        losses.sum::<f64>() / known.len() as f64
    })
}

/// By how much a model's loss of refrains is above that reader's: where the
/// next letter is all but certain, and elsewhere.
pub fn above_least(config: Config, params: &[f64]) -> [f64; 2] {
    let Documents { others, .. } = Task::Refrain.documents();
    let gpt = Gpt::new(config, params);
    [true, false].map(|wanted| {
        mean_over(&others, |tokens| {
            let mut cache = Cache::new(config.n_layer);
            let logits = |token| gpt.logits(token, &mut cache);
            let losses = target_losses(tokens, logits);
            let known = known_of_refrain(tokens);
            let n = known.len() as f64;
            let pairs = losses.iter().zip(&known);
            let wanted = pairs.filter(|it| (*it.1 > 0.9) == wanted);
            wanted.map(|(loss, p)| loss + math::ln(*p)).sum::<f64>() / n
        })
    })
}

/// Which positions of a document the next letter is all but certain at.
pub fn certain(task: Task, tokens: &[usize]) -> Vec<usize> {
    match task {
        Task::Echo => (4..8).collect(),
        Task::Cells => (6..9).collect(),
        Task::Refrain => {
            let known = known_of_refrain(tokens);
            (0..15).filter(|&i| known[i] > 0.9).collect()
        }
    }
}

/// The share of these letters that a model thinks likeliest.
pub fn right(task: Task, config: Config, params: &[f64]) -> f64 {
    let gpt = Gpt::new(config, params);
    right_of(task, |tokens| {
        let mut cache = Cache::new(config.n_layer);
        let logits = |&token| gpt.logits(token, &mut cache);
        tokens.iter().map(logits).collect()
    })
}

fn right_of(task: Task, logits: impl Fn(&[usize]) -> Vec<Vec<f64>>) -> f64 {
    let (mut hits, mut all) = (0.0, 0.0);
    for tokens in task.documents().others {
        let logits = logits(&tokens[..tokens.len() - 1]);
        for i in certain(task, &tokens) {
            all += 1.0;
            if likeliest(&logits[i]) == tokens[i + 1] {
                hits += 1.0;
            }
        }
    }
    hits / all
}

fn likeliest(logits: &[f64]) -> usize {
    let tokens = (0..logits.len()).rev();
    let likeliest = tokens.max_by(|&a, &b| logits[a].total_cmp(&logits[b]));
    likeliest.expect("some tokens")
}

/// The mean weight that each head of a model gives to some positions of a
/// document, `[n_layer][n_head]`; `pairs` gives them, each with the position
/// that looks.
pub fn weight_on(
    config: Config,
    params: &[f64],
    docs: &[Vec<usize>],
    pairs: impl Fn(&[usize]) -> Vec<(usize, Vec<usize>)>,
) -> Vec<Vec<f64>> {
    let gpt = Gpt::new(config, params);
    let mut sums = vec![vec![0.0; config.n_head]; config.n_layer];
    let mut count = 0.0;
    for tokens in docs {
        let passes = trace(&gpt, &tokens[..tokens.len() - 1]);
        for (position, about) in pairs(tokens) {
            count += 1.0;
            for (layer, sums) in passes[position].layers.iter().zip(&mut sums) {
                for (head, sum) in layer.heads.iter().zip(sums) {
                    *sum +=
                        about.iter().map(|&at| head.weights[at]).sum::<f64>();
                }
            }
        }
    }
    for sum in sums.iter_mut().flatten() {
        *sum /= count;
    }
    sums
}

/// The letter before, for each letter that a word has for the first time.
pub fn before(tokens: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let is_new = |&i: &usize| !tokens[..i].contains(&tokens[i]);
    let news = (2..15).filter(is_new);
    news.map(|i| (i, vec![i - 1])).collect()
}

/// What followed the same letter earlier on, where the next one is certain.
pub fn what_followed(tokens: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let followers = |i: usize| -> Vec<usize> {
        (1..=i).filter(|&at| tokens[at - 1] == tokens[i]).collect()
    };
    let certain = certain(Task::Refrain, tokens).into_iter();
    certain.map(|i| (i, followers(i))).collect()
}

/// The loss and the share of right letters of two layers of one head that have
/// learned refrains, if in the first each position sees itself alone.
pub fn first_layer_blind(seed: u32) -> [f64; 2] {
    static LOSSES: Once<u32, [f64; 2]> = Once::new();
    LOSSES.get(seed, || {
        let Documents { learned, others } = Task::Refrain.documents();
        let config = config(2, 1);
        let n = config.num_params();
        let mut params = initial_parameters(n, &mut PythonRandom::new(seed));
        let steps = learned.len();
        train(&mut params, &learned, steps, RATE, |weights, tokens| {
            let gpt = Gpt::new(config, weights);
            let mut second = step_3_attention::Cache::new();
            mean_loss(tokens, |token| blind_logits(&gpt, token, &mut second))
        })
        .for_each(drop);
        let gpt = Gpt::new(config, &params);
        let logits = |tokens: &[usize]| {
            let mut second = step_3_attention::Cache::new();
            let logits = |&token| blind_logits(&gpt, token, &mut second);
            tokens.iter().map(logits).collect::<Vec<_>>()
        };
        let loss = mean_over(&others, |tokens| {
            let mut all = logits(&tokens[..tokens.len() - 1]).into_iter();
            mean_loss(tokens, |_| all.next().expect("one for each"))
        });
        [loss, right_of(Task::Refrain, logits)]
    })
}

fn blind_logits<S: Scalar>(
    gpt: &Gpt<S>,
    token: usize,
    second: &mut step_3_attention::Cache<S>,
) -> Vec<S> {
    let place = gpt.wpe.row(second.len());
    let mut x = rms_norm(&add(gpt.wte.row(token), place));
    let alone = &mut step_3_attention::Cache::new();
    for (layer, cache) in gpt.layers.iter().zip([alone, second]) {
        x = add(&layer.attention(&rms_norm(&x), cache, 1), &x);
        x = add(&layer.mlp(&rms_norm(&x)), &x);
    }
    linear(&x, &gpt.lm_head)
}

/// The row of each cell, where the cell is to be named.
pub fn row(_: &[usize]) -> Vec<(usize, Vec<usize>)> {
    (0..3).map(|i| (6 + i, vec![1 + 2 * i])).collect()
}

/// Its column.
pub fn column(_: &[usize]) -> Vec<(usize, Vec<usize>)> {
    (0..3).map(|i| (6 + i, vec![2 + 2 * i])).collect()
}
