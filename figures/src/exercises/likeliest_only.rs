//! The names if only the likeliest letters may come.

use std::collections::HashSet;

use exercises::step_5::top_k::top_k;
use rayon::prelude::*;
use runs::Weights;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Gpt};
use step_5_adam::LEARNING_RATE;
use typeset::{Table, fixed, percent, thousands};

use crate::spread::{ends, mean};
use crate::step_5::rules::{By, CONFIG, Rule};

/// How many names each start writes.
const NAMES: usize = 2000;

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

/// What a model wrote: the share of names with a triple that no name has, how
/// many were different, and their mean length.
type Written = [f64; 3];

pub fn figure() -> String {
    let rows = [(27, 1.0), (10, 1.0), (5, 1.0), (3, 1.0), (27, 0.5)];
    let mut table = Table::new()
        .right("k")
        .right("temperature")
        .right("with a triple that no name has")
        .right("different names, of 2,000")
        .right("mean length");
    let mut all = Vec::new();
    for (k, temperature) in rows {
        let starts = Weights::and_seeds(SEEDS).into_par_iter();
        let written: Vec<Written> =
            starts.map(|it| written(it, k, temperature)).collect();
        let [odd, different, length] = [0, 1, 2]
            .map(|i| written.iter().map(|it| it[i]).collect::<Vec<f64>>());
        let [least, most] = ends(&odd).map(|it| percent(it, 1));
        table = table.row([
            k.to_string(),
            temperature.to_string(),
            format!("{} ({least} to {most})", percent(mean(&odd), 1)),
            thousands(fixed(mean(&different), 0)),
            fixed(mean(&length), 1),
        ]);
        all.push((odd, mean(&different)));
    }
    let [free, _, five, three, cold] = &all[..] else {
        panic!("five rows");
    };
    assert!((0.2..0.27).contains(&mean(&free.0)), "about a quarter");
    let difference = mean(&five.0) - mean(&cold.0);
    assert!(difference.abs() < 0.005, "about as many odd names");
    assert!((five.1 - cold.1).abs() < 100.0, "as many different names");
    assert!((1400.0..1600.0).contains(&five.1), "three quarters");
    assert!(2.0 * three.1 < five.1, "it repeats itself");
    table.to_string()
}

fn written(weights: Weights, k: usize, temperature: f64) -> Written {
    let (corpus, mut rng) = runs::corpus();
    let run = By::new(Rule::ADAM, LEARNING_RATE).at_start(weights);
    let gpt = Gpt::new(CONFIG, &run.params);
    let triples: HashSet<&[usize]> =
        corpus.docs.iter().flat_map(|doc| doc.windows(3)).collect();
    let mut names = HashSet::new();
    let [mut odd, mut letters] = [0, 0];
    for _ in 0..NAMES {
        let mut cache = Cache::new(CONFIG.n_layer);
        let name = sample(26, CONFIG.block_size, &mut rng, |token| {
            let logits = gpt.logits(token, &mut cache);
            top_k(&softmax(&at_temperature(&logits, temperature)), k)
        });
        let whole = [&[26], &name[..], &[26]].concat();
        if whole.windows(3).any(|triple| !triples.contains(triple)) {
            odd += 1;
        }
        letters += name.len();
        names.insert(name);
    }
    let per_name = |count: usize| count as f64 / NAMES as f64;
    [per_name(odd), names.len() as f64, per_name(letters)]
}
