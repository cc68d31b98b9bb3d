//! How many different names come up in 10,000 samples, how many of these are
//! in the data, and how many are among the 1,000 that the model was trained on,
//! beside other thousands of the data.

use std::collections::HashSet;

use runs::Training;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use typeset::{Table, fixed, thousands};

use super::sampling::sample_names;

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let (corpus, mut rng) = runs::corpus();
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let trained = Training::adam(config).run().model;
    let inner = |doc: &Vec<usize>| doc[1..doc.len() - 1].to_vec();
    let set = |docs: &[Vec<usize>]| -> HashSet<Vec<usize>> {
        docs.iter().map(inner).collect()
    };
    let all = set(&corpus.docs);
    let parts: Vec<_> = corpus.docs.chunks_exact(1000).map(set).collect();

    let mut table = Table::new()
        .left("model")
        .right("temperature")
        .right("different")
        .right("in the data")
        .right("its thousand")
        .right("other thousands");
    for (name, params) in [("untrained", &untrained), ("trained", &trained)] {
        for temperature in [0.5, 1.0] {
            let rng = &mut rng.clone();
            let names = sample_names(params, rng, temperature, 10_000);
            let names: HashSet<_> = names.into_iter().collect();
            let real = names.intersection(&all).count();
            let of = |part: &HashSet<_>| names.intersection(part).count();
            let counts: Vec<usize> = parts.iter().map(of).collect();
            let (own, others) = (counts[0], &counts[1..]);
            let mean = others.iter().sum::<usize>() as f64 / 31.0;
            let least = others.iter().min().expect("other parts");
            let most = others.iter().max().expect("other parts");
            let share = real as f64 / names.len() as f64;
            if name == "trained" {
                let is_a_fifth = (0.19..0.22).contains(&share);
                assert_eq!(is_a_fifth, temperature < 1.0, "the text says so");
                assert!(15 * own < real, "nearly all it has never met");
                assert_eq!(own > *most, temperature < 1.0, "the text says so");
            }
            table = table.row([
                name.to_owned(),
                temperature.to_string(),
                thousands(names.len()),
                thousands(real),
                own.to_string(),
                format!("{} ({least}–{most})", fixed(mean, 0)),
            ]);
        }
    }
    table.to_string()
}
